import type { Camera, CameraId, StreamState } from "#contract/camera";

/** What can be wrong with a camera; with the process that fetches pictures, or with many cameras for one cause. */
export const AILMENTS = ["lost", "still", "plain", "clock", "drift"] as const;
export type Ailment = (typeof AILMENTS)[number];
export type CommonAilment = "away" | "together";

/** From this value on it is worth a datastream: min without a picture, so it is, so it is, s off, s an hour; min away, cameras. */
export const WORTH: Readonly<Record<Ailment | CommonAilment, number>> = { lost: 1, still: 1, plain: 1, clock: 2, drift: 1, away: 1, together: 4 };
/** A value that changes is told so often, and one that does not so often while something is wrong, ms. Its end is told at once. */
const [APART, AGAIN] = [60_000, 600_000];
/** So many cameras that lost their pictures within so long of each other, ms, and this part of those that had one until then, may have one cause: switch, power, network. */
const TOGETHER = { least: WORTH.together, part: 0.5, within: 120_000 };
/** Of one that nobody has looked at for so long nothing is known any more, ms (`outages.ts` and `watching.ts` take the same). */
const UNSEEN = 300_000;

/** Of one camera as it is seen now. */
export interface SeenCamera {
  camera: Pick<Camera, "id" | "enabled">;
  states: readonly StreamState[];
}
/** `cameraId` undefined: of all cameras. `service` false: it is 0 because the camera was taken out of service. */
export interface Told {
  cameraId: CameraId | undefined;
  is: Ailment | CommonAilment;
  value: number;
  service: boolean;
}
export interface Ailments {
  /** @param away the process that fetches pictures is; @param steady clock that never jumps, ms. @returns what is to be said, each a reading */
  look(cameras: readonly SeenCamera[], away: boolean, steady: number): Told[];
}

interface Entry {
  missing: number | undefined;
  /** Since when nothing is known of it. */
  unseen: number | undefined;
  said: Map<string, { value: number; at: number }>;
}

/**
 * Turns streams' states into few readings. What is not known is not said: a camera nobody looks at stays as it was, and while the
 * gateway is away nothing is said of any camera, for it would be said of all. Where many are lost within a short time it is said once.
 */
export function openAilments(): Ailments {
  const entries = new Map<CameraId | undefined, Entry>();
  let away: number | undefined;
  /** Those that lost their pictures together and have them not back; the newest of it. */
  let group = new Set<Entry>();
  let newest = 0;

  const entryOf = (id: CameraId | undefined): Entry => {
    const known = entries.get(id) ?? { missing: undefined, unseen: undefined, said: new Map() };
    entries.set(id, known);
    return known;
  };
  function* said(cameraId: CameraId | undefined, is: Told["is"], value: number | undefined, steady: number, service = true): Generator<Told> {
    if (value === undefined) return;
    const { said: of } = entryOf(cameraId);
    const last = of.get(is);
    const due = last === undefined || (value === 0 ? last.value !== 0 : steady - last.at >= (value === last.value ? AGAIN : APART));
    if (!due) return;
    of.set(is, { value, at: steady });
    yield { cameraId, is, value, service };
  }

  return {
    look(cameras, isAway, steady) {
      away = isAway ? (away ?? steady) : undefined;
      const seen = cameras.map((one) => ({ ...one, of: entryOf(one.camera.id), lost: one.camera.enabled ? lostNow(one.states) : undefined }));
      for (const { of, lost, camera } of seen) {
        of.unseen = lost !== undefined || isAway ? undefined : (of.unseen ?? steady);
        if (lost === true) of.missing ??= steady;
        else if (lost === false || !camera.enabled || (of.unseen !== undefined && steady - of.unseen >= UNSEEN)) of.missing = undefined;
      }
      const known = seen.filter(({ lost }) => lost !== undefined).length;
      const there = seen.filter(({ lost }) => lost === false).length;
      let over = new Set<Entry>();
      // While nothing is known it stays as it is.
      if (!isAway && known > 0) {
        const missing = seen.filter(({ lost }) => lost === true).map(({ of }) => of).toSorted((a, b) => begun(a) - begun(b));
        const was = group.size > 0;
        for (const of of group) if (of.missing === undefined) group.delete(of);
        const joined = !was ? lostTogether(missing) : missing.filter((of) => Math.abs(begun(of) - newest) <= TOGETHER.within);
        for (const of of joined) {
          group.add(of);
          newest = Math.max(newest, begun(of));
        }
        if (group.size < TOGETHER.least || group.size < (there + group.size) * TOGETHER.part) [over, group, newest] = [was ? group : over, new Set(), 0];
      }
      const told: Told[] = [];
      for (const { camera: { id, enabled }, states, of, lost } of seen) {
        const saidLost = (of.said.get("lost")?.value ?? 0) > 0;
        // Whoever is still without a picture when the common cause is gone has its own time from then on.
        if (over.has(of) && !saidLost && of.missing !== undefined) of.missing = steady;
        if (!enabled) {
          for (const is of AILMENTS) told.push(...said(id, is, 0, steady, false));
          continue;
        }
        const minutes = of.missing === undefined ? 0 : Math.floor((steady - of.missing) / 60_000);
        const own = lost === undefined || (lost && (minutes === 0 || (group.has(of) && !saidLost))) ? undefined : minutes;
        told.push(...said(id, "lost", own, steady));
        const live = states.filter(({ is }) => is === "live" || is === "late");
        if (live.length === 0) continue;
        for (const is of ["still", "plain"] as const) told.push(...said(id, is, Number(live.some(({ picture }) => picture === is)), steady));
        // The difference of clocks holds the way of the pictures: where they are late it is not the camera's clock.
        told.push(...said(id, "clock", farthest(live.filter(({ is }) => is === "live").map(({ clockOff }) => clockOff)), steady), ...said(id, "drift", farthest(live.map(({ drift }) => drift)), steady));
      }
      const ids = new Set(cameras.map(({ camera }) => camera.id));
      for (const [id, of] of entries) {
        if (id === undefined || ids.has(id)) continue;
        for (const is of AILMENTS) told.push(...said(id, is, 0, steady, false));
        entries.delete(id);
        group.delete(of);
      }
      const minutesAway = away === undefined ? 0 : Math.floor((steady - away) / 60_000);
      told.push(...said(undefined, "away", away !== undefined && minutesAway === 0 ? undefined : minutesAway, steady), ...said(undefined, "together", isAway || known === 0 ? undefined : group.size, steady));
      return told;
    },
  };
}

const begun = ({ missing }: Entry): number => missing ?? 0;

/** The most that lost their pictures within so long of each other. @param missing in the order they were lost */
function lostTogether(missing: readonly Entry[]): Entry[] {
  let [first, most] = [0, 0];
  for (let i = 0, last = 0; last < missing.length; last++) {
    while (begun(missing[last]!) - begun(missing[i]!) > TOGETHER.within) i++;
    if (last - i + 1 > most) [first, most] = [i, last - i + 1];
  }
  return missing.slice(first, first + most);
}

/** A stream somebody asks for has no picture; undefined: nothing is known now. */
function lostNow(states: readonly StreamState[]): boolean | undefined {
  if (states.some(({ is, reason }) => is === "frozen" || (is === "lost" && reason !== "off" && reason !== "gateway"))) return true;
  return states.some(({ is }) => is === "live" || is === "late") ? false : undefined;
}

/** The largest of some differences of clocks, whole s; undefined: none is known. */
function farthest(ms: readonly (number | undefined)[]): number | undefined {
  const known = ms.filter((one) => one !== undefined).map(Math.abs);
  return known.length === 0 ? undefined : Math.floor(Math.max(...known) / 1000);
}
