import type { CSSProperties } from "react";
import { WALL_UNITS, type Monitor } from "#contract/wall";

/** The rectangle that holds all monitors, in the wall's own pixels. */
export interface Frame {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Around all monitors, with a little room; a wall of none is a unit square. */
export function frameOf(monitors: readonly Pick<Monitor, "at">[]): Frame {
  if (monitors.length === 0) return { x: 0, y: 0, w: 1, h: 1 };
  const x = Math.min(...monitors.map(({ at }) => at.x)), y = Math.min(...monitors.map(({ at }) => at.y));
  return { x, y, w: Math.max(...monitors.map(({ at }) => at.x + at.w)) - x, h: Math.max(...monitors.map(({ at }) => at.y + at.h)) - y };
}

/** A rectangle of the frame as a place in it, percent. */
export function placeIn(frame: Frame, at: Frame): CSSProperties {
  const percent = (value: number): string => `${value * 100}%`;
  return { insetInlineStart: percent((at.x - frame.x) / frame.w), insetBlockStart: percent((at.y - frame.y) / frame.h), inlineSize: percent(at.w / frame.w), blockSize: percent(at.h / frame.h) };
}

/** The step that cells are dragged by, in units: a twelfth of a monitor. */
export const STEP = 5;

/** The nearest whole step within bounds. */
export function snapped(units: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(units / STEP) * STEP));
}

/** A cell moved by so many units: its corner stays on its own monitor. */
export function movedBy(place: { x: number; y: number }, dx: number, dy: number): { x: number; y: number } {
  return { x: snapped(place.x + dx, 0, WALL_UNITS - STEP), y: snapped(place.y + dy, 0, WALL_UNITS - STEP) };
}

/** A cell resized by so many units: at least a step, at most sixteen monitors. */
export function sizedBy(place: { w: number; h: number }, dw: number, dh: number): { w: number; h: number } {
  return { w: snapped(place.w + dw, STEP, WALL_UNITS * 16), h: snapped(place.h + dh, STEP, WALL_UNITS * 16) };
}
