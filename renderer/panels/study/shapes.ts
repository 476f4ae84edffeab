import type { Measure, StudyPlace } from "#contract/study";
import type { MeasureKind } from "./measure-words.ts";

/** What a measure is drawn as: a place, a line, an area; or two places, the second of which may be left out. */
export type ShapeKind = "place" | "line" | "area" | "way";

/** What is drawn for each kind. */
export const SHAPE_OF: Readonly<Record<MeasureKind, ShapeKind>> = { release: "place", rain: "area", gate: "line", pump: "way", dyke: "line", sandbags: "line", breach: "line", closure: "line", fire: "place" };
/** Least number of places. */
export const LEAST: Readonly<Record<ShapeKind, number>> = { place: 1, line: 2, area: 3, way: 1 };
/** Most places of one shape (the contract's). */
export const MOST: Readonly<Record<ShapeKind, number>> = { place: 1, line: 500, area: 500, way: 2 };

/** Where it stands on the map; empty: nowhere of its own (a river's upper end, rain everywhere). */
export function placesOf(measure: Measure): readonly StudyPlace[] {
  switch (measure.is) {
    case "release": return "place" in measure.at ? [measure.at.place] : [];
    case "rain": return measure.within ?? [];
    case "gate": return measure.across;
    case "fire": return [measure.at];
    case "pump": return measure.to === undefined ? [measure.from] : [measure.from, measure.to];
    case "dyke": case "sandbags": case "breach": case "closure": return measure.line;
  }
}

/** The measure, elsewhere. Too few places leave it where it was; rain without any is everywhere. */
export function placed(measure: Measure, places: readonly StudyPlace[]): Measure {
  const shape = SHAPE_OF[measure.is];
  if (measure.is === "rain" && places.length === 0) {
    const { within: _, ...everywhere } = measure;
    return everywhere;
  }
  const [first, second] = places;
  if (first === undefined || places.length < LEAST[shape]) return measure;
  switch (measure.is) {
    case "release": return { ...measure, at: { place: first } };
    case "rain": return { ...measure, within: [...places] };
    case "gate": return { ...measure, across: [...places] };
    case "fire": return { ...measure, at: first };
    case "pump": {
      const { to: _, ...without } = measure;
      return second === undefined ? { ...without, from: first } : { ...measure, from: first, to: second };
    }
    case "dyke": case "sandbags": case "breach": case "closure": return { ...measure, line: [...places] };
  }
}

/** A measure to begin with, at places that were drawn. @param name what it is called */
export function newMeasure(kind: MeasureKind, name: string, places: readonly StudyPlace[]): Measure | undefined {
  const [first, second] = places;
  const line = [...places];
  switch (kind) {
    case "rain": return { is: "rain", name, intensity: [[0, 40], [7200, 40], [10_800, 0]], ...(line.length >= 3 && { within: line }) };
    case "release": return first === undefined ? undefined : { is: "release", name, at: { place: first }, discharge: [[0, 100]] };
    case "fire": return first === undefined ? undefined : { is: "fire", name, at: first, radius: 150 };
    case "pump": return first === undefined ? undefined : { is: "pump", name, from: first, ...(second !== undefined && { to: second }), capacity: 1, start: 1800 };
    default:
  }
  if (line.length < 2) return undefined;
  switch (kind) {
    case "gate": return { is: "gate", name, across: line, width: 10, opening: [[0, 0]] };
    case "dyke": return { is: "dyke", name, line, crest: 4, readyAt: 7200 };
    case "sandbags": return { is: "sandbags", name, line, height: 0.6, readyAt: 3600 };
    case "breach": return { is: "breach", name, line, height: 2, depth: 2, at: 3600, over: 900 };
    case "closure": return { is: "closure", name, line, from: 0 };
  }
}
