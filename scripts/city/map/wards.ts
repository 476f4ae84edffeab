import { readFileSync } from "node:fs";
import { pointsOf, type Point } from "../../tiles/shapes.ts";

export interface Ward {
  /** Without "Phường" or "Xã". */
  name: string;
  rings: Point[][];
}

/** Rough outlines of the 40 wards and communes, to some 60 m in the city and 120 m elsewhere: see PROVENANCE.md. */
export function readWards(): Ward[] {
  const outlines: unknown = JSON.parse(readFileSync(new URL("./ward-outlines.json", import.meta.url), "utf8"));
  if (typeof outlines !== "object" || outlines === null) throw new Error("ward-outlines.json: not a map of names");
  return Object.entries(outlines).map(([name, rings]) => {
    if (!Array.isArray(rings)) throw new Error(`ward-outlines.json: ${name}`);
    return { name, rings: rings.map((ring) => pointsOf(String(ring))) };
  });
}
