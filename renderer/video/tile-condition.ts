import type { LostReason, StreamState } from "#contract/camera";

/**
 * What a person must know of a picture before believing it. `age`: how long ago what is seen arrived from the camera, ms; undefined:
 * nothing was seen yet, or a picture that is said to be late is younger than the room's clock can be. `rationed`: this machine, or a slow link, gets fewer pictures than the camera sends.
 */
export type Condition =
  | { is: "opening"; age: undefined }
  | { is: "live" | "rationed" | "frozen"; age: number }
  | { is: "late"; age: number | undefined }
  | { is: "lost"; age: number | undefined; why: Lost }
  | { is: "unplayable"; age: number | undefined; codec: string };
/** `link`: this window's own to the gateway; `player`: the part of this window that decodes; `nothing`: connected, and not one picture came. */
export type Lost = LostReason | "link" | "player" | "nothing";

/** What is known of a tile at an instant; spans in ms of a clock that never jumps. */
export interface Known {
  /** The picture on the screen: when it arrived from the camera, ms of the room's clock; how old it was by that clock when it was put there; and how long it has been there. */
  takenAt: number | undefined;
  delay: number | undefined;
  stood: number | undefined;
  /** Usual time between two pictures of it, ms; undefined: not known yet. */
  interval: number | undefined;
  rationed: boolean;
  /** How long ago it was asked for, or shown again after a pause. */
  asked: number;
  link: boolean;
  state: Pick<StreamState, "is" | "reason" | "behind"> | undefined;
  /** The codec that nothing here can decode. */
  unplayable: string | undefined;
}

/** No new picture for so long is one that stands still: with the time to the next look its badge is there within 2 s. */
const FROZEN_MS = 1400;
/** A camera of few pictures a second stands still after so many of its own intervals. */
const FROZEN_INTERVALS = 2.5;
/** Where only key pictures come, one in five seconds may be all: its age stands beside it meanwhile, and the gateway tells of a camera that stands still. */
const RATIONED_MS = 6500;
/** More than this between arrival and screen is said to be late. */
const LATE_MS = 1000;
/** Nobody waits longer than this for a first picture without a word. */
const OPENING_MS = 1400;
/** The room's clock and this window's differ by less, ms; a picture younger than that comes from a clock that was just set. */
const AHEAD_MS = 1000;
/** An older picture is no more one of now: it is greyed. */
const GREY_MS = 5000;

/** Whether a picture of this age comes from the future: how old it is nobody knows. */
export function isAhead(age: number): boolean {
  return age < -AHEAD_MS;
}

/**
 * What a tile says. Of two ages the older one counts: by the clock that never jumps (the room's may have been set back), and by the
 * room's (the machine may have slept).
 *
 * @param passed ms since `known` was true, by a clock that never jumps
 * @param now ms of the room's clock
 */
export function conditionOf({ takenAt, delay, stood, interval, rationed, asked, link, state, unplayable }: Known, { passed, now }: { passed: number; now: number }): Condition {
  const standing = stood === undefined ? undefined : stood + passed;
  const age = takenAt === undefined || delay === undefined || standing === undefined ? undefined : Math.max(0, standing + Math.max(0, delay), now - takenAt);
  if (unplayable !== undefined) return { is: "unplayable", age, codec: unplayable };
  const opening = asked + passed < OPENING_MS;
  // A link or a connection that is only being made is no loss yet, as long as nothing is seen.
  if (!link) return age === undefined && opening ? { is: "opening", age } : { is: "lost", age, why: "link" };
  if (state?.is === "lost") return { is: "lost", age, why: state.reason ?? "nothing" };
  if (age === undefined || standing === undefined || delay === undefined) return opening ? { is: "opening", age: undefined } : { is: "lost", age: undefined, why: state?.reason ?? "nothing" };
  const still = standing > Math.max(rationed ? RATIONED_MS : FROZEN_MS, FROZEN_INTERVALS * (interval ?? 0));
  // An old picture of before a pause is on its way out.
  if (still && state?.is === "connecting") return { is: "lost", age, why: state.reason ?? "nothing" };
  if (still || state?.is === "frozen") return { is: "frozen", age };
  // Never 0 and fresh; where it stands still as well, it is at least as old as it has stood.
  if (isAhead(delay)) return { is: "late", age: undefined };
  // What was late already when it arrived is as much older.
  if (state?.is === "late") return { is: "late", age: age + (state.behind ?? 0) };
  if (delay > LATE_MS) return { is: "late", age };
  return { is: rationed ? "rationed" : "live", age };
}

/** Whether the picture is no more one of now: it is greyed. */
export function isGrey({ age }: Condition): boolean {
  return age !== undefined && age > GREY_MS;
}
