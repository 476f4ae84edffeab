import { hash } from "node:crypto";

/** SHA-256 of what a record says: without who counts its versions, whatever the order of its fields. */
export function contentSum(record: object): string {
  const { version: _version, edition: _edition, ...content } = record as { version?: unknown; edition?: unknown };
  return hash("sha256", JSON.stringify(ordered(content)), "hex");
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}
