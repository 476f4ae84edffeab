import type { Calendar } from "#contract/calendar";

type Hours = Calendar["week"][number];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** Working hours of a day as people write them: "7:30-11:30, 13:30-17:30". */
export function writeHours(hours: Hours): string {
  return hours.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(", ");
}

/** @returns undefined where it is not in that form; "" is a day off */
export function readHours(text: string): Hours | undefined {
  const hours: [number, number][] = [];
  for (const part of text.split(",").map((one) => one.trim()).filter((one) => one !== "")) {
    const found = /^(\d{1,2})[:h](\d{2})?\s*[-–]\s*(\d{1,2})[:h](\d{2})?$/.exec(part);
    if (found === null) return undefined;
    const [from, to] = [Number(found[1]) * 60 + Number(found[2] ?? 0), Number(found[3]) * 60 + Number(found[4] ?? 0)];
    if (from >= to || to > 1440 || Number(found[2] ?? 0) > 59 || Number(found[4] ?? 0) > 59) return undefined;
    hours.push([from, to]);
  }
  return hours.length > 4 ? undefined : hours;
}
