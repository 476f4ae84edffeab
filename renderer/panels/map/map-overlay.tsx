import { useEffect, useReducer, type ReactNode } from "react";
import type { Point } from "../../geo/measure.ts";
import type { MapHandle } from "./map-handle.ts";
import css from "./tools.module.css";

/** Where a place on the ground is drawn, px; undefined: behind the horizon. */
export type Project = (at: Point) => readonly [x: number, y: number] | undefined;

/** Drawings over the map that keep their places on the ground: drawn anew after every frame of the map. */
export function MapOverlay({ handle, children }: { handle: MapHandle; children: (project: Project) => ReactNode }) {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => handle.onFrame(again), [handle]);
  return <svg className={css.overlay} aria-hidden="true">{children(([lon, lat]) => handle.scene.project(lon, lat))}</svg>;
}

/** SVG path through places; those behind the horizon are left out. */
export function pathOf(points: readonly Point[], project: Project, close = false): string {
  const path = points.flatMap((point) => {
    const at = project(point);
    return at === undefined ? [] : [`${at[0].toFixed(1)} ${at[1].toFixed(1)}`];
  });
  return path.length === 0 ? "" : `M${path.join("L")}${close ? "Z" : ""}`;
}
