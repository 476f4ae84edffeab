import type { Instant } from "#contract/ids";

/** Vietnam keeps UTC+7 all year, ms. */
const ZONE_MS = 7 * 3_600_000;
const FORM = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** A time of the day alone. */
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** dd/mm/yyyy HH:MM in the city's zone; HH:MM alone, `now` given: when it was that last. @returns undefined when it is no such text or no such day */
export function parseInstant(text: string, now?: Instant): Instant | undefined {
  if (now !== undefined && CLOCK.test(text.trim())) {
    const today = parseInstant(`${writeInstant(now).slice(0, 10)} ${text.trim()}`);
    return today === undefined || today <= now ? today : today - 86_400_000;
  }
  const found = FORM.exec(text.trim());
  if (found === null) return undefined;
  const [day, month, year, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0));
  if (day === undefined || month === undefined || year === undefined || hour === undefined || minute === undefined) return undefined;
  const at = Date.UTC(year, month - 1, day, hour, minute, Number.isNaN(second) ? 0 : second) - ZONE_MS;
  const again = new Date(at + ZONE_MS);
  const isSame = again.getUTCFullYear() === year && again.getUTCMonth() === month - 1 && again.getUTCDate() === day && again.getUTCHours() === hour && again.getUTCMinutes() === minute;
  return isSame && at >= 0 ? at : undefined;
}

/** What `parseInstant` reads. */
export function writeInstant(at: Instant): string {
  const d = new Date(at + ZONE_MS);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}
