import { WINDOW_MS } from "./governor.ts";
import { createHub } from "./hub.ts";
import { createLink, type Wire } from "./link.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { sinkOf } from "./sinks.ts";
import { makeDecoding } from "./web-decoding.ts";

/** The worker of a window that decodes all its tiles; the page owns their elements and asks for tickets. */
interface Worker {
  postMessage(message: FromWorker): void;
  addEventListener(type: "message", hear: (event: { data: ToWorker }) => void): void;
}
declare const self: Worker;

/** The page answers with a ticket or without one; after this nobody waits for it any more, ms. */
const TICKET_MS = 12_000;

let offset = 0;
let given: ((ticket: { url: string; ticket: string } | undefined) => void) | undefined;
const now = (): number => performance.timeOrigin + performance.now() + offset;
const after = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

function ticket(): Promise<{ url: string; ticket: string } | undefined> {
  return new Promise((resolve) => {
    given?.(undefined);
    const timer = setTimeout(() => given?.(undefined), TICKET_MS);
    given = (answer) => {
      clearTimeout(timer);
      given = undefined;
      resolve(answer);
    };
    self.postMessage({ is: "ticket-please" });
  });
}

function open(url: string, protocols: string[]): Wire {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  const wire: Wire = { send: (text) => socket.send(text), close: () => socket.close(), onopen: null, onclose: null, onmessage: null };
  socket.addEventListener("open", () => wire.onopen?.());
  socket.addEventListener("close", () => wire.onclose?.());
  socket.addEventListener("message", (event: MessageEvent<unknown>) => wire.onmessage?.({ data: event.data }));
  return wire;
}

const ticks = (): number => performance.now();
const link = createLink({ ticket, open, after, now: ticks, chance: Math.random }, { up: () => hub.link(true), down: () => hub.link(false), message: (message) => hub.message(message) });
const hub = createHub({ make: makeDecoding, decodes: typeof VideoDecoder !== "undefined", sink: sinkOf, link, now, ticks, cores: navigator.hardwareConcurrency, tell: (message) => self.postMessage(message), after });

setInterval(() => hub.look(), WINDOW_MS);
self.addEventListener("message", ({ data }) => {
  if (data.is === "clock") offset = data.offset;
  else if (data.is === "wake") link.wake();
  else if (data.is === "ticket") given?.(data.ticket);
  else hub.hear(data);
});
