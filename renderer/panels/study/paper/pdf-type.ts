import type { jsPDF } from "jspdf";
import { trueTypeOf } from "./woff.ts";

/** Halves that the typeface comes in: a letter is in one of them. */
export type Half = "latin" | "vietnamese";
export type Weight = "normal" | "bold";
/** A file of the typeface (WOFF 1.0). */
export type ReadHalf = (half: Half, weight: Weight) => Promise<ArrayBuffer>;

/** Letters of the Vietnamese half, by the package's own style sheets; composed ones, since the text is composed first (NFC). */
const VIETNAMESE = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]+|[^\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]+/g;
const isVietnamese = (run: string): boolean => /^[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]/.test(run);
/** Signs that the typeface has not, and what says the same. */
const INSTEAD: Readonly<Record<string, string>> = { "≥": ">=", "≤": "<=", "→": "->", "★": "*", "\u202F": "\u00A0", "\t": " " };
const UNKNOWN = "?";

/** Writes on a PDF in the windows' typeface, embedded: PDF's own typefaces have no Vietnamese. */
export interface PdfType {
  /** pt */
  width(text: string, size: number, bold: boolean): number;
  /** @param y base line, pt from the top */
  write(text: string, at: { x: number; y: number; size: number; bold: boolean }): void;
}

/** What can be written: what the typeface lacks is said otherwise, or marked; never left out in silence. */
function written(text: string, knows: (letter: string) => boolean): string {
  return Array.from(text.normalize("NFC"), (letter) => (knows(letter) ? letter : (INSTEAD[letter] ?? UNKNOWN))).join("");
}

/** @throws where a file of the typeface cannot be read */
export async function openPdfType(pdf: jsPDF, read: ReadHalf): Promise<PdfType> {
  const name = (half: Half): string => `Be Vietnam Pro ${half}`;
  for (const half of ["latin", "vietnamese"] as const) {
    for (const weight of ["normal", "bold"] as const) {
      const bytes = await trueTypeOf(await read(half, weight));
      const file = `${half}-${weight}.ttf`;
      // A string of bytes, as the library keeps files.
      pdf.addFileToVFS(file, Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      pdf.addFont(file, name(half), weight);
    }
  }
  const known = new Map<string, boolean>();
  const knows = (letter: string): boolean => {
    const before = known.get(letter);
    if (before !== undefined) return before;
    pdf.setFont(name(isVietnamese(letter) ? "vietnamese" : "latin"), "normal");
    const font = pdf.getFont() as { metadata?: { characterToGlyph?: (code: number) => number } };
    const has = (font.metadata?.characterToGlyph?.(letter.codePointAt(0) ?? 0) ?? 0) !== 0;
    known.set(letter, has);
    return has;
  };
  const each = (text: string, size: number, bold: boolean, put: (run: string) => void): void => {
    pdf.setFontSize(size);
    for (const run of written(text, knows).match(VIETNAMESE) ?? []) {
      pdf.setFont(name(isVietnamese(run) ? "vietnamese" : "latin"), bold ? "bold" : "normal");
      put(run);
    }
  };
  const type: PdfType = {
    width(text, size, bold) {
      let sum = 0;
      each(text, size, bold, (run) => void (sum += pdf.getTextWidth(run)));
      return sum;
    },
    write(text, { x, y, size, bold }) {
      let at = x;
      each(text, size, bold, (run) => {
        pdf.text(run, at, y);
        at += pdf.getTextWidth(run);
      });
    },
  };
  return type;
}
