import { TILE_LAYERS } from "#contract/city";
import { copyFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { checkPmtiles } from "../../../backend/store/city/check-pmtiles.ts";
import { refuse } from "../refusal.ts";

/** Zoom levels the contract takes. */
const DEEPEST = 16;
const MOST_METADATA = 16_777_216;

/**
 * Copies vector tiles that somebody made into the pack as its base.
 *
 * @throws Refusal where the file is no PMTiles 3 archive of vector tiles, or has none of the layers the room draws
 */
export async function bringTiles(file: string, to: string): Promise<{ minZoom: number; maxZoom: number; missing: string[] }> {
  const size = statSync(file).size;
  const handle = await open(file, "r");
  try {
    const wrong = await checkPmtiles(handle, size, "vector");
    if (wrong !== undefined) refuse("tiles", `${file}: không dùng làm nền được (${wrong}). Cần PMTiles 3 với tile vector.`, `${file}: cannot be the base (${wrong}). PMTiles 3 with vector tiles are needed.`);
    const head = Buffer.alloc(127);
    await handle.read(head, 0, 127, 0);
    const layers = layersIn(await metadata(handle, head));
    const known = Object.keys(TILE_LAYERS);
    if (!layers.some((layer) => known.includes(layer))) refuse("tiles", `${file}: các lớp ${layers.join(", ") || "(không ghi)"} không phải lớp phòng vẽ được (${known.join(", ")}). Bỏ --tiles để dựng nền từ --osm.`, `${file}: its layers ${layers.join(", ") || "(not told)"} are none the room draws (${known.join(", ")}). Leave out --tiles and the base is made from --osm.`);
    copyFileSync(file, to);
    return { minZoom: Math.min(DEEPEST, head[100]!), maxZoom: Math.min(DEEPEST, head[101]!), missing: known.filter((layer) => !layers.includes(layer)) };
  } finally {
    await handle.close();
  }
}

async function metadata(handle: Awaited<ReturnType<typeof open>>, head: Buffer): Promise<unknown> {
  const length = Number(head.readBigUInt64LE(32));
  if (length === 0 || length > MOST_METADATA) return undefined;
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, Number(head.readBigUInt64LE(24)));
  try {
    return JSON.parse((head[97] === 2 ? gunzipSync(bytes, { maxOutputLength: MOST_METADATA }) : bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}

function layersIn(told: unknown): string[] {
  if (typeof told !== "object" || told === null || !("vector_layers" in told) || !Array.isArray(told.vector_layers)) return [];
  return (told.vector_layers as unknown[]).flatMap((one) => (typeof one === "object" && one !== null && "id" in one && typeof one.id === "string" ? [one.id] : []));
}
