import type { jsPDF } from "jspdf";
import { INSIDE, layPages, PAGE, type Block } from "./lay-pages.ts";
import { openPdfType, type ReadHalf } from "./pdf-type.ts";

interface Paper {
  blocks: readonly Block[];
  /** JPEGs by the names that blocks give them. */
  pictures: ReadonlyMap<string, Uint8Array>;
  /** Stands at the head of every page, whatever becomes of the others. */
  sign: string;
  foot: (page: number, of: number) => string;
  read: ReadHalf;
}

/** Fills an empty PDF (A4, pt) with blocks. @returns pages @throws as `openPdfType` */
export async function writePages(pdf: jsPDF, { blocks, pictures, sign, foot, read }: Paper): Promise<number> {
  const type = await openPdfType(pdf, read);
  const pages = layPages(blocks, (text, size, bold) => type.width(text, size, bold));
  for (const [i, pieces] of pages.entries()) {
    if (i > 0) pdf.addPage();
    pdf.setFillColor(17, 20, 23);
    pdf.rect(PAGE.margin, 30, INSIDE, 24, "F");
    pdf.setTextColor(255, 255, 255);
    type.write(sign, { x: PAGE.margin + 8, y: 46.5, size: 13, bold: true });
    pdf.setTextColor(17, 20, 23);
    type.write(foot(i + 1, pages.length), { x: PAGE.margin, y: PAGE.height - 28, size: 8, bold: false });
    for (const piece of pieces) {
      if (piece.is === "text") type.write(piece.text, piece);
      else if (piece.is === "line") {
        pdf.setDrawColor(196, 200, 204);
        pdf.setLineWidth(0.5);
        pdf.line(PAGE.margin, piece.y, PAGE.margin + INSIDE, piece.y);
      } else {
        const bytes = pictures.get(piece.picture);
        if (bytes !== undefined) pdf.addImage(bytes, "JPEG", piece.x, piece.y, piece.width, piece.height);
      }
    }
  }
  return pages.length;
}
