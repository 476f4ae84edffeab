import { formatNumber } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";

/** A length for people: metres below a kilometre, above it km. @param metres 0 or more */
export function lengthWords(metres: number, language: Language): string {
  return metres < 1000 ? `${formatNumber(metres, metres < 100 ? 1 : 0, language)} m` : `${formatNumber(metres / 1000, metres < 10_000 ? 2 : 1, language)} km`;
}

/** An area for people: m² below a hectare, then ha, then km². */
export function areaWords(squareMetres: number, language: Language): string {
  if (squareMetres < 10_000) return `${formatNumber(squareMetres, 0, language)} m²`;
  if (squareMetres < 1_000_000) return `${formatNumber(squareMetres / 10_000, 2, language)} ha`;
  return `${formatNumber(squareMetres / 1_000_000, 2, language)} km²`;
}

/** A direction, degrees clockwise from north, in three figures. */
export function bearingWords(degrees: number): string {
  return `${String(Math.round(degrees) % 360).padStart(3, "0")}°`;
}
