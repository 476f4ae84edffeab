import type { TILE_LAYERS } from "#contract/city";
import type { Tags } from "../osm/entities.ts";

export type BuildingKind = (typeof TILE_LAYERS.building)[number];

export interface Building {
  kind: BuildingKind;
  /** Metres above ground. */
  height: number;
  base: number;
  /** The height is a guess by kind: neither height nor levels are told. */
  guessed: boolean;
}

const PUBLIC = /^(public|civic|government|school|university|college|kindergarten|hospital|clinic|church|cathedral|mosque|stadium|train_station|transportation|museum|library|fire_station|sports_hall|office)$/;
const INDUSTRY = /^(industrial|warehouse|factory|manufacture|storage_tank|hangar|brewery|power|service)$/;
const OLD = /^(temple|shrine|pagoda|castle|ruins|monastery|palace|gatehouse|city_gate|tomb)$/;
/** Metres of a floor in a Vietnamese town house (QCVN 06 counts 3.3). */
const LEVEL = 3.3;
/** Metres where nothing is told: two floors of a house, three of a public one … */
const GUESS: Readonly<Record<BuildingKind, number>> = { house: 6.6, public: 9.9, hotel: 16.5, industry: 8, heritage: 7, wall: 6 };
/** Higher than any building. */
const HIGHEST = 1000;

/** A building, or a city's wall drawn as a line; undefined: neither. */
export function buildingOf(tags: Tags): Building | undefined {
  const kind = kindOf(tags);
  if (kind === undefined) return undefined;
  const levels = figure(tags["building:levels"] ?? tags["levels"]);
  const told = metres(tags["height"] ?? tags["building:height"]) ?? (levels === undefined ? undefined : (levels + (figure(tags["roof:levels"]) ?? 0) * 0.5) * LEVEL);
  const lowest = figure(tags["building:min_level"]);
  const height = told === undefined || told <= 0 ? GUESS[kind] : Math.min(HIGHEST, told);
  const base = metres(tags["min_height"]) ?? (lowest === undefined ? 0 : lowest * LEVEL);
  return { kind, height: Math.round(height * 10) / 10, base: base > 0 && base < height ? Math.round(base * 10) / 10 : 0, guessed: told === undefined || told <= 0 };
}

function kindOf(tags: Tags): BuildingKind | undefined {
  if (tags["barrier"] === "city_wall" || tags["historic"] === "citywalls") return "wall";
  const building = tags["building"];
  if (building === undefined || building === "no" || building === "roof" || tags["location"] === "underground") return undefined;
  if (OLD.test(building) || (tags["historic"] !== undefined && tags["historic"] !== "no") || tags["amenity"] === "place_of_worship") return "heritage";
  if (building === "hotel" || tags["tourism"] === "hotel" || tags["tourism"] === "guest_house") return "hotel";
  if (PUBLIC.test(building) || /^(school|university|college|hospital|clinic|townhall|theatre|library|marketplace|police)$/.test(tags["amenity"] ?? "")) return "public";
  return INDUSTRY.test(building) ? "industry" : "house";
}

/** "12", "12.5 m", "12,5m", "40 ft", "40'" → metres. */
export function metres(text: string | undefined): number | undefined {
  const [, digits, unit] = /^(\d{1,4}(?:[.,]\d+)?)\s*(m|ft|')?$/.exec(text?.trim() ?? "") ?? [];
  if (digits === undefined) return undefined;
  return Number(digits.replace(",", ".")) * (unit === "ft" || unit === "'" ? 0.3048 : 1);
}

function figure(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : undefined;
}
