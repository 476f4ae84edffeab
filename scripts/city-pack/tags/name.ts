import type { Tags } from "../osm/entities.ts";

const LONGEST = 120;

/** A name as a room shows it: Vietnamese before any other, composed (NFC), on one line, without signs that turn the writing; "" where there is none. */
export function nameOf(tags: Tags): string {
  return cleanName(tags["name:vi"] ?? tags["name"] ?? tags["official_name"] ?? "");
}

/** Makes a text from somebody's file fit to be a name. */
export function cleanName(text: string): string {
  // Control characters, and those that change direction (U+202A–202E, U+2066–2069): a name must not repaint its neighbours.
  const plain = text.normalize("NFC").replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, " ").replace(/\s+/g, " ").trim();
  return Array.from(plain).slice(0, LONGEST).join("");
}
