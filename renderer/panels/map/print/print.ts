import type { Scene } from "../../../scene/scene.ts";
import type { Written } from "../../../scene/picture/draw-picture.ts";
import { drawBeside, drawPage, PAGES, type Legend, type PageSize } from "./page.ts";

export type PrintAs = "png" | PageSize;

/** A file ready to be saved. Its size: pixels of a PNG, mm of a page. */
export interface Printed {
  blob: Blob;
  extension: "png" | "pdf";
  width: number;
  height: number;
}

/** The map as it is seen, with what is written around it and its legend beside it, as a picture or one page. @returns undefined: it cannot be drawn now */
export async function print(scene: Pick<Scene, "picture">, as: PrintAs, written: Written, legend: Legend): Promise<Printed | undefined> {
  const png = await scene.picture(written);
  if (png === undefined) return undefined;
  const picture = await createImageBitmap(png);
  try {
    if (as === "png") {
      const whole = await drawBeside(picture, legend);
      return whole === undefined ? undefined : { extension: "png", ...whole };
    }
    const [page, { jsPDF }] = await Promise.all([drawPage(picture, as, legend), import("jspdf")]);
    if (page === undefined) return undefined;
    const [width, height] = PAGES[as];
    const pdf = new jsPDF({ orientation: "landscape", unit: "mm", format: as, compress: true });
    pdf.setProperties({ title: written.title, subject: written.time });
    pdf.addImage(new Uint8Array(await page.arrayBuffer()), "JPEG", 0, 0, width, height);
    return { blob: pdf.output("blob"), extension: "pdf", width, height };
  } finally {
    picture.close();
  }
}

/** "ban-do-hue-2026-11-22-19-05": place and time, safe in every file system. @param at the instant shown */
export function fileName(site: string, at: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(at);
  return `ban-do-${site.replace(/[^A-Za-z0-9-]+/g, "-")}-${parts.replace(/\D+/g, "-")}`;
}

/** Hands a file to the browser's own way of saving. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
