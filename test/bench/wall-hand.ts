import { WebSocket } from "ws";
import { z } from "zod";
import type { Target } from "../kit/cdp.ts";
import { instant } from "./wall-eye.ts";

/** A hand at a window's keyboard and pointer: what it does enters Chromium as the system's own input does. */
export interface Hand {
  /** @returns the instant just before the key went down */
  press(key: string, held?: { alt?: boolean }): number;
  /** Presses at the first place, drags over the way to the last, and lets go there. @returns the instant just before it let go */
  drag(way: readonly { x: number; y: number }[]): Promise<number>;
  evaluate(expression: string): Promise<unknown>;
  /** Any other command of Chromium's debugging protocol. */
  command(method: string): Promise<unknown>;
  close(): void;
}

const Said = z.object({ id: z.number(), result: z.unknown() });
const Evaluated = z.object({ result: z.object({ value: z.unknown().optional() }) });
const ALT = 1;
const CODES: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, F9: 120 };

export async function handOn(target: Target): Promise<Hand> {
  const socket = new WebSocket(target.webSocketDebuggerUrl ?? "");
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  socket.on("message", (data: Buffer) => {
    const said = Said.safeParse(JSON.parse(data.toString()));
    if (!said.success) return;
    waiting.get(said.data.id)?.(said.data.result);
    waiting.delete(said.data.id);
  });
  await new Promise<void>((settle, fail) => {
    socket.once("open", settle);
    socket.once("error", fail);
  });
  const send = (method: string, params: Record<string, unknown>): Promise<unknown> =>
    new Promise((settle) => {
      last += 1;
      waiting.set(last, settle);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const mouse = (type: string, at: { x: number; y: number }, buttons: number): Promise<unknown> => send("Input.dispatchMouseEvent", { type, ...at, button: "left", buttons, clickCount: 1 });
  return {
    press(key, { alt = false } = {}) {
      const code = /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
      const stroke = { key, code, modifiers: alt ? ALT : 0, windowsVirtualKeyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0) };
      const began = instant();
      void send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...stroke });
      void send("Input.dispatchKeyEvent", { type: "keyUp", ...stroke });
      return began;
    },
    async drag(way) {
      const [from, to] = [way[0], way.at(-1)];
      if (from === undefined || to === undefined) throw new Error("a drag needs a way");
      await mouse("mousePressed", from, 1);
      for (const at of way) await mouse("mouseMoved", at, 1);
      const began = instant();
      void mouse("mouseReleased", to, 0);
      return began;
    },
    evaluate: async (expression) => Evaluated.parse(await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value,
    command: (method) => send(method, {}),
    close: () => socket.close(),
  };
}
