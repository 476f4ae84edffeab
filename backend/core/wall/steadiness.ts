import type { Priority } from "#contract/alarm";
import type { Instant } from "#contract/ids";
import type { Binding } from "#contract/wall";
import { graver } from "./alarm-classes.ts";

/** How slowly the wall changes by itself. Instants made of it are whole ms, whatever part of one is configured: a fact with another is not read back. */
export interface Steadiness {
  /** A scene that an alarm brought stays at least so long, ms: a picture that changes faster cannot be read. */
  stays: number;
  /** Between two cuts of one binding by itself, ms. */
  between: number;
}
/** Where the configuration says nothing else. */
export const STEADINESS: Steadiness = { stays: 30_000, between: 30_000 };
/** After a person's no the binding says nothing of its class for so long, ms, but of a graver alarm. */
export const QUIET = 300_000;
/** So many cuts by itself within this time, ms: an alarm that chatters. For as long again a person is asked. */
const FLIPS = 3;
const FLIPS_WITHIN = 600_000;

/** A person refused such an alarm a moment ago. An instant ahead of the clock was written before it was set back: it binds nobody. */
export function isRefused({ last }: Binding, priority: Priority | undefined, now: Instant): boolean {
  const no = last?.refused;
  return no !== undefined && no.at <= now && now < no.at + QUIET && !graver(priority, no.priority);
}

/** The binding cut to and fro so often that its next scene waits for a person's word. */
export function chatters({ last }: Binding, now: Instant): boolean {
  const cuts = last?.cuts ?? [];
  const [first, newest] = [cuts.at(-FLIPS), cuts.at(-1)];
  return first !== undefined && newest !== undefined && newest <= now && newest - first <= FLIPS_WITHIN && now < newest + FLIPS_WITHIN;
}

/** The earliest instant of the binding's next cut by itself. */
export function nextCut({ last }: Binding, now: Instant, { between }: Steadiness): Instant {
  const newest = last?.cuts?.at(-1);
  return newest === undefined ? now : Math.ceil(Math.min(newest, now) + between);
}

/** The earliest instant to go back from a scene that is on since `at`. */
export function mayGoBackAt(at: Instant | undefined, now: Instant, { stays }: Steadiness): Instant {
  return at === undefined ? now : Math.ceil(Math.min(at, now) + stays);
}
