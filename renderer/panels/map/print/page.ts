import { PRIORITIES } from "#contract/alarm";
import { PRIORITY_SHAPE } from "../../../design/priority.tsx";

/** Pages that can be made, landscape, mm. */
export const PAGES = { a4: [297, 210], a3: [420, 297] } as const;
export type PageSize = keyof typeof PAGES;

/** Dots of a page: 150 an inch, fine enough for streets' names. */
const DOTS_PER_MM = 150 / 25.4;
/** Free around everything, mm. */
const MARGIN = 8;
/** The legend's column, mm. */
const LEGEND = 46;

/** What the legend says, in the reader's language. */
export interface Legend {
  title: string;
  /** Words for the priorities, in their order. */
  priorities: readonly string[];
  /** Words for a station without an alarm, and for one that says nothing. */
  normal: string;
  silent: string;
  /** Words for cases: emergency, routine, drill. */
  cases: readonly string[];
  /** Lines below: which layers and filter the picture has. */
  lines: readonly string[];
}

/** Where the picture goes on a page of so many dots, whole, at its own proportions, its upper left in the corner of what is free. */
export function placeOn(size: PageSize, width: number, height: number): { page: [number, number]; picture: { x: number; y: number; width: number; height: number }; legendX: number } {
  const [w, h] = PAGES[size];
  const page: [number, number] = [Math.round(w * DOTS_PER_MM), Math.round(h * DOTS_PER_MM)];
  const margin = MARGIN * DOTS_PER_MM;
  const room = { width: page[0] - 3 * margin - LEGEND * DOTS_PER_MM, height: page[1] - 2 * margin };
  const factor = Math.min(room.width / width, room.height / height);
  const picture = { x: margin, y: margin, width: width * factor, height: height * factor };
  return { page, picture, legendX: picture.x + picture.width + margin };
}

/** The page as a JPEG: the picture with a legend beside it. All letters are drawn, since PDF's own typefaces have no Vietnamese. @returns undefined: no canvas to be had */
export async function drawPage(picture: ImageBitmap, size: PageSize, legend: Legend): Promise<Blob | undefined> {
  const { page: [width, height], picture: at, legendX } = placeOn(size, picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, at.x, at.y, at.width, at.height);
  drawLegend(pen, legend, { x: legendX, y: at.y, width: Math.min(LEGEND * DOTS_PER_MM, width - legendX - MARGIN * DOTS_PER_MM), type: 3.4 * DOTS_PER_MM });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", 0.92));
}

/** A picture's legend, as a share of the picture's width, and its type as a share of the legend's. */
const BESIDE = 0.17;
const TYPE = 3.4 / LEGEND;

/** The picture as a PNG with its legend beside it, both on white. @returns undefined: no canvas to be had */
export async function drawBeside(picture: ImageBitmap, legend: Legend): Promise<{ blob: Blob; width: number; height: number } | undefined> {
  const column = Math.round(picture.width * BESIDE);
  const canvas = document.createElement("canvas");
  const [width, height] = [picture.width + column, picture.height];
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0);
  const margin = column * 0.06;
  drawLegend(pen, legend, { x: picture.width + margin, y: margin, width: column - 2 * margin, type: column * TYPE });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return blob === null ? undefined : { blob, width, height };
}

function drawLegend(pen: CanvasRenderingContext2D, { title, priorities, normal, silent, cases, lines }: Legend, { x, y, width, type }: { x: number; y: number; width: number; type: number }): void {
  const style = getComputedStyle(document.documentElement);
  const write = (text: string, dx: number, dy: number, weight = 400): void => {
    pen.fillStyle = "#111417";
    pen.font = `${weight} ${type}px 'Be Vietnam Pro', sans-serif`;
    pen.fillText(text, x + dx, y + dy, width - dx);
  };
  write(title, 0, type, 600);
  PRIORITIES.forEach((priority, i) => {
    const { path, letter, textY } = PRIORITY_SHAPE[priority];
    const top = type * (1.9 + i * 1.7);
    const unit = (type * 1.3) / 24;
    pen.save();
    pen.translate(x, y + top);
    pen.scale(unit, unit);
    pen.fillStyle = style.getPropertyValue(`--${priority}`).trim();
    const shape = new Path2D(path);
    pen.fill(shape);
    pen.lineWidth = 1.4;
    pen.strokeStyle = "#111417";
    pen.stroke(shape);
    pen.fillStyle = "#111417";
    pen.font = "600 12.5px 'Be Vietnam Pro', sans-serif";
    pen.textAlign = "center";
    pen.fillText(letter, 12, textY);
    pen.restore();
    write(priorities[i] ?? "", type * 1.8, top + type);
  });
  [normal, silent].forEach((words, i) => {
    const top = type * (1.9 + (PRIORITIES.length + i) * 1.7);
    pen.beginPath();
    pen.arc(x + type * 0.65, y + top + type * 0.65, type * 0.45, 0, 2 * Math.PI);
    pen.setLineDash(i === 0 ? [] : [type * 0.2, type * 0.15]);
    pen.lineWidth = type * 0.1;
    pen.strokeStyle = "#111417";
    pen.stroke();
    write(words, type * 1.8, top + type);
  });
  cases.forEach((words, i) => {
    const top = type * (1.9 + (PRIORITIES.length + 2 + i) * 1.7);
    pen.setLineDash(i === 2 ? [type * 0.25, type * 0.15] : []);
    pen.lineWidth = type * 0.1;
    pen.strokeStyle = "#111417";
    pen.fillStyle = i === 0 ? "#111417" : "#ffffff";
    pen.fillRect(x, y + top + type * 0.15, type * 1.3, type);
    pen.strokeRect(x, y + top + type * 0.15, type * 1.3, type);
    write(words, type * 1.8, top + type);
  });
  pen.setLineDash([]);
  lines.forEach((line, i) => write(line, 0, type * (2.6 + (PRIORITIES.length + 2 + cases.length) * 1.7 + i * 1.4)));
}
