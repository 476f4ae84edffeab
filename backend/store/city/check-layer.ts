import { z } from "zod";
import { CITY_LIMITS, Network, Places, type CityFault, type CityLayer } from "#contract/city";
import { checkGrid } from "./check-grid.ts";
import { checkJson } from "./check-json.ts";
import { checkModel, type Files } from "./check-model.ts";
import { checkPmtiles } from "./check-pmtiles.ts";
import { fault, type Listed } from "./pack-file.ts";

const AnyGeoJson = z.looseObject({ type: z.enum(["FeatureCollection", "Feature"]) });
type OfFile = Exclude<CityLayer, { kind: "gltf" | "3d-tiles" }>;

/** @returns why a layer cannot be shown; undefined: it can */
export async function checkLayer(layer: CityLayer, files: Files): Promise<CityFault | undefined> {
  const listed = files.listed(layer.file);
  if (listed === undefined) return fault(layer.file, "missing", "named by a layer, and not in the pack or left out");
  if (layer.kind === "gltf" || layer.kind === "3d-tiles") return checkModel(files, layer.file);
  const json = layer.kind === "places" || layer.kind === "network" || layer.kind === "flat" || layer.kind === "geojson";
  if (json && listed.bytes > CITY_LIMITS.json) return fault(layer.file, "limit", `${listed.bytes} bytes, at most ${CITY_LIMITS.json}`);
  const rivers = layer.kind === "water" ? overlapping(layer) : undefined;
  if (rivers !== undefined) return fault(layer.file, "format", rivers);
  const wrong = await files.with(listed, (file) => lookAt(layer, listed, file));
  return typeof wrong === "string" ? fault(layer.file, "format", wrong) : wrong;
}

async function lookAt(layer: OfFile, { bytes }: Listed, file: Parameters<typeof checkPmtiles>[0]): Promise<string | undefined> {
  switch (layer.kind) {
    case "base": return checkPmtiles(file, bytes, "vector");
    case "hillshade":
    case "terrain": return checkPmtiles(file, bytes, "picture");
    case "heights": return checkGrid(file, layer, 1);
    case "water": return checkGrid(file, layer, 3);
    case "places": return checkJson(file, bytes, Places, "[");
    case "network": return checkJson(file, bytes, Network, "{");
    case "flat":
    case "geojson": return checkJson(file, bytes, AnyGeoJson, "{");
  }
}

/** Two rivers with the same chain index would take each other's level. */
function overlapping({ rivers }: Extract<CityLayer, { kind: "water" }>): string | undefined {
  const spans = rivers.map(({ name, from, axis }) => ({ name, from, to: from + axis.length })).sort((a, b) => a.from - b.from);
  const two = spans.find(({ from }, i) => i > 0 && from < spans[i - 1]!.to);
  return two === undefined ? (spans.at(-1)!.to > 65_535 ? "chain indices above 65,534" : undefined) : `${two.name} shares chain indices with another river`;
}
