/** A4 upright, pt. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40 } as const;
/** Under the sign at the head, above the line at the foot. */
const TOP = 74;
const BOTTOM = PAGE.height - 48;
export const INSIDE = PAGE.width - 2 * PAGE.margin;

/** What stands in a briefing, in order. */
export type Block =
  | { is: "title" | "head" | "strong" | "text" | "small"; text: string }
  | { is: "table"; rows: readonly (readonly string[])[]; widths: readonly number[]; /** Column written boldly, counted from 0. */ bold?: number }
  /** Pictures side by side, each with words under it; `ratio`: height by width. `across`: so many have room beside each other. */
  | { is: "pictures"; ratio: number; across: number; of: readonly { picture: string; words: string }[] };

/** Something to draw, pt from the upper left. Of a text `y` is its base line; a picture is named. */
export type Piece =
  | { is: "text"; text: string; x: number; y: number; size: number; bold: boolean }
  | { is: "line"; y: number }
  | { is: "picture"; picture: string; x: number; y: number; width: number; height: number };

const TYPE = { title: 19, head: 12.5, strong: 10, text: 9.5, small: 8 } as const;
const LINE = 1.36;
const GAP = 7;

/** @returns width of a text, pt */
export type Measure = (text: string, size: number, bold: boolean) => number;

/** Breaks where words end; a word wider than the room is broken within it. */
export function wrap(text: string, room: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  const put = (word: string): void => {
    const longer = line === "" ? word : `${line} ${word}`;
    if (width(longer) <= room || (line === "" && Array.from(word).length <= 1)) return void (line = longer);
    if (line !== "") {
      lines.push(line);
      line = "";
      return put(word);
    }
    const letters = Array.from(word);
    let fits = 1;
    while (fits < letters.length - 1 && width(letters.slice(0, fits + 1).join("")) <= room) fits++;
    lines.push(letters.slice(0, fits).join(""));
    put(letters.slice(fits).join(""));
  };
  for (const word of text.split(" ")) put(word);
  lines.push(line);
  return lines;
}

/** Blocks on as many pages as they need: nothing is cut in two but a text between its lines and a table between its rows. */
export function layPages(blocks: readonly Block[], measure: Measure): Piece[][] {
  const pages: Piece[][] = [[]];
  let y = TOP;
  const put = (piece: Piece): void => void pages.at(-1)?.push(piece);
  const need = (height: number): void => {
    if (y + height <= BOTTOM || y === TOP) return;
    pages.push([]);
    y = TOP;
  };
  const write = (text: string, size: number, bold: boolean): void => {
    for (const line of wrap(text, INSIDE, (part) => measure(part, size, bold))) {
      need(size * LINE);
      y += size * LINE;
      put({ is: "text", text: line, x: PAGE.margin, y: y - size * 0.32, size, bold });
    }
  };
  const table = ({ rows, widths, bold }: Extract<Block, { is: "table" }>): void => {
    const total = widths.reduce((sum, width) => sum + width, 0);
    const roomOf = (column: number): number => (INSIDE * (widths[column] ?? 1)) / total;
    for (const [row, cells] of rows.entries()) {
      const isBold = (column: number): boolean => row === 0 || column === bold;
      const wrapped = cells.map((cell, column) => wrap(cell, roomOf(column) - 6, (text) => measure(text, TYPE.small, isBold(column))));
      const height = Math.max(...wrapped.map((lines) => lines.length)) * TYPE.small * LINE + 4;
      need(height);
      let x = PAGE.margin;
      for (const [column, lines] of wrapped.entries()) {
        for (const [n, text] of lines.entries()) put({ is: "text", text, x, y: y + (n + 1) * TYPE.small * LINE, size: TYPE.small, bold: isBold(column) });
        x += roomOf(column);
      }
      y += height;
      put({ is: "line", y: y + 1 });
    }
    y += GAP;
  };
  const pictures = ({ of, ratio, across }: Extract<Block, { is: "pictures" }>): void => {
    const each = (INSIDE - GAP * (across - 1)) / across;
    for (let from = 0; from < of.length; from += across) {
      const row = of.slice(from, from + across);
      const words = row.map((one) => wrap(one.words, each, (text) => measure(text, TYPE.small, false)));
      const under = Math.max(0, ...words.map((lines) => lines.length)) * TYPE.small * LINE;
      need(each * ratio + under + 2);
      for (const [n, { picture }] of row.entries()) {
        const x = PAGE.margin + n * (each + GAP);
        put({ is: "picture", picture, x, y, width: each, height: each * ratio });
        for (const [line, text] of (words[n] ?? []).entries()) put({ is: "text", text, x, y: y + each * ratio + (line + 1) * TYPE.small * LINE, size: TYPE.small, bold: false });
      }
      y += each * ratio + under + GAP;
    }
  };
  for (const [i, block] of blocks.entries()) {
    if (block.is === "table") table(block);
    else if (block.is === "pictures") pictures(block);
    else {
      const size = TYPE[block.is];
      // A head takes the next lines along.
      if (block.is === "head") {
        if (y > TOP) y += GAP;
        need(size * LINE + GAP + ((next) => (next?.is === "pictures" ? ((INSIDE - GAP * (next.across - 1)) / next.across) * next.ratio + TYPE.small * 3 : TYPE.text * 4))(blocks[i + 1]));
      }
      write(block.text, size, block.is !== "text" && block.is !== "small");
      y += block.is === "small" ? 1 : GAP / 2;
    }
  }
  return pages;
}
