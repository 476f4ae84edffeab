import type { Camera, CameraId, StreamState } from "#contract/camera";

/** What can be wrong with a camera; with the process that fetches pictures, or with many cameras for one cause. */
export const AILMENTS = ["lost", "still", "plain", "clock", "drift"] as const;
export type Ailment = (typeof AILMENTS)[number];
export type CommonAilment = "away" | "together";

/** From this value on it is worth a datastream: min without a picture, so it is, so it is, s off, s an hour; min away, cameras. */
export const WORTH: Readonly<Record<Ailment | CommonAilment, number>> = { lost: 1, still: 1, plain: 1, clock: 2, drift: 1, away: 1, together: 4 };
/** A value that changes is told so often, and one that does not so often while something is wrong, ms. Its end is told at once. */
const [APART, AGAIN] = [60_000, 600_000];
/** So many cameras, and this part of those that are known of, without a picture have one cause: switch, power, network. */
const TOGETHER = { least: WORTH.together, part: 0.5 };

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
  said: Map<string, { value: number; at: number }>;
}

/**
 * Turns streams' states into few readings. What is not known is not said: a camera nobody looks at stays as it was, and while the
 * gateway is away nothing is said of any camera, for it would be said of all. Where many are lost at once it is said once.
 */
export function openAilments(): Ailments {
  const entries = new Map<CameraId | undefined, Entry>();
  let [away, together] = [undefined as number | undefined, false];

  const entryOf = (id: CameraId | undefined): Entry => {
    const known = entries.get(id) ?? { missing: undefined, said: new Map() };
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
      for (const { of, lost, camera } of seen) of.missing = lost === true ? (of.missing ?? steady) : lost === false || !camera.enabled ? undefined : of.missing;
      const known = seen.filter(({ lost }) => lost !== undefined).length;
      const missing = seen.filter(({ lost }) => lost === true).length;
      const was = together;
      // While nothing is known it stays as it is.
      if (!isAway && known > 0) together = missing >= TOGETHER.least && missing >= known * TOGETHER.part;
      const told: Told[] = [];
      for (const { camera: { id, enabled }, states, of, lost } of seen) {
        const saidLost = (of.said.get("lost")?.value ?? 0) > 0;
        // Whoever is still without a picture when the common cause is gone has its own time from then on.
        if (was && !together && !saidLost && of.missing !== undefined) of.missing = steady;
        if (!enabled) {
          for (const is of AILMENTS) told.push(...said(id, is, 0, steady, false));
          continue;
        }
        const minutes = of.missing === undefined ? 0 : Math.floor((steady - of.missing) / 60_000);
        const own = lost === undefined || (lost && (minutes === 0 || (together && !saidLost))) ? undefined : minutes;
        told.push(...said(id, "lost", own, steady));
        const live = states.filter(({ is }) => is === "live" || is === "late");
        if (live.length === 0) continue;
        for (const is of ["still", "plain"] as const) told.push(...said(id, is, Number(live.some(({ picture }) => picture === is)), steady));
        told.push(...said(id, "clock", farthest(live.map(({ clockOff }) => clockOff)), steady), ...said(id, "drift", farthest(live.map(({ drift }) => drift)), steady));
      }
      for (const [id] of entries) {
        if (id === undefined || cameras.some(({ camera }) => camera.id === id)) continue;
        for (const is of AILMENTS) told.push(...said(id, is, 0, steady, false));
        entries.delete(id);
      }
      const minutesAway = away === undefined ? 0 : Math.floor((steady - away) / 60_000);
      told.push(...said(undefined, "away", away !== undefined && minutesAway === 0 ? undefined : minutesAway, steady), ...said(undefined, "together", isAway ? undefined : together ? missing : 0, steady));
      return told;
    },
  };
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
