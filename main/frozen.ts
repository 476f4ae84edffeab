/** One window at a look. Instants on a clock that never jumps, ms. */
export interface Standing {
  key: string;
  /** For how long its picture has stood, ms, where that is too long. */
  frozen: number | undefined;
  /** Its last frame; 0: none yet. */
  paintedAt: number;
  /** It is to be seen: it owes frames. */
  seen: boolean;
}

/** What to do: end the GPU process, which draws for all, or build windows anew. */
export type Cure = { do: "gpu" } | { do: "rebuild"; windows: readonly { key: string; frozen: number }[] };

/** No window has painted for so long, ms: what they share is to blame. */
const SHARED = 2_000;
/** Where ending the GPU process did not help, it is ended again after so long, ms; meanwhile the windows are built anew. */
const GPU_AGAIN = 60_000;
/** A window that was built anew and froze again is built anew after this, ms, and each time twice as long, up to LONGEST. */
const AGAIN = 5_000;
const LONGEST = 600_000;
/** One that went on so long, ms, froze of something new. */
const SETTLED = 300_000;

/** @returns to be asked at each look: what cures the windows whose pictures stand */
export function createFrozen(): (windows: readonly Standing[], now: number) => Cure | undefined {
  const rebuilt = new Map<string, { at: number; wait: number }>();
  let gpuAt: number | undefined;
  return (windows, now) => {
    const found = windows.flatMap(({ key, frozen }) => (frozen === undefined ? [] : [{ key, frozen }]));
    if (found.length === 0) return undefined;
    const all = windows.every(({ seen, paintedAt }) => !seen || now - paintedAt > SHARED);
    const helped = gpuAt === undefined || windows.some(({ paintedAt }) => paintedAt > (gpuAt ?? 0));
    if (all && (helped || now - (gpuAt ?? 0) > GPU_AGAIN)) {
      gpuAt = now;
      return { do: "gpu" };
    }
    const due = found.filter(({ key }) => {
      const last = rebuilt.get(key);
      return last === undefined || now - last.at > last.wait;
    });
    for (const { key } of due) {
      const last = rebuilt.get(key);
      const wait = last === undefined || now - last.at > SETTLED + last.wait ? AGAIN : Math.min(LONGEST, last.wait * 2);
      rebuilt.set(key, { at: now, wait });
    }
    for (const [key, { at, wait }] of rebuilt) if (now - at > SETTLED + wait && !windows.some((one) => one.key === key)) rebuilt.delete(key);
    return due.length === 0 ? undefined : { do: "rebuild", windows: due };
  };
}
