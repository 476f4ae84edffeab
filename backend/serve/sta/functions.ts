import { isTime, type Time, type Value, type ValueType } from "./value.ts";

interface StaFunction {
  args: readonly ValueType[];
  /** How many of `args`, from the end, may be left out. */
  optional?: number;
  type: ValueType;
  /** Gets values of the stated types: with null or another type among them the call yields null without asking. */
  apply: (args: readonly Value[], now: Time) => Value;
}

const s = (value: Value | undefined): string => (typeof value === "string" ? value : "");
const n = (value: Value | undefined): number => (typeof value === "number" ? value : NaN);
const date = (value: Value | undefined): Date => new Date(value !== undefined && isTime(value) ? value.ms : NaN);
const DAY = 86_400_000;
/** OData 4.0 part 2, 5.1.1.9: half away from zero. */
const round = (x: number): number => Math.sign(x) * Math.round(Math.abs(x));

const text = (apply: (text: string) => Value, type: ValueType): StaFunction => ({ args: ["string"], type, apply: ([a]) => apply(s(a)) });
const two = (apply: (a: string, b: string) => Value, type: ValueType): StaFunction => ({ args: ["string", "string"], type, apply: ([a, b]) => apply(s(a), s(b)) });
const part = (apply: (date: Date) => number): StaFunction => ({ args: ["time"], type: "number", apply: ([a]) => apply(date(a)) });
const numeric = (apply: (x: number) => number): StaFunction => ({ args: ["number"], type: "number", apply: ([a]) => apply(n(a)) });

/** Functions of OGC 18-088 §9.3.3.5.3 that need no geometry. Parts of a date are in UTC. */
export const FUNCTIONS = {
  substringof: two((part, whole) => whole.includes(part), "boolean"),
  contains: two((whole, part) => whole.includes(part), "boolean"),
  startswith: two((whole, part) => whole.startsWith(part), "boolean"),
  endswith: two((whole, part) => whole.endsWith(part), "boolean"),
  indexof: two((whole, part) => whole.indexOf(part), "number"),
  concat: two((a, b) => a + b, "string"),
  substring: { args: ["string", "number", "number"], optional: 1, type: "string", apply: ([a, from, count]) => s(a).slice(Math.max(0, n(from)), count === undefined ? undefined : Math.max(0, n(from)) + Math.max(0, n(count))) },
  length: text((a) => a.length, "number"),
  tolower: text((a) => a.toLowerCase(), "string"),
  toupper: text((a) => a.toUpperCase(), "string"),
  trim: text((a) => a.trim(), "string"),
  year: part((at) => at.getUTCFullYear()),
  month: part((at) => at.getUTCMonth() + 1),
  day: part((at) => at.getUTCDate()),
  hour: part((at) => at.getUTCHours()),
  minute: part((at) => at.getUTCMinutes()),
  second: part((at) => at.getUTCSeconds()),
  fractionalseconds: part((at) => at.getUTCMilliseconds() / 1000),
  date: { args: ["time"], type: "time", apply: ([a]) => ({ ms: Math.floor(date(a).getTime() / DAY) * DAY }) },
  now: { args: [], type: "time", apply: (_, now) => now },
  round: numeric(round),
  floor: numeric(Math.floor),
  ceiling: numeric(Math.ceil),
} as const satisfies Record<string, StaFunction>;

export type FunctionName = keyof typeof FUNCTIONS;
export const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
export const functionOf = (name: FunctionName): StaFunction => FUNCTIONS[name];
