/** An instant as a filter knows it, apart from numbers. */
export interface Time {
  /** ms UTC */
  ms: number;
}
/** What an expression yields. Missing properties and objects are null. */
export type Value = null | boolean | number | string | Time;
export type ValueType = "boolean" | "number" | "string" | "time" | "null" | "any";
/** Anything an entity's property may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export const isTime = (value: Value): value is Time => typeof value === "object" && value !== null;

export function typeOf(value: Value): ValueType {
  if (value === null) return "null";
  if (isTime(value)) return "time";
  const type = typeof value;
  return type === "boolean" || type === "number" ? type : "string";
}

const MAX_INSTANT = 8_640_000_000_000_000;
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d))?$/;

/** ISO 8601 date (midnight UTC) or date and time with an offset. @returns undefined when it is none, or a day that is not in the calendar */
export function parseTime(text: string): Time | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, "0").slice(0, 3)));
  // Days, hours and minutes beyond their bounds roll over: then the parts differ.
  const same = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && date.getUTCHours() === Number(hour) && date.getUTCMinutes() === Number(minute) && date.getUTCSeconds() === Number(second);
  if (!same) return undefined;
  const digits = zone.replace(/[^\d]/g, "");
  const offset = digits === "" ? 0 : Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  const ms = date.getTime() - (zone.startsWith("-") ? -offset : offset) * 60_000;
  return Math.abs(ms) <= MAX_INSTANT ? { ms } : undefined;
}

/** UTC with Z, as every time is answered. */
export const timeText = (ms: number): string => new Date(ms).toISOString();
