import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { pictures } from "./packets.ts";
import type { Film, Pictures } from "./serve.ts";

/** As scripts/city/cameras makes them. */
const FPS = 12.5;
/** Bytes of one file, and how many cameras there are at most: a pack's folder may hold anything. */
const MOST = { bytes: 4_000_000, films: 50 };

/** By camera: the datastream its picture follows, and the values from which on the next higher film is shown. */
const Stages = z.record(z.string(), z.object({ by: z.string().min(1).max(64), from: z.array(z.number()).min(1).max(20) }));
export type Stages = z.infer<typeof Stages>;
/** A value must be so much lower than what a film begins with before it ends again: readings tremble. A share of that value. */
const SLACK = 0.03;

/** @returns ids of cameras that the folder has a film of: `ID.h264`, an H.264 stream; none where there is no folder */
export function filmsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,58}\.h264$/.test(name) && !name.endsWith(".sub.h264")).map((name) => name.slice(0, -".h264".length)).toSorted().slice(0, MOST.films);
  } catch {
    return [];
  }
}

/** What the folder's `stages.json` says: a camera it names has films one after the other in its file, one more than values. None where it says nothing. */
export function stagesIn(folder: string): Stages {
  try {
    return Stages.parse(JSON.parse(readFileSync(join(folder, "stages.json"), "utf8")));
  } catch {
    return {};
  }
}

/** The film to be shown at a value. @param now the one that is shown */
export function stageAt(value: number, from: readonly number[], now: number): number {
  const up = from.filter((each) => value >= each).length;
  return up >= now ? up : from.filter((each, i) => value >= each - (i < now ? Math.abs(each) * SLACK : 0)).length;
}

/** Films of a folder, the small ones (`ID.sub.h264`) at `ID/sub`; one that is too large, holds no key picture or cannot be cut as `stages` says is left out. */
export function readFilms(folder: string, stages: Stages = stagesIn(folder)): { films: Film[]; hear(ds: string, value: number): void } {
  const now = new Map<string, number>();
  const ids = filmsIn(folder);
  const films = ids.flatMap((id, i) => ["", ".sub"].flatMap((suffix): Film[] => {
    const parts = cut(read(join(folder, `${id}${suffix}.h264`)), (stages[id]?.from.length ?? 0) + 1);
    return parts?.[0] === undefined ? [] : [{ id: suffix === "" ? id : `${id}/sub`, pictures: parts[0], now: () => parts[now.get(id) ?? 0] ?? [], fps: FPS, phase: (i * 1000) / FPS / ids.length }];
  }));
  return {
    films,
    hear(ds, value) {
      for (const [id, { by, from }] of Object.entries(stages)) if (by === ds) now.set(id, stageAt(value, from, now.get(id) ?? 0));
    },
  };
}

function read(file: string): Pictures {
  try {
    const stream = readFileSync(file);
    return stream.length > MOST.bytes ? [] : pictures(stream);
  } catch {
    return [];
  }
}

/** Equal parts that can stand for one another; undefined: they are not. */
function cut(all: Pictures, parts: number): Pictures[] | undefined {
  const length = all.length / parts;
  if (length === 0 || !Number.isInteger(length)) return undefined;
  const made = Array.from({ length: parts }, (_, i) => all.slice(i * length, (i + 1) * length));
  return made.every((part) => part[0]?.key === true && part.every(({ key }, i) => key === made[0]?.[i]?.key)) ? made : undefined;
}
