import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readWallFile, type NoFile } from "../../live/wall-file.ts";

/** A document opened, or why it was not. */
export type OpenedPdf = { ok: true; pages: number; draw: Draw; close: () => void } | { ok: false; why: NoFile | { why: "no-pdf" } };
/** Draws a page as large as the box (CSS px) on a canvas of its own. */
type Draw = (page: number, box: { width: number; height: number }) => Promise<HTMLCanvasElement>;
/** Pixels of one drawn page at most: a huge page on a huge monitor costs no more memory than this. */
const MOST_PIXELS = 16_000_000;

/**
 * Opens a PDF with pdf.js (Mozilla), whose reader runs in a worker. Scripts and forms of the document are not run, nothing is
 * fetched from elsewhere.
 */
export async function openPdf(fileId: string): Promise<OpenedPdf> {
  const file = await readWallFile(fileId);
  if (!file.ok) return { ok: false, why: file };
  const [pdf, { default: Reader }] = await Promise.all([import("pdfjs-dist/legacy/build/pdf.mjs"), import("pdfjs-dist/legacy/build/pdf.worker.mjs?worker")]);
  const port = new Reader();
  pdf.GlobalWorkerOptions.workerPort = port;
  try {
    const task = pdf.getDocument({ data: new Uint8Array(file.bytes), isEvalSupported: false, enableXfa: false, disableFontFace: false, useWorkerFetch: false, stopAtErrors: false });
    const document = await task.promise;
    const close = (): void => {
      void task.destroy();
      port.terminate();
    };
    return { ok: true, pages: document.numPages, draw: (page, box) => drawPage(document, page, box), close };
  } catch {
    port.terminate();
    return { ok: false, why: { why: "no-pdf" } };
  }
}

async function drawPage(document: PDFDocumentProxy, number: number, box: { width: number; height: number }): Promise<HTMLCanvasElement> {
  const page = await document.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const fit = Math.min(box.width / whole.width, box.height / whole.height) * devicePixelRatio;
  const scale = Math.min(fit, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  const canvas = globalThis.document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const canvasContext = canvas.getContext("2d");
  if (canvasContext === null) throw new Error("no canvas");
  await page.render({ canvasContext, viewport }).promise;
  page.cleanup();
  return canvas;
}
