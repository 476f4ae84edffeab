import { dirname, join, normalize } from "node:path/posix";
import type { FileHandle } from "node:fs/promises";
import { CITY_LIMITS, type CityFault } from "#contract/city";
import { fault, readFrom, type Listed } from "./pack-file.ts";

/** Files a tileset may lead to. */
const MOST = 20_000;

/** Files of the pack by name, and the way to open one. */
export interface Files {
  listed(path: string): Listed | undefined;
  with<T>(listed: Listed, look: (file: FileHandle) => Promise<T>): Promise<T | CityFault>;
}

/** Looks at a glTF or 3D Tiles file and all it leads to: nothing may lie outside the pack. @returns the first fault */
export async function checkModel(files: Files, from: string): Promise<CityFault | undefined> {
  const seen = new Set<string>();
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (seen.size > MOST) return fault(from, "limit", `leads to more than ${MOST} files`);
    const listed = files.listed(path);
    if (listed === undefined) return fault(from, "missing", `${path} is not in the pack`);
    const here = path;
    const found = await files.with(listed, (file) => references(file, listed));
    if (!Array.isArray(found)) return found;
    for (const uri of found) {
      const to = resolved(here, uri);
      if (to === undefined) return fault(here, "remote", `names ${uri.slice(0, 120)}, which is outside the pack`);
      open.push(to);
    }
  }
  return undefined;
}

/** The file of the pack that a relative reference names; undefined for an address, an absolute place, or a way out. */
function resolved(from: string, uri: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(uri) || uri.startsWith("/") || uri.includes("\\")) return undefined;
  let plain: string;
  try {
    plain = decodeURIComponent(uri.replace(/[?#].*$/, ""));
  } catch {
    return undefined;
  }
  const to = normalize(join(dirname(from), plain));
  return to.startsWith("..") || to.startsWith("/") ? undefined : to;
}

/** What a file names, data inside itself left out. */
async function references(file: FileHandle, { path, bytes }: Listed): Promise<string[] | CityFault> {
  const wrong = (detail: string): CityFault => fault(path, "format", detail);
  if (bytes > CITY_LIMITS.model) return fault(path, "limit", `${bytes} bytes, at most ${CITY_LIMITS.model}`);
  const kind = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  if (kind === "json" || kind === "gltf") return bytes > CITY_LIMITS.json ? fault(path, "limit", `${bytes} bytes, at most ${CITY_LIMITS.json}`) : named((await readFrom(file, 0, bytes)).toString("utf8"), wrong);
  if (kind === "glb") return inGlb(file, 0, bytes, wrong);
  if (kind === "b3dm") {
    const head = await readFrom(file, 0, 28);
    if (head.length < 28 || head.toString("latin1", 0, 4) !== "b3dm") return wrong("not a batched model");
    return inGlb(file, 28 + [12, 16, 20, 24].reduce((sum, at) => sum + head.readUInt32LE(at), 0), bytes, wrong);
  }
  // Pictures and buffers name nothing; other tiles (i3dm, cmpt) may, and are not read.
  return ["bin", "png", "jpg", "jpeg", "webp", "ktx2", "pnts", "subtree"].includes(kind) ? [] : wrong(`.${kind} is not supported`);
}

async function inGlb(file: FileHandle, at: number, bytes: number, wrong: (detail: string) => CityFault): Promise<string[] | CityFault> {
  const head = await readFrom(file, at, 20);
  if (head.length < 20 || head.toString("latin1", 0, 4) !== "glTF" || head.readUInt32LE(4) !== 2) return wrong("not a binary glTF 2");
  const length = head.readUInt32LE(12);
  if (at + head.readUInt32LE(8) > bytes || length + 20 > head.readUInt32LE(8) || head.toString("latin1", 16, 20) !== "JSON") return wrong("truncated");
  return length > CITY_LIMITS.json ? wrong("its description is too long") : named((await readFrom(file, at + 20, length)).toString("utf8"), wrong);
}

/** Every `uri` and `url` in a JSON document, however deep: glTF buffers and images, tiles' contents, and what extensions bring. */
function named(text: string, wrong: (detail: string) => CityFault): string[] | CityFault {
  const out: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      if ((key === "uri" || key === "url" || key === "schemaUri") && typeof value === "string" && !/^data:/i.test(value)) out.push(value);
      return value;
    });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  return out;
}
