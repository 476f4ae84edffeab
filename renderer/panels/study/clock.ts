import type { Instant } from "#contract/ids";

const DAY_S = 86_400;
/** Hours of the city's clock before UTC's, s. */
const ZONE_S = 7 * 3600;
const two = (n: number): string => String(n).padStart(2, "0");

/** Seconds after a study's start as people write them: +1:30, +26:00. */
export function writeOffset(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `+${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
}

/** The city's clock at that time: 02:00. */
export function clockAt(start: Instant, seconds: number): string {
  const of = Math.floor(start / 1000) + seconds + ZONE_S;
  const minutes = Math.floor((((of % DAY_S) + DAY_S) % DAY_S) / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * @param text "+1:30" (after the start; "+90" are minutes) or "02:00" (the first time the city's clock shows it from the start on)
 * @returns s after the start; undefined: neither
 */
export function readOffset(text: string, start: Instant): number | undefined {
  const found = /^\s*(\+)?\s*(\d{1,3})(?:\s*[:hg.]\s*(\d{1,2}))?\s*$/i.exec(text);
  if (found === null) return undefined;
  const [, plus, first = "", second] = found;
  if (second !== undefined && Number(second) > 59) return undefined;
  if (plus !== undefined) return second === undefined ? Number(first) * 60 : Number(first) * 3600 + Number(second) * 60;
  if (second === undefined || Number(first) > 23) return undefined;
  const wanted = Number(first) * 3600 + Number(second) * 60;
  const clock = (Math.floor(start / 60_000) * 60 + ZONE_S) % DAY_S;
  return (wanted - clock + DAY_S) % DAY_S;
}
