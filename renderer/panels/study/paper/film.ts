import type { StudyRunIndex } from "#contract/study-result";
import { formatTime } from "../../../design/format.ts";
import type { Language } from "../../../design/i18n.ts";
import { SIGN } from "../../../scene/simulated/paint.ts";
import { encodeFilm } from "../../../video/encode-film.ts";
import { writeOffset } from "../clock.ts";
import { timesOf } from "../playing.ts";
import { drawLegend, drawMap, mapOf } from "./draw-map.ts";
import { canvasOf, NotMade, waterOf, type Source } from "./source.ts";
import { paperTexts } from "./texts.ts";

/** px; even numbers, as films have them. */
const SIZE = { width: 1280, height: 720 } as const;
const STRIP = 64;
/** A film lasts so long where its pictures allow it, s; and its pace, pictures a second. */
const LASTS = 20;
const PACE = { least: 2, most: 12 } as const;
/** The last picture stays, s. */
const STAYS = 1;
const INK = { strip: "#111417", text: "#ffffff" } as const;

interface How {
  language: Language;
  signal: AbortSignal;
  heard: (share: number) => void;
}

/** A run's depths over the city, picture by picture, each with its clock, legend and MÔ PHỎNG. @returns undefined: stopped @throws NotMade */
export async function makeFilm({ base }: Pick<Source, "base">, { index, title }: { index: StudyRunIndex; title: string }, { language, signal, heard }: How): Promise<Blob | undefined> {
  const times = timesOf(index);
  if (times.length === 0) throw new NotMade({ is: "none" });
  const perSecond = Math.max(PACE.least, Math.min(PACE.most, Math.ceil(times.length / LASTS)));
  const at = { x: 0, y: STRIP, width: SIZE.width, height: SIZE.height - 2 * STRIP };
  const map = mapOf(base, index.grid, at);
  await document.fonts.ready;
  const ground = canvasOf(SIZE.width, SIZE.height);
  drawMap(ground.pen, { map, grid: index.grid, water: undefined, at });
  strips(ground.pen, { title, runId: index.runId, language });
  const { canvas, pen } = canvasOf(SIZE.width, SIZE.height);
  const [west, south, east, north] = index.grid.bounds;
  const [[left, top], [right, bottom]] = [map.place(west, north), map.place(east, south)];
  const made = await encodeFilm({
    ...SIZE, perSecond, pictures: times.length + STAYS * perSecond, signal, onDone: heard,
    async draw(n) {
      const t = times[Math.min(n, times.length - 1)] ?? 0;
      const water = await waterOf(index, "depth", t);
      pen.drawImage(ground.canvas, 0, 0);
      pen.save();
      pen.beginPath();
      pen.rect(at.x, at.y, at.width, at.height);
      pen.clip();
      if (water !== undefined) pen.drawImage(water, at.x + left, at.y + top, right - left, bottom - top);
      pen.restore();
      const clock = index.startsAt === undefined ? writeOffset(t) : `${formatTime(index.startsAt + t * 1000, "short", language)} (${writeOffset(t)})`;
      write(pen, clock, { x: SIZE.width - 20, y: 44, bold: true, size: 30, room: 380, align: "right" });
      return canvas;
    },
  });
  if (made.ok) return made.value;
  if (made.fault.code === "cancelled") return undefined;
  throw new NotMade(made.fault.code === "no-encoder" ? { is: "no-encoder" } : { is: "frame", detail: made.fault.detail });
}

/** What stands still above and below the map. */
function strips(pen: CanvasRenderingContext2D, { title, runId, language }: { title: string; runId: string; language: Language }): void {
  pen.fillStyle = INK.strip;
  pen.fillRect(0, 0, SIZE.width, STRIP);
  pen.fillRect(0, SIZE.height - STRIP, SIZE.width, STRIP);
  write(pen, SIGN, { x: 20, y: 44, bold: true, size: 34, room: 240 });
  write(pen, title, { x: 280, y: 42, bold: false, size: 24, room: 580 });
  drawLegend(pen, { x: 20, y: SIZE.height - 42, size: 20, ink: INK.text }, language);
  write(pen, `${paperTexts[language].sign} · ${runId.slice(0, 12)}`, { x: SIZE.width - 20, y: SIZE.height - 24, bold: false, size: 17, room: 460, align: "right" });
}

function write(pen: CanvasRenderingContext2D, text: string, { x, y, bold, size, room, align = "left" }: { x: number; y: number; bold: boolean; size: number; room: number; align?: CanvasTextAlign }): void {
  pen.fillStyle = INK.text;
  pen.textAlign = align;
  pen.font = `${bold ? 600 : 400} ${size}px 'Be Vietnam Pro', 'Noto Sans', sans-serif`;
  pen.fillText(text, x, y, room);
}
