import type { Instant } from "#contract/ids";
import type { Schedule } from "#contract/wall";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Asia/Ho_Chi_Minh, where the rooms are: UTC+7 all the year, without summer time since 1975. */
const ZONE = 7 * 3_600_000;

type When = Pick<Schedule, "at" | "days">;

/** The schedule's first instant after `t`. */
export function nextInstant(schedule: When, t: Instant): Instant {
  for (let day = localDay(t); ; day++) {
    const instant = onDay(schedule, day);
    if (instant !== undefined && instant > t) return instant;
  }
}

/** The schedule's last instant that is not after `t`. */
export function lastInstant(schedule: When, t: Instant): Instant {
  for (let day = localDay(t); ; day--) {
    const instant = onDay(schedule, day);
    if (instant !== undefined && instant <= t) return instant;
  }
}

/** Whole local days since 1 January 1970, a Thursday. */
function localDay(t: Instant): number {
  return Math.floor((t + ZONE) / DAY);
}

function onDay({ at, days }: When, day: number): Instant | undefined {
  if (!days.includes(((((day + 3) % 7) + 7) % 7) + 1)) return undefined;
  const [hours, minutes] = at.split(":");
  return day * DAY - ZONE + (Number(hours) * 60 + Number(minutes)) * MINUTE;
}
