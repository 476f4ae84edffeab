import { io, type Socket } from "socket.io-client";
import { decodeFrame } from "#contract/frame";
import type { Instant, MonitorId } from "#contract/ids";
import { PROTOCOL_VERSION, type RequestInput, type RequestName, type RequestOutput, type Status } from "#contract/request";
import { fail, type Result } from "#contract/result";
import type { Handshake, ServerEvents } from "#contract/socket";
import { isAnswer, type Ask } from "./ask.ts";
import { withFrame } from "./frame.ts";
import { createLatestStore } from "./latest.ts";
import { createMirror } from "./mirror.ts";
import { createServerClock } from "./server-clock.ts";
import { createSignal } from "./signal.ts";
import { onWake } from "./wake.ts";

/** "stale": the socket stands, but no status came for 3 s, or the room and the latest values are not flowing (yet). */
export type LinkState = "connected" | "connecting" | "stale";
export type Goodbye = Parameters<ServerEvents["goodbye"]>[0];

export interface Link {
  state: LinkState;
  /** When the backend was last heard: its last status, or the room as fetched; server's clock; undefined: never. */
  heardAt: Instant | undefined;
  /** Why the backend closed the link, until it stands again. */
  goodbye: Goodbye | undefined;
  /** The handshake was refused with this fault code. */
  refused: string | undefined;
}

/** How often latest values come, Hz: a wall shows a change within 150 ms, a console's reader needs no more than two a second. */
const HZ = { display: 20, person: 2 } as const;
/** Waits before a lost link is tried again: a room has few walls, and they must be back in seconds. */
const BACK = { display: { reconnectionDelay: 250, reconnectionDelayMax: 1000 }, person: { reconnectionDelay: 500, reconnectionDelayMax: 3000 } } as const;
const REQUEST_MS = 10_000;
const STALE_MS = 3000;
/** A connection that does not stand after so long is tried anew: as long as the backend waits for one. */
const CONNECT_MS = 5000;
/** A page that slept first reads what has arrived meanwhile; a link still silent then is dead. */
const WAKE_MS = 500;
const RETRY_MS = 2000;
/** Between two tries for the latest values, ms: doubled each time up to the limit. */
const SUBSCRIBE_MS = 500;
const SUBSCRIBE_LIMIT_MS = 8000;

/** Socket.IO's types cannot follow a generic event name: requests go out as plain events and `isAnswer` types what returns. */
type Wire = Socket<ServerEvents, Record<string, (body: unknown, answer: (result: unknown) => void) => void>>;

let wire: Wire | undefined;
const clock = createServerClock(Date.now() - performance.now());
let watch: ReturnType<typeof setTimeout> | undefined;
let sleepless: (() => void) | undefined;
/** When the last status came, of the clock that never jumps, ms. */
let lastStatus = 0;
/** The room was fetched and the latest values subscribed to, on this connection: figures move. */
let flowing = false;

export const link = createSignal<Link>({ state: "connecting", heardAt: undefined, goodbye: undefined, refused: undefined }, withFrame);
export const status = createSignal<Status | undefined>(undefined, withFrame);
/** The monitor that a newer window took from this one; this one shows it no more until nobody does (live/wall-live.ts). */
export const unseated = createSignal<MonitorId | undefined>(undefined, withFrame);
export const latest = createLatestStore((ms, task) => void setTimeout(task, ms));

/** The backend's clock as this window knows it, ms UTC: ages are counted against it, not against this machine's clock. */
export function serverNow(): Instant {
  return Math.round(clock.at(performance.now()));
}

/** Requests that are answered only when their time is over, ms. */
const LONG_MS: Partial<Record<RequestName, number>> = { "camera:clip": 46_000 };

async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>> {
  const open = wire;
  if (open === undefined || !open.connected) return fail({ code: "unavailable", detail: "not-connected" });
  try {
    const answer: unknown = await open.timeout(LONG_MS[name] ?? REQUEST_MS).emitWithAck(name, input);
    return isAnswer<N>(answer) ? answer : fail({ code: "malformed", path: "", detail: name });
  } catch {
    return fail({ code: "unavailable", detail: open.connected ? "timeout" : "not-connected" });
  }
}

/** Asks the backend. Answers `unavailable` when there is no link ("not-connected") or no answer within 10 s ("timeout"). */
export const request: Ask = ask;
export const mirror = createMirror(ask, withFrame);

function hear(next: Status): void {
  lastStatus = performance.now();
  clock.hear(next.now, performance.now());
  status.set(next);
  mirror.status(next);
  link.set({ state: flowing ? "connected" : "stale", heardAt: next.now, goodbye: undefined, refused: undefined });
  awaitStatus();
}

/** Calls the link stale unless a status comes in time. */
function awaitStatus(): void {
  clearTimeout(watch);
  watch = setTimeout(() => link.set({ ...link.get(), state: wire?.connected === true ? "stale" : "connecting" }), STALE_MS);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a window needs of every new connection: the room, then its latest values. Until both are there it is not live. */
async function begin(opened: Wire, as: Handshake["as"]): Promise<void> {
  const { id } = opened;
  const stands = (): boolean => wire === opened && opened.connected && opened.id === id; // the next connection begins again
  flowing = false;
  link.set({ ...link.get(), state: "stale", goodbye: undefined, refused: undefined });
  while (!(await mirror.sync())) {
    if (!stands()) return;
    await sleep(RETRY_MS);
  }
  for (let pause = SUBSCRIBE_MS; stands(); pause = Math.min(pause * 2, SUBSCRIBE_LIMIT_MS)) {
    const answer = await ask("latest:subscribe", { series: "all", hz: HZ[as] });
    if (!stands()) return;
    if (answer.ok) {
      flowing = true;
      // A link that breaks before its first status still has an age.
      link.set({ ...link.get(), state: "connected", heardAt: serverNow() });
      awaitStatus();
      return;
    }
    await sleep(answer.fault.code === "too-many" ? Math.max(pause, answer.fault.retryAfter * 1000) : pause);
  }
}

/**
 * Opens this window's one link and keeps it open: reconnects by itself, and fetches the room afresh each time.
 * @param as which of the two cookies counts: a person's session (console) or a display's token (wall)
 */
export function connect(as: Handshake["as"]): void {
  disconnect();
  const auth: Handshake = { protocol: PROTOCOL_VERSION, as };
  const opened: Wire = io({ auth, transports: ["websocket"], timeout: CONNECT_MS, ...BACK[as] });
  wire = opened;
  sleepless = onWake(() => void wake(opened));
  opened.on("connect", () => void begin(opened, as));
  opened.on("disconnect", (why) => {
    flowing = false;
    clearTimeout(watch);
    link.set({ ...link.get(), state: "connecting" });
    // Socket.IO does not come back by itself where the server hung up.
    const over = link.get().goodbye;
    if (why === "io server disconnect" && over?.again !== false) setTimeout(() => wire === opened && opened.connect(), 1000);
  });
  opened.on("connect_error", (error) => {
    link.set({ ...link.get(), state: "connecting", refused: opened.active ? undefined : error.message });
  });
  opened.on("facts", (facts) => mirror.facts(facts));
  opened.on("status", hear);
  opened.on("latest", (bytes) => {
    const frame = decodeFrame(bytes);
    if (frame !== undefined) latest.apply(frame);
  });
  opened.on("unseated", ({ monitorId }) => unseated.set(monitorId));
  opened.on("goodbye", (why) => link.set({ ...link.get(), goodbye: why }));
}

/** A page that was asleep does not wait out a dead link's timeouts: its link is made anew at once, unless it is heard or was ended for good. */
async function wake(opened: Wire): Promise<void> {
  await sleep(WAKE_MS);
  const ended = link.get().goodbye?.again === false || link.get().refused !== undefined;
  if (wire !== opened || ended || performance.now() - lastStatus < STALE_MS) return;
  opened.disconnect().connect();
}

/** Closes the link for good (log-out, or before another `connect`). What was mirrored stays. */
export function disconnect(): void {
  flowing = false;
  clearTimeout(watch);
  sleepless?.();
  wire?.removeAllListeners();
  wire?.disconnect();
  wire = undefined;
  link.set({ state: "connecting", heardAt: link.get().heardAt, goodbye: undefined, refused: undefined });
}
