import type { Fact } from "#contract/fact";
import type { Instant } from "#contract/ids";
import type { WallMaps } from "#contract/wall-fold";

/** The wall as a window shows it: the document as it stands, but for a cut whose instant has not come. */
export interface Showing {
  shown: WallMaps;
  /** What is shown from `at` on (server's clock): to be prepared unseen. */
  next?: { wall: WallMaps; at: Instant };
}

export interface WallShow {
  /** The same object until something changed. */
  get(): Showing;
  /** Listeners are called at once, not with the next frame: a cut has its instant. */
  subscribe(listener: () => void): () => void;
  stop(): void;
}

/** A cut further ahead than this is a clock that is wrong; it is not waited for any longer, ms. */
const AHEAD_MS = 2000;

/** Where the document and its facts come from, and the two clocks. */
export interface WallSource {
  wall: { get(): WallMaps; subscribe(listener: () => void): () => void };
  onFact(listener: (facts: readonly Fact[]) => void): () => void;
  now(): Instant;
  /** Runs the task after so many ms. @returns the way to call it off */
  after(ms: number, task: () => void): () => void;
}

/**
 * Follows the document and holds a cut back until its instant. An edit that comes while a cut waits is shown with it: at most a
 * few hundred ms late, and never without the cut before it.
 */
export function createWallShow(source: WallSource): WallShow {
  const { wall, now, after } = source;
  let showing: Showing = { shown: wall.get() };
  let callOff: (() => void) | undefined;
  const listeners = new Set<() => void>();

  function tell(next: Showing): void {
    showing = next;
    for (const listener of [...listeners]) listener();
  }
  function arrive(): void {
    callOff = undefined;
    tell({ shown: wall.get() });
  }
  function look(): void {
    const newest = wall.get();
    if (showing.next === undefined) {
      if (newest !== showing.shown) tell({ shown: newest });
    } else if (newest !== showing.next.wall) tell({ shown: showing.shown, next: { wall: newest, at: showing.next.at } });
  }
  function hear(facts: readonly Fact[]): void {
    let cutAt: Instant | undefined;
    for (const fact of facts) if (fact.kind === "wall:edited" && fact.cutAt !== undefined) cutAt = fact.cutAt;
    const wait = cutAt === undefined ? 0 : Math.min(AHEAD_MS, cutAt - now());
    if (wait <= 0) return look();
    callOff?.();
    callOff = after(wait, arrive);
    tell({ shown: showing.shown, next: { wall: wall.get(), at: now() + wait } });
  }

  const stops = [source.onFact(hear), wall.subscribe(look)];
  return {
    get: () => showing,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      callOff?.();
      for (const stop of stops) stop();
    },
  };
}
