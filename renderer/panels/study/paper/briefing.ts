import boldLatin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff?url";
import latin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff?url";
import boldVietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff?url";
import vietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff?url";
import type { StudyRunIndex } from "#contract/study-result";
import type { Language } from "../../../design/i18n.ts";
import { fill } from "../../../design/panel-text.ts";
import { blocksOf, RATIO } from "./blocks.ts";
import { drawLegend, drawMap, drawSign, mapOf } from "./draw-map.ts";
import type { ReadHalf } from "./pdf-type.ts";
import { canvasOf, NotMade, waterOf, type Source } from "./source.ts";
import { paperTexts } from "./texts.ts";
import { writePages } from "./write-pages.ts";

/** A map's own units across, and dots of a unit: fine enough on paper. */
const MAP = { width: 480, dots: 2 } as const;
/** Legend under a map, units. */
const LEGEND = 22;
const PATIENCE_MS = 20_000;

const FILES = { latin: { normal: latin, bold: boldLatin }, vietnamese: { normal: vietnamese, bold: boldVietnamese } } as const;
const readHalf: ReadHalf = async (half, weight) => {
  const response = await fetch(FILES[half][weight], { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
  if (response?.ok !== true) throw new NotMade({ is: "no-font" });
  return response.arrayBuffer();
};

/** The briefing as a PDF. @param heard is told the share done, and stops it by throwing. @throws NotMade */
export async function makeBriefing(source: Source, language: Language, heard: (share: number) => void): Promise<Blob> {
  const { study, indices } = source;
  const [done, hour] = [study.options.filter(({ id }) => indices.has(id)), source.now];
  if (done.length === 0) throw new NotMade({ is: "none" });
  const maps = new Map<string, Uint8Array>();
  const names = new Map<string, string>();
  for (const [i, { id }] of done.entries()) {
    const index = indices.get(id);
    if (index === undefined) continue;
    names.set(id, `map-${i}`);
    maps.set(`map-${i}`, await peakMap(index, source, language));
    heard((0.9 * (i + 1)) / done.length);
  }
  const { jsPDF } = await import("jspdf");
  const pdf = new jsPDF({ orientation: "portrait", unit: "pt", format: "a4", compress: true, putOnlyUsedFonts: true });
  const say = (key: keyof (typeof paperTexts)["vi"], values: Record<string, string | number> = {}): string => fill(paperTexts[language][key], values);
  pdf.setProperties({ title: `MO PHONG / SIMULATED - ${study.id} r${study.revision}`, subject: "MO PHONG - SIMULATED, NO MEASUREMENT", keywords: [...indices.values()].map(({ runId }) => runId).join(" "), creator: "Ky Dai" });
  pdf.setCreationDate(new Date(hour));
  await writePages(pdf, { blocks: blocksOf(source, language, names), pictures: maps, sign: say("sign"), foot: (n, all) => say("page", { name: study.name, revision: study.revision, n, all }), read: readHalf });
  heard(1);
  return pdf.output("blob");
}

/** An option's greatest depth over the city, with its legend, as a JPEG. */
async function peakMap(index: StudyRunIndex, { base }: Pick<Source, "base">, language: Language): Promise<Uint8Array> {
  const at = { x: 0, y: 0, width: MAP.width, height: MAP.width * RATIO - LEGEND };
  const { canvas, pen } = canvasOf(MAP.width * MAP.dots, MAP.width * RATIO * MAP.dots);
  await document.fonts.ready;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(MAP.dots, MAP.dots);
  drawMap(pen, { map: mapOf(base, index.grid, at), grid: index.grid, water: await waterOf(index, "peak", 0), at });
  drawSign(pen, 6, 6, 15);
  drawLegend(pen, { x: 2, y: at.height + 4, size: 14, ink: "#111417" }, language);
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  if (jpeg === null) throw new NotMade({ is: "no-canvas" });
  return new Uint8Array(await jpeg.arrayBuffer());
}
