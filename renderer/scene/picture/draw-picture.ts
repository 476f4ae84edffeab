import { mercator } from "../bounds.ts";
import type { Drawing } from "../drawing.ts";
import { scaleBar } from "./scale-bar.ts";

/** What is written around a picture of the map, in the reader's language. */
export interface Written {
  title: string;
  /** The instant it shows, in words. */
  time: string;
  /** A line below the title, e.g. whether it is of the past; empty: none. */
  note: string;
  /** Where its data come from, and what of them is invented. */
  sources: readonly string[];
  /** One letter for north. */
  north: string;
}

const INK = "#111417";
const PAPER = "#ffffff";
/** Type of the paper's margins, px of a 1600 px wide picture. */
const TYPE = 22;

/** A PNG for the report: the map as it was seen, with title, time, scale, north and where its data come from. Undefined: no canvas to be had. */
export async function drawPicture(options: { image: CanvasImageSource; drawing: Drawing; container: HTMLElement; written: Written }): Promise<Blob | undefined> {
  const { image, drawing, container, written } = options;
  const { clientWidth, clientHeight } = container;
  const ratio = Math.max(1, Math.min(3, 1600 / Math.max(1, clientWidth)));
  const unit = (TYPE * clientWidth * ratio) / 1600;
  const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  const head = Math.round(unit * (written.note === "" ? 3.4 : 4.8));
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null || width === 0 || height === 0) return undefined;
  pen.font = `${unit * 0.75}px 'Be Vietnam Pro', sans-serif`;
  const lines = wrap(written.sources.join(" · "), (text) => pen.measureText(text).width <= width - 2 * unit);
  const foot = Math.round(unit * (0.9 + lines.length));
  canvas.width = width;
  canvas.height = head + height + foot;
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, head, width, height);
  pen.fillStyle = INK;
  pen.textBaseline = "alphabetic";
  const write = (text: string, x: number, y: number, size: number, weight = 400): void => {
    pen.font = `${weight} ${size}px 'Be Vietnam Pro', sans-serif`;
    pen.fillText(text, x, y);
  };
  write(written.title, unit, unit * 1.5, unit * 1.2, 600);
  write(written.time, unit, unit * 2.8, unit);
  if (written.note !== "") write(written.note, unit, unit * 4.1, unit, 600);
  lines.forEach((line, i) => write(line, unit, head + height + unit * (1 + i), unit * 0.75));
  drawScale(pen, drawing, { x: unit, y: head + height - unit, width: clientWidth, height: clientHeight, ratio, unit });
  drawNorth(pen, { x: width - unit * 2.2, y: head + unit * 2.4, radius: unit * 1.5, bearing: drawing.view().bearing ?? 0, letter: written.north });
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}

function drawScale(pen: CanvasRenderingContext2D, drawing: Drawing, at: { x: number; y: number; width: number; height: number; ratio: number; unit: number }): void {
  const left = drawing.pointAt(at.width / 2 - 50, at.height / 2);
  const right = drawing.pointAt(at.width / 2 + 50, at.height / 2);
  if (left === undefined || right === undefined) return;
  const [ax, ay] = mercator(...left);
  const [bx, by] = mercator(...right);
  const metresPerPx = (Math.hypot(ax - bx, ay - by) * 40_075_016.7 * Math.cos((left[1] * Math.PI) / 180)) / 100;
  const { metres, label } = scaleBar(metresPerPx, 180);
  const length = (metres / metresPerPx) * at.ratio;
  pen.fillStyle = "rgb(255 255 255 / 85%)";
  pen.fillRect(at.x - at.unit * 0.4, at.y - at.unit * 1.6, length + at.unit * 0.8, at.unit * 2);
  pen.strokeStyle = INK;
  pen.lineWidth = Math.max(2, at.unit / 9);
  pen.beginPath();
  pen.moveTo(at.x, at.y - at.unit * 0.5);
  pen.lineTo(at.x, at.y);
  pen.lineTo(at.x + length, at.y);
  pen.lineTo(at.x + length, at.y - at.unit * 0.5);
  pen.stroke();
  pen.fillStyle = INK;
  pen.font = `${at.unit * 0.8}px 'Be Vietnam Pro', sans-serif`;
  pen.fillText(label, at.x + at.unit * 0.3, at.y - at.unit * 0.4);
}

/** @param at.bearing degrees clockwise from north that are up */
function drawNorth(pen: CanvasRenderingContext2D, at: { x: number; y: number; radius: number; bearing: number; letter: string }): void {
  const { x, y, radius } = at;
  pen.save();
  pen.translate(x, y);
  pen.fillStyle = "rgb(255 255 255 / 85%)";
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.rotate((-at.bearing * Math.PI) / 180);
  pen.fillStyle = INK;
  pen.beginPath();
  pen.moveTo(0, -radius * 0.55);
  pen.lineTo(radius * 0.35, radius * 0.6);
  pen.lineTo(0, radius * 0.35);
  pen.lineTo(-radius * 0.35, radius * 0.6);
  pen.fill();
  pen.font = `600 ${radius * 0.42}px 'Be Vietnam Pro', sans-serif`;
  pen.textAlign = "center";
  pen.fillText(at.letter, 0, -radius * 0.6);
  pen.restore();
}

function wrap(text: string, fits: (text: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && !fits(longer)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
