const CLOCK = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "08:05 23/11/2026": the city's time, alike in both languages. @param at ms UTC */
export function localTime(at: number): string {
  const part = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part["hour"]}:${part["minute"]} ${part["day"]}/${part["month"]}/${part["year"]}`;
}
