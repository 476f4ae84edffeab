import type { LostReason, StreamState } from "#contract/camera";

/**
 * What a person must know of a picture before believing it. `age`: how long ago what is seen arrived from the camera, ms; undefined:
 * nothing was seen yet. `rationed`: this machine, or a slow link, gets fewer pictures than the camera sends.
 */
export type Condition =
  | { is: "opening"; age: undefined }
  | { is: "live" | "rationed" | "late" | "frozen"; age: number }
  | { is: "lost"; age: number | undefined; why: Lost }
  | { is: "unplayable"; age: number | undefined; codec: string };
/** `link`: this window's own to the gateway; `player`: the part of this window that decodes; `nothing`: connected, and not one picture came. */
export type Lost = LostReason | "link" | "player" | "nothing";

/** What is known of a tile; instants in ms of the room's clock. */
export interface Known {
  /** The picture on the screen: when it arrived from the camera, and when it was put on the screen. */
  takenAt: number | undefined;
  shownAt: number | undefined;
  /** Usual time between two pictures of it, ms; undefined: not known yet. */
  interval: number | undefined;
  rationed: boolean;
  /** Since when it was asked for, or shown again after a pause. */
  since: number;
  link: boolean;
  state: Pick<StreamState, "is" | "reason"> | undefined;
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
/** An older picture is no more one of now: it is greyed. */
const GREY_MS = 5000;

/** What a tile says at `now`. */
export function conditionOf({ takenAt, shownAt, interval, rationed, since, link, state, unplayable }: Known, now: number): Condition {
  const age = takenAt === undefined ? undefined : Math.max(0, now - takenAt);
  if (unplayable !== undefined) return { is: "unplayable", age, codec: unplayable };
  const opening = now - since < OPENING_MS;
  // A link or a connection that is only being made is no loss yet, as long as nothing is seen.
  if (!link) return age === undefined && opening ? { is: "opening", age } : { is: "lost", age, why: "link" };
  if (state?.is === "lost") return { is: "lost", age, why: state.reason ?? "nothing" };
  if (age === undefined || shownAt === undefined) return opening ? { is: "opening", age: undefined } : { is: "lost", age: undefined, why: state?.reason ?? "nothing" };
  const still = now - shownAt > Math.max(rationed ? RATIONED_MS : FROZEN_MS, FROZEN_INTERVALS * (interval ?? 0));
  // An old picture of before a pause is on its way out.
  if (still && state?.is === "connecting") return { is: "lost", age, why: state.reason ?? "nothing" };
  if (still || state?.is === "frozen") return { is: "frozen", age };
  if (state?.is === "late" || shownAt - (takenAt ?? shownAt) > LATE_MS) return { is: "late", age };
  return { is: rationed ? "rationed" : "live", age };
}

/** Whether the picture is no more one of now: it is greyed. */
export function isGrey({ age }: Condition): boolean {
  return age !== undefined && age > GREY_MS;
}
