/** Which of a camera's two streams. */
export type StreamName = "main" | "sub";

/** A sharper stream is wanted above this part of the tile's height: below it nobody sees the difference. */
const ENOUGH = 0.75;
/** Back to the smaller stream only where the tile is so much smaller than what asked for the larger. */
const HYSTERESIS = 1.3;
/** A tile keeps a size for so long before its stream changes, ms: a wall that is being arranged does not switch at every step. */
export const DWELL_MS = 2000;
/** Height of a sub-stream before its first configuration is known, px. */
const USUAL_SUB = 360;

/** What a tile was given, and what it would rather have since when. */
export interface Choice {
  stream: StreamName;
  wanted: StreamName;
  /** When `wanted` began to differ from `stream`, ms. */
  since: number;
}

export interface Ask {
  /** The tile's height in the screen's own pixels. */
  height: number;
  /** Height of the sub-stream as far as it is known, px. */
  subHeight: number | undefined;
  /** What the camera has. */
  has: readonly StreamName[];
  /** There is computing power for one more main stream. */
  mayMain: boolean;
}

/** The first choice: no dwell, there is nothing to keep. */
export function firstChoice(ask: Ask, now: number): Choice {
  const stream = wantedStream("sub", ask);
  return { stream, wanted: stream, since: now };
}

/** The choice as it stands at `now`. What a camera does not have is never chosen; what cannot be afforded is given back without a dwell. */
export function nextChoice(before: Choice, ask: Ask, now: number): Choice {
  const wanted = wantedStream(before.stream, ask);
  const must = !ask.has.includes(before.stream) || (before.stream === "main" && !ask.mayMain);
  if (wanted === before.stream) return before.wanted === wanted ? before : { stream: wanted, wanted, since: now };
  if (must) return { stream: wanted, wanted, since: now };
  const since = before.wanted === wanted ? before.since : now;
  return now - since >= DWELL_MS ? { stream: wanted, wanted, since: now } : { stream: before.stream, wanted, since };
}

function wantedStream(now: StreamName, { height, subHeight = USUAL_SUB, has, mayMain }: Ask): StreamName {
  if (!has.includes("sub")) return "main";
  if (!has.includes("main") || !mayMain) return "sub";
  const needs = height * ENOUGH;
  return needs > (now === "main" ? subHeight / HYSTERESIS : subHeight) ? "main" : "sub";
}
