/** Starts that count against a shell that dies and dies again, ms, and how many of them are made. */
const WITHIN = 300_000;
const STARTS = 5;

/** When the shell was started again by its minder, ms UTC; handed from one to the next by environment. */
export function readStarts(text: string | undefined): number[] {
  return (text ?? "").split(",").flatMap((part) => (/^\d{1,15}$/.test(part) ? [Number(part)] : [])).slice(-STARTS);
}

/**
 * Whether a shell that ended without saying so is to be started again, and how soon: at once at first, then with growing
 * waits, so that a shell that cannot live does not keep the machine busy.
 *
 * @returns wait in ms, and the starts to hand on
 */
export function nextStart(starts: readonly number[], now: number): { wait: number; starts: number[] } {
  const recent = starts.filter((at) => at <= now && now - at < WITHIN);
  const wait = recent.length === 0 ? 0 : recent.length < STARTS ? 1_000 * 2 ** (recent.length - 1) : 60_000;
  return { wait, starts: [...recent, now + wait].slice(-STARTS) };
}
