import { parseVideoMessage, VIDEO_PROTOCOL, type TileOrder, type VideoMessage } from "#contract/video-wire";
import { backOff } from "./back-off.ts";

/** A WebSocket, as far as the link uses it. */
export interface Wire {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
}

export interface LinkDeps {
  /** A ticket for one connection; undefined: none is to be had now. */
  ticket: () => Promise<{ url: string; ticket: string } | undefined>;
  open: (url: string, protocols: string[]) => Wire;
  /** Runs a task once after so many ms. @returns cancels it */
  after: (ms: number, task: () => void) => () => void;
  now: () => number;
  /** 0 to 1. */
  chance: () => number;
}

/** The window's one connection to the gateway. */
export interface Link {
  /** Wanted while there are tiles; unwanted it closes. */
  want(on: boolean): void;
  /** Made anew at once, with a new ticket. */
  again(): void;
  /** What was in its way may be gone: a link that is down is tried at once, and its waits are short again. */
  wake(): void;
  /** Lost without a word while the link is down: whoever opens a tile asks again when it is up. */
  send(order: TileOrder): void;
  /** ms since anything came; 0 while down. */
  silentFor(): number;
}

/** A connection that does not stand after so long is tried anew, ms. */
const PATIENCE_MS = 5000;
/** What was received is told so often, ms; the gateway wants it each 100. */
const SEEN_MS = 50;

export function createLink({ ticket, open, after, now, chance }: LinkDeps, on: { up: () => void; down: () => void; message: (message: VideoMessage) => void }): Link {
  let wanted = false;
  let wire: Wire | undefined;
  let up = false;
  let tries = 0;
  let turn = 0;
  let heard = 0;
  let serial = 0;
  let told = 0;
  let waits: (() => void) | undefined;
  let telling: (() => void) | undefined;

  function end(): void {
    turn += 1;
    waits?.();
    telling?.();
    waits = telling = undefined;
    const old = wire;
    wire = undefined;
    if (old !== undefined) {
      [old.onopen, old.onclose, old.onmessage] = [null, null, null];
      old.close();
    }
    if (up) {
      up = false;
      on.down();
    }
  }
  function later(): void {
    end();
    if (!wanted) return;
    const wait = backOff(tries, chance());
    tries += 1;
    waits = after(wait, () => void dial());
  }
  async function dial(): Promise<void> {
    const mine = (turn += 1);
    const given = await ticket();
    if (mine !== turn || !wanted) return;
    if (given === undefined) return later();
    const opened = open(given.url, [VIDEO_PROTOCOL, `ticket.${given.ticket}`]);
    wire = opened;
    waits = after(PATIENCE_MS, later);
    opened.onopen = () => {
      waits?.();
      waits = undefined;
      up = true;
      heard = now();
      on.up();
    };
    opened.onclose = later;
    opened.onmessage = ({ data }) => {
      if (!(data instanceof ArrayBuffer)) return;
      const message = parseVideoMessage(data);
      // Something else speaks here, or another version: the next connection may do better.
      if (!message.ok) return later();
      // A connection that brings something is a good one; one that only opens may be closed again at once.
      tries = 0;
      heard = now();
      serial = message.value.serial;
      tell();
      on.message(message.value);
    };
  }
  function tell(): void {
    if (telling !== undefined) return;
    const say = (): void => {
      telling = undefined;
      told = now();
      wire?.send(JSON.stringify({ is: "seen", serial } satisfies TileOrder));
    };
    const left = SEEN_MS - (now() - told);
    if (left <= 0) say();
    else telling = after(left, say);
  }

  return {
    want(next) {
      if (next === wanted) return;
      wanted = next;
      if (!next) return end();
      tries = 0;
      void dial();
    },
    again() {
      if (!wanted) return;
      end();
      void dial();
    },
    wake() {
      if (!wanted || up) return;
      tries = 0;
      end();
      void dial();
    },
    send(order) {
      if (up) wire?.send(JSON.stringify(order));
    },
    silentFor: () => (up ? now() - heard : 0),
  };
}
