import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pictures } from "./packets.ts";
import type { Film } from "./serve.ts";

/** As scripts/city/cameras makes them. */
const FPS = 12.5;
/** Bytes of one film, and how many there are at most: a pack's folder may hold anything. */
const MOST = { bytes: 4_000_000, films: 50 };

/** @returns ids of cameras that the folder has a film of: `ID.h264`, an H.264 stream; none where there is no folder */
export function filmsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,58}\.h264$/.test(name)).map((name) => name.slice(0, -".h264".length)).toSorted().slice(0, MOST.films);
  } catch {
    return [];
  }
}

/** Films of a folder; one that is too large or holds no key picture is left out. */
export function readFilms(folder: string): Film[] {
  return filmsIn(folder).flatMap((id, i, ids) => {
    const stream = readFileSync(join(folder, `${id}.h264`));
    const all = stream.length > MOST.bytes ? [] : pictures(stream);
    return all[0]?.key === true ? [{ id, pictures: all, fps: FPS, phase: (i * 1000) / FPS / ids.length }] : [];
  });
}
