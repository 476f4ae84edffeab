import type uPlot from "uplot";
import { freePlace } from "./trend-label.ts";
import type { Ahead, Limit, Mark } from "./trend-model.ts";

/** Colours and type of the room as canvas strings, read when drawing so that the night shift is followed. */
export interface Ink {
  line: string;
  faint: string;
  strong: string;
  mark: string;
  ground: string;
  font: string;
  /** px */
  type: number;
}

/** Letters the sizes of a chart were drawn for, px. */
export const CONSOLE_PX = 14;

/** Letters in use, px. @param element anything inside the chart: its own type counts, a token may be a calculation no canvas knows */
export function typeOf(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).fontSize) || CONSOLE_PX;
}

/** @param element anything inside the themed page */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { line: token("--ink"), faint: token("--ink-3"), strong: token("--ink-2"), mark: token("--high"), ground: token("--panel"), font: `${typeOf(element)}px ${token("--font")}`, type: typeOf(element) };
}

/** Series are told apart by dash, not by colour: colour is kept for alarms. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [12, 3, 2, 3], [16, 6], [6, 3, 2, 3, 2, 3]];

const MARK_SIGN: Readonly<Record<Mark["kind"], string>> = { raised: "▲", cleared: "▽", acknowledged: "✓", other: "•" };

/** Setpoints long-dashed, levels dotted, each with its name where no curve runs. */
export function drawLimits(u: uPlot, limits: readonly Limit[], ahead: Ahead | undefined, { ink, ratio }: { ink: Ink; ratio: number }): void {
  const { ctx, bbox } = u;
  let lastY = -Infinity;
  const placed = limits
    .filter((limit) => within(u, limit))
    .map((limit) => ({ limit, y: u.valToPos(limit.value, limit.unit, true) }))
    .sort((a, b) => a.y - b.y);
  ctx.save();
  ctx.font = scaled(ink.font, ratio);
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  const curves = [...curvesOf(u), ...aheadOf(u, ahead)];
  const k = (ink.type / CONSOLE_PX) * ratio;
  const height = 15 * k;
  for (const { limit, y } of placed) {
    const setpoint = limit.kind === "setpoint";
    ctx.strokeStyle = setpoint ? ink.mark : ink.strong;
    ctx.fillStyle = setpoint ? ink.line : ink.strong;
    ctx.lineWidth = (setpoint ? 2 : 1) * k;
    ctx.setLineDash(setpoint ? [10 * k, 5 * k] : [2 * k, 4 * k]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // A name that would lie on a curve or on another name is left out; the list under the chart has them all.
    if (y - lastY <= height) continue;
    const place = freePlace({ width: ctx.measureText(limit.name).width, height, y, gap: 2 * k, inside: bbox }, curves);
    if (place === undefined) continue;
    ctx.fillText(limit.name, place.x, place.y + height);
    lastY = Math.max(y, place.y + height);
  }
  ctx.restore();
}

/** What is drawn, in canvas pixels; a gap in the data begins a new curve. */
function curvesOf(u: uPlot): { x: number; y: number }[][] {
  const times = u.data[0];
  return u.data.slice(1).flatMap((column, i) => {
    const scale = u.series[i + 1]?.scale;
    if (scale === undefined) return [];
    const curves: { x: number; y: number }[][] = [[]];
    times.forEach((at, k) => {
      const value = column[k];
      if (value === null) curves.push([]);
      else if (value !== undefined) curves.at(-1)?.push({ x: u.valToPos(at, "x", true), y: u.valToPos(value, scale, true) });
    });
    return curves;
  });
}

/** What is forecast: its middle and the edges of its band. */
function aheadOf(u: uPlot, ahead: Ahead | undefined): { x: number; y: number }[][] {
  if (ahead === undefined || u.scales[ahead.unit] === undefined) return [];
  return [ahead.low, ahead.mid, ahead.high].map((values) => values.map((value, i) => ({ x: u.valToPos(ahead.t[i] ?? 0, "x", true), y: u.valToPos(value, ahead.unit, true) })));
}

function within(u: uPlot, limit: Limit): boolean {
  const scale = u.scales[limit.unit];
  const { min, max } = scale ?? {};
  return typeof min === "number" && typeof max === "number" && limit.value >= min && limit.value <= max;
}

/** What is forecast: its band as a shade, its middle dashed, and a line where now is. */
export function drawAhead(u: uPlot, ahead: Ahead, ink: Ink, ratio: number): void {
  const { ctx, bbox } = u;
  if (u.scales[ahead.unit] === undefined) return;
  const k = (ink.type / CONSOLE_PX) * ratio;
  const at = (t: number, value: number): [number, number] => [u.valToPos(t, "x", true), u.valToPos(value, ahead.unit, true)];
  const line = (values: readonly number[]): [number, number][] => values.map((value, i) => at(ahead.t[i] ?? 0, value));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.beginPath();
  for (const [i, [x, y]] of [...line(ahead.high), ...line(ahead.low).toReversed()].entries()) ctx[i === 0 ? "moveTo" : "lineTo"](x, y);
  ctx.closePath();
  ctx.globalAlpha = 0.22;
  ctx.fillStyle = ink.line;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = ink.line;
  ctx.lineWidth = 2 * k;
  ctx.setLineDash([3 * k, 3 * k]);
  ctx.beginPath();
  for (const [i, [x, y]] of line(ahead.mid).entries()) ctx[i === 0 ? "moveTo" : "lineTo"](x, y);
  ctx.stroke();
  const now = u.valToPos(ahead.t[0] ?? 0, "x", true);
  ctx.setLineDash([]);
  ctx.strokeStyle = ink.strong;
  ctx.lineWidth = k;
  ctx.beginPath();
  ctx.moveTo(now, bbox.top);
  ctx.lineTo(now, bbox.top + bbox.height);
  ctx.stroke();
  // Said in the picture too: nobody takes the shade for something measured.
  ctx.font = scaled(ink.font, ratio);
  ctx.fillStyle = ink.line;
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  ctx.fillText(ahead.label, Math.max(bbox.left, Math.min(now + 4 * k, bbox.left + bbox.width - ctx.measureText(ahead.label).width - 2 * k)), bbox.top + 2 * k);
  ctx.restore();
}

/** Vertical lines with a sign at the top. */
export function drawMarks(u: uPlot, marks: readonly Mark[], ink: Ink, ratio: number): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.font = scaled(ink.font, ratio);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  const k = (ink.type / CONSOLE_PX) * ratio;
  for (const mark of marks) {
    const x = u.valToPos(mark.at, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = mark.kind === "raised" ? ink.mark : ink.faint;
    ctx.lineWidth = k;
    ctx.setLineDash(mark.kind === "raised" ? [] : [4 * k, 3 * k]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + 16 * k);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillStyle = mark.kind === "raised" ? ink.mark : ink.line;
    ctx.fillText(MARK_SIGN[mark.kind], x, bbox.top);
  }
  ctx.restore();
}

/** Canvas pixels: a 14 px font on a 2× screen is 28. */
function scaled(font: string, ratio: number): string {
  return font.replace(/([\d.]+)px/, (_, px: string) => `${Number(px) * ratio}px`);
}
