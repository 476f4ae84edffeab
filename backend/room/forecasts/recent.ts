import { QUALITIES } from "#contract/observation";
import type { Readings } from "../../core/forecast/grid.ts";

/** Readings of a step that are kept; those that come sooner after one another are left out. */
const EACH_STEP = 60;
const BAD = QUALITIES.indexOf("bad");

/** The newest readings of one series, as far back as a forecast looks. */
export interface Recent extends Readings {
  t: number[];
  v: number[];
  q: number[];
}

export const openRecent = (): Recent => ({ t: [], v: [], q: [] });

/** Takes a reading; one that is not newer than the newest is left out. @param span ms kept */
export function take(recent: Recent, { t, v, q }: { t: number; v: number; q: number }, { span, step }: { span: number; step: number }): void {
  const last = recent.t.at(-1);
  if (last !== undefined && (t <= last || (t - last < step / EACH_STEP && q !== BAD && recent.q.at(-1) !== BAD))) return;
  recent.t.push(t);
  recent.v.push(v);
  recent.q.push(q);
  let old = 0;
  while (recent.t[old]! < t - span) old++;
  if (old > 0) for (const column of [recent.t, recent.v, recent.q]) column.splice(0, old);
}

/** The clock went back to `wall`: what it had stamped ahead of it never was. */
export function cutAfter(recent: Recent, wall: number): void {
  const stays = recent.t.findIndex((t) => t > wall);
  if (stays >= 0) for (const column of [recent.t, recent.v, recent.q]) column.splice(stays);
}
