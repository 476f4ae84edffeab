import { useSyncExternalStore } from "react";
import type { StudyRunIndex } from "#contract/study-result";

/** What the pictures of a study tell: depth at a time, greatest depth, when water came, how much deeper than in the option compared with. */
export const TELLINGS = ["depth", "peak", "arrival", "difference"] as const;
export type Telling = (typeof TELLINGS)[number];

/** One time and one question for all maps of a study: they move together. */
export interface Playing {
  /** s after the start; below 0 the past, as it really was. */
  t: number;
  on: boolean;
  telling: Telling;
}

let now: Playing = { t: 0, on: false, telling: "depth" };
const listeners = new Set<() => void>();

export const playing = {
  get: (): Playing => now,
  set(change: Partial<Playing>): void {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export function usePlaying(): Playing {
  return useSyncExternalStore(playing.subscribe, playing.get);
}

/** The raster that answers the question. */
export interface Wanted {
  quantity: string;
  index: number;
}

/** Times of which there is a raster, s after the start. */
export function timesOf(index: StudyRunIndex | undefined): readonly number[] {
  return (index?.frames ?? []).filter(({ quantity }) => quantity === "depth").map(({ t }) => t).toSorted((a, b) => a - b);
}

/** @returns undefined: the run has none of it */
export function wantedOf(index: StudyRunIndex, { t, telling }: Pick<Playing, "t" | "telling">): Wanted | undefined {
  const last = (quantity: string): Wanted | undefined => {
    const frame = index.frames.filter((each) => each.quantity === quantity).toSorted((a, b) => a.t - b.t).at(-1);
    return frame === undefined ? undefined : { quantity, index: frame.index };
  };
  if (telling === "peak") return last("peak-depth");
  if (telling === "arrival") return last("reached-at");
  const depths = index.frames.filter(({ quantity }) => quantity === "depth").toSorted((a, b) => a.t - b.t);
  const frame = depths.findLast((each) => each.t <= t) ?? depths[0];
  return frame === undefined ? undefined : { quantity: "depth", index: frame.index };
}

/** Rasters of where the water goes, at the time of the depths that are shown. @returns undefined: a run of before they were kept */
export function flowWanted(index: StudyRunIndex, t: number): { of: number; east: Wanted; north: Wanted } | undefined {
  const shown = wantedOf(index, { t, telling: "depth" });
  const at = index.frames.find(({ quantity, index: n }) => quantity === "depth" && n === shown?.index)?.t;
  const one = (quantity: string) => index.frames.find((frame) => frame.quantity === quantity && frame.t === at);
  const [east, north] = [one("flow-east"), one("flow-north")];
  return east === undefined || north === undefined ? undefined : { of: east.of ?? 1, east, north };
}

/** The time of the next raster; undefined: that was the last. */
export function nextTime(times: readonly number[], t: number): number | undefined {
  return times.find((each) => each > t);
}
