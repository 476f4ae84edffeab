import type { Field } from "./field.ts";

/** Blue to violet: water alone. */
const WATER = [[89, 191, 242], [41, 122, 219], [117, 31, 158]] as const;
/** Everything else: grey green to pale, no colour of an alarm and not the water's. */
const OTHER = [[52, 74, 69], [92, 138, 122], [150, 188, 168], [228, 240, 232]] as const;
const ALPHA = 120;
const WATER_PROPERTIES: ReadonlySet<string> = new Set(["water-level", "tide-level", "street-depth", "rain-rate", "rain-day", "reservoir-level", "inflow", "outflow", "pump-flow"]);

/** Colours of a field of this property. @param part 0…1 of its range. @returns [r, g, b] */
export function rampOf(property: string, part: number): [number, number, number] {
  const stops = WATER_PROPERTIES.has(property) ? WATER : OTHER;
  const at = Math.min(1, Math.max(0, part)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(at));
  const mix = (c: 0 | 1 | 2): number => Math.round(stops[i]![c] + (stops[i + 1]![c] - stops[i]![c]) * (at - i));
  return [mix(0), mix(1), mix(2)];
}

/** A field as a picture, RGBA, not premultiplied; clear where it has no value, and clearer towards its end. */
export function paintField(property: string, { values, trust, low, high }: Pick<Field, "values" | "trust" | "low" | "high">): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    data.set(rampOf(property, high > low ? (value - low) / (high - low) : 0.5), 4 * i);
    data[4 * i + 3] = ALPHA * Math.min(1, 3 * trust[i]!);
  }
  return data;
}
