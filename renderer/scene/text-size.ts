/** Mean width of a letter, in em, where the page cannot measure one. */
const LETTER = 0.56;
/** Longer names take two lines. */
const LINE = 14;
/** Of a label, in em. */
export const LINE_HEIGHT = 1.2;
export const FONT_NAME = "Be Vietnam Pro";

/** Width of one line in the page's font, px. */
export type Measure = (line: string, size: number) => number;

/** Measures by a canvas; widths are kept, since a map writes the same few names again and again. */
export function createMeasure(): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map<string, number>();
  if (pen !== null) pen.font = `100px '${FONT_NAME}', sans-serif`;
  return (line, size) => {
    let width = widths.get(line);
    if (width === undefined) {
      width = pen === null ? line.length * LETTER : pen.measureText(line).width / 100;
      widths.set(line, width);
    }
    return width * size;
  };
}

/** A name as one line, or as two of about the same length, parted between words. */
export function linesOf(name: string): string[] {
  if (name.length <= LINE) return [name];
  let best = -1;
  for (let at = name.indexOf(" "); at >= 0; at = name.indexOf(" ", at + 1)) if (best < 0 || Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2)) best = at;
  return best < 0 ? [name] : [name.slice(0, best), name.slice(best + 1)];
}
