import type { Instant } from "#contract/ids";
import type { WallShow } from "../../live/wall-show.ts";
import { AHEAD_MS, stageOf, wantsOf, type Slot } from "./stage.ts";
import { nextTurn } from "./turns.ts";

/** The slots of one monitor as they come and go. */
export interface Stage {
  /** The same array until something changed. */
  get(): readonly Slot[];
  /** Listeners are called at once. */
  subscribe(listener: () => void): () => void;
  /** The slot is painted: it may be shown. */
  ready(key: string): void;
  stop(): void;
}

/** A panel that took longer than this from its being asked for to its being painted was dear, ms. */
const DEAR_MS = 150;

/** Follows what is shown, the clock's turns and what is painted. @param after runs a task after so many ms; answers the way to call it off */
export function openStage(monitorId: string, show: Pick<WallShow, "get" | "subscribe">, now: () => Instant, after: (ms: number, task: () => void) => () => void): Stage {
  let slots: readonly Slot[] = [];
  let callOff = (): void => undefined;
  const ready = new Set<string>();
  const dear = new Set<string>();
  const asked = new Map<string, Instant>();
  const listeners = new Set<() => void>();

  function look(): void {
    callOff();
    const at = now();
    const { shown, next } = show.get();
    const seen = wantsOf(shown, monitorId, at);
    const soon = wantsOf(shown, monitorId, at + AHEAD_MS);
    const cut = next === undefined ? undefined : { wants: wantsOf(next.wall, monitorId, next.at), at: next.at };
    const staged = stageOf(slots, { seen, soon, cut }, { ready, dear }, at);
    callOff = after(nextTurn(shown, monitorId, staged, at) - at, look);
    const there = new Set(staged.map((slot) => slot.key));
    for (const key of asked.keys()) if (!there.has(key)) for (const kept of [ready, dear, asked]) kept.delete(key);
    for (const key of there) if (!asked.has(key)) asked.set(key, at);
    if (staged.length === slots.length && staged.every((slot, i) => slot === slots[i])) return;
    slots = staged;
    for (const listener of [...listeners]) listener();
  }

  const stop = show.subscribe(look);
  look();
  return {
    get: () => slots,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ready(key) {
      if (ready.has(key) || !slots.some((slot) => slot.key === key)) return;
      ready.add(key);
      if (now() - (asked.get(key) ?? 0) > DEAR_MS) dear.add(key);
      if (slots.some((slot) => slot.key === key && slot.phase === "coming")) look();
    },
    stop() {
      stop();
      callOff();
    },
  };
}
