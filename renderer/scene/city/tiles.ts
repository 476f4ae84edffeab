import { addProtocol } from "maplibre-gl";
import { EtagMismatch, PMTiles, type RangeResponse } from "pmtiles";
import type { PackPath } from "#contract/city";
import { cityUrl, fetchCity } from "./city-file.ts";

/** What a place without a tile is drawn as: vector tiles may be empty, pictures clear, heights not at all. */
type Missing = "empty" | "clear" | "none";

/** Address of tiles within a file of the pack, as a style's source names them. */
export function tilesOf(file: PackPath, missing: Missing): string {
  return `city://${missing}/${file}/{z}/{x}/{y}`;
}

/** One clear pixel. */
const CLEAR = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** Open archives by file, each with its directories; as many as a pack has files of tiles. */
const archives = new Map<string, PMTiles>();
let known = false;

/** Teaches the map library to read tiles out of the pack's PMTiles by Range requests. Once for all maps of the window. */
export function knowTiles(): void {
  if (known) return;
  known = true;
  addProtocol("city", async ({ url }, { signal }) => {
    const [, missing, file, z, x, y] = /^city:\/\/(empty|clear|none)\/(.+)\/(\d+)\/(\d+)\/(\d+)$/.exec(url) ?? [];
    if (file === undefined) throw new Error(`no tile of the pack: ${url}`);
    const tile = await archiveOf(file).getZxy(Number(z), Number(x), Number(y), signal);
    if (tile !== undefined) return { data: tile.data };
    if (missing === "none") throw new Error(`no tile: ${url}`);
    return { data: missing === "empty" ? new ArrayBuffer(0) : Uint8Array.from(atob(CLEAR), (letter) => letter.charCodeAt(0)).buffer };
  });
}

/** Forgets what was read of the pack: it was replaced. */
export function forgetTiles(): void {
  archives.clear();
}

function archiveOf(file: string): PMTiles {
  let archive = archives.get(file);
  if (archive === undefined) {
    archive = new PMTiles({ getKey: () => file, getBytes: (offset, length, signal, etag) => range(file, offset, length, signal, etag) });
    archives.set(file, archive);
  }
  return archive;
}

/** @throws EtagMismatch when the file changed under its directories: they are read anew */
async function range(file: string, offset: number, length: number, signal?: AbortSignal, etag?: string): Promise<RangeResponse> {
  const { status, headers, body: data } = await fetchCity(cityUrl(file), { headers: { range: `bytes=${offset}-${offset + length - 1}` }, ...(signal === undefined ? {} : { signal }) });
  const now = headers.get("etag") ?? undefined;
  if (status === 416 || (etag !== undefined && now !== undefined && now !== etag)) throw new EtagMismatch(file);
  if (status !== 206 && status !== 200) throw new Error(`${file}: ${status}`);
  if (status === 200 && data.byteLength > length) throw new Error(`${file}: answered whole, not by range`);
  return { data, ...(now === undefined ? {} : { etag: now }) };
}
