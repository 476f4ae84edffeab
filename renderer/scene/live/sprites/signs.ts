import { PRIORITIES, type Priority } from "#contract/alarm";
import { PRIORITY_SHAPE } from "../../../design/priority.tsx";
import { codeOf } from "../../marks.ts";
import type { Palette } from "../../palette.ts";
import { STATES, type StationState } from "../data/states.ts";
import type { Drawing } from "./sheet.ts";

/** Kinds that do something rather than measure: square signs. */
export const DEVICE_KINDS: readonly string[] = ["pump", "gate", "light"];
/** Kinds whose letters `marks.ts` does not have: gates, lights. */
const LETTERS: Readonly<Record<string, string>> = { gate: "CG", light: "ĐN", vehicle: "PT", "smoke-sensor": "BK" };
const TAU = 2 * Math.PI;
const FONT = "'Be Vietnam Pro', sans-serif";

export function lettersOf(kind: string): string {
  return LETTERS[kind] ?? codeOf(kind);
}

/** Colours of a state: what it is filled with, its line, its letters. Blue is the water's, so no state has it. */
export function coloursOf(state: StationState, palette: Palette): { fill: string; line: string; ink: string } {
  switch (state) {
    case "silent": return { fill: "rgba(0,0,0,0)", line: palette.normal, ink: palette.normal };
    case "normal": case "bad": return { fill: palette.panel, line: palette.normal, ink: palette.label };
    case "active": return { fill: palette.normal, line: palette.onMark, ink: palette.onMark };
    case "level-1": return { fill: palette.priority.medium, line: palette.onMark, ink: palette.onMark };
    case "level-2": return { fill: palette.priority.high, line: palette.onMark, ink: palette.onMark };
    case "level-3": return { fill: palette.priority.emergency, line: palette.onMark, ink: palette.onMark };
  }
}

/** What doubles a state's colour: a level's numeral, a running device's arrow, a question for bad data; the silent are hollow and dashed. */
const BADGE: Readonly<Record<StationState, string>> = { silent: "", normal: "", "level-1": "I", "level-2": "II", "level-3": "III", bad: "?", active: "▸" };

/** A station's sign in all its states, side by side. @param count a group's disc, without letters: digits are laid over it */
export function stationSign(kind: string, palette: Palette, scale: number, count = false): Drawing {
  const radius = (count ? 13 : 9) * scale;
  return {
    width: 2 * radius + 18 * scale, height: 2 * radius + 12 * scale, variants: STATES.length,
    draw(pen, variant) {
      const state = STATES[variant]!;
      const { fill, line, ink } = coloursOf(state, palette);
      const path = new Path2D();
      if (DEVICE_KINDS.includes(kind)) path.rect(-0.9 * radius, -0.9 * radius, 1.8 * radius, 1.8 * radius);
      else path.arc(0, 0, radius, 0, TAU);
      if (state === "silent") pen.globalAlpha = 0.75;
      else {
        pen.fillStyle = fill;
        pen.fill(path);
      }
      if (state === "silent") pen.setLineDash([3 * scale, 2 * scale]);
      pen.strokeStyle = line;
      pen.lineWidth = (count ? 2.2 : 1.5) * scale;
      pen.stroke(path);
      pen.setLineDash([]);
      if (!count) write(pen, lettersOf(kind), { size: 9 * scale, colour: ink });
      badge(pen, BADGE[state], radius, scale, palette);
    },
  };
}

function badge(pen: CanvasRenderingContext2D, text: string, radius: number, scale: number, palette: Palette): void {
  if (text === "") return;
  const x = 0.85 * radius;
  const y = 0.75 * radius; // a staff stands above, an alarm set aside is marked to the left
  const width = (5 + 3.2 * text.length) * scale;
  pen.fillStyle = palette.ground;
  pen.fillRect(x - width / 2, y - 5 * scale, width, 10 * scale);
  write(pen, text, { size: 9.5 * scale, colour: palette.ink, x, y, weight: 700 });
}

/** Letters with their middle at a point. */
export function write(pen: CanvasRenderingContext2D, text: string, { size, colour, x = 0, y = 0, weight = 500, halo }: { size: number; colour: string; x?: number; y?: number; weight?: number; halo?: string }): void {
  pen.font = `${weight} ${size}px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  if (halo !== undefined) {
    pen.strokeStyle = halo;
    pen.lineJoin = "round";
    pen.lineWidth = size * 0.3;
    pen.strokeText(text, x, y + 0.35 * size);
  }
  pen.fillStyle = colour;
  pen.fillText(text, x, y + 0.35 * size);
}

/** What an alarm's sign tells by its outline; the shape, the letter and the colour tell its priority. */
export const ALARM_LOOKS = ["owed", "acknowledged", "returned", "latched"] as const;
export type AlarmLook = (typeof ALARM_LOOKS)[number];

/**
 * A priority's sign in its four looks (ISA-18.2): happening and owing an acknowledgement: filled, in a ring; acknowledged:
 * filled; returned and still owing: an outline in a dashed ring; returned and held by its latch: an outline.
 */
export function alarmSign(priority: Priority, palette: Palette, size: number): Drawing {
  const { path, letter, textY } = PRIORITY_SHAPE[priority];
  return {
    width: size * 1.7, height: size * 1.7, variants: ALARM_LOOKS.length,
    draw(pen, variant) {
      const look = ALARM_LOOKS[variant]!;
      const isOver = look === "returned" || look === "latched";
      const shape = new Path2D(path);
      const colour = palette.priority[priority];
      pen.scale(size / 24, size / 24);
      pen.translate(-12, -12);
      pen.lineJoin = "round";
      if (look === "owed" || look === "returned") {
        pen.strokeStyle = palette.ink;
        pen.lineWidth = 11;
        if (look === "returned") pen.setLineDash([5, 4]);
        pen.stroke(shape);
        pen.setLineDash([]);
      }
      pen.strokeStyle = palette.onMark;
      pen.lineWidth = 6;
      pen.stroke(shape);
      pen.fillStyle = isOver ? palette.ground : colour;
      pen.fill(shape);
      if (isOver) {
        pen.strokeStyle = colour;
        pen.lineWidth = 1.5;
        pen.stroke(shape);
      }
      pen.fillStyle = isOver ? colour : palette.onMark;
      pen.font = `600 12.5px ${FONT}`;
      pen.textAlign = "center";
      pen.fillText(letter, 12, textY);
    },
  };
}

export function alarmSigns(palette: Palette, size: number): Drawing[] {
  return PRIORITIES.map((priority) => alarmSign(priority, palette, size));
}

/** Letters of counts. */
export const DIGITS = "0123456789,k×";

/** One letter of a count, with a halo. */
export function digitSigns(palette: Palette, scale: number): Drawing[] {
  return Array.from(DIGITS, (letter) => ({
    width: 11 * scale, height: 15 * scale,
    draw: (pen) => write(pen, letter, { size: 10.5 * scale, colour: palette.ink, weight: 700, halo: palette.ground }),
  }));
}

/** px between two letters of a count at scale 1. */
export const DIGIT_STEP = 6.6;

/** The ring around what is selected. */
export function chosenRing(palette: Palette, scale: number): Drawing {
  return {
    width: 52 * scale, height: 52 * scale,
    draw(pen) {
      pen.strokeStyle = palette.onMark;
      pen.lineWidth = 5 * scale;
      pen.beginPath();
      pen.arc(0, 0, 21 * scale, 0, TAU);
      pen.stroke();
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 2.5 * scale;
      pen.stroke();
    },
  };
}

/** Two bars, small and grey: an alarm here is shelved, suppressed or out of service. */
export function asideSign(palette: Palette, scale: number): Drawing {
  return {
    width: 12 * scale, height: 12 * scale,
    draw(pen) {
      pen.fillStyle = palette.ground;
      pen.fillRect(-5 * scale, -5 * scale, 10 * scale, 10 * scale);
      pen.fillStyle = palette.normal;
      pen.fillRect(-3.2 * scale, -3.5 * scale, 2.2 * scale, 7 * scale);
      pen.fillRect(1 * scale, -3.5 * scale, 2.2 * scale, 7 * scale);
    },
  };
}
