// @vitest-environment node
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { jsPDF } from "jspdf";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { Study, StudyDraft } from "#contract/study";
import { blocksOf } from "./blocks.ts";
import { INSIDE, layPages, PAGE, wrap, type Block } from "./lay-pages.ts";
import type { ReadHalf } from "./pdf-type.ts";
import { writePages } from "./write-pages.ts";

const FILES = join(import.meta.dirname, "../../../../node_modules/@fontsource/be-vietnam-pro/files");
const read: ReadHalf = async (half, weight) => Uint8Array.from(await readFile(join(FILES, `be-vietnam-pro-${half}-${weight === "bold" ? 600 : 400}-normal.woff`))).buffer;

/** The text of each page as another program reads it. */
async function textOf(bytes: ArrayBuffer): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, useSystemFonts: false });
  const document = await task.promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n++) pages.push((await (await document.getPage(n)).getTextContent()).items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join(""));
  await task.destroy();
  return pages;
}
async function paper(blocks: readonly Block[]): Promise<{ pages: string[]; raw: string }> {
  const pdf = new jsPDF({ unit: "pt", format: "a4", putOnlyUsedFonts: true });
  await writePages(pdf, { blocks, pictures: new Map(), sign: "MÔ PHỎNG – không phải số đo", foot: (n, all) => `trang ${n}/${all}`, read });
  const bytes = pdf.output("arraybuffer");
  const raw = Buffer.from(bytes).toString("latin1");
  // Reading takes the bytes away.
  return { raw, pages: await textOf(bytes) };
}

const LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";

test("every Vietnamese letter is read back from the PDF as it was written, light and bold, in an embedded typeface", async () => {
  const text = `${LETTERS} ${LETTERS.toUpperCase()}`;
  const { pages: [page = ""], raw } = await paper([{ is: "text", text }, { is: "strong", text }]);
  const lines = page.replaceAll(/\s/g, "");
  expect(lines.split(text.replaceAll(" ", "")).length).toBe(3);
  expect(raw.match(/\/FontFile2/g)).toHaveLength(4);
  expect(raw).not.toContain("/Helvetica");
});

test("letters come apart are composed; what the typeface lacks is said otherwise or marked, not left out", async () => {
  const { pages: [page = ""] } = await paper([{ is: "text", text: `${"Ngập".normalize("NFD")} ≥ 0,5 m 漢` }]);
  expect(page).toContain("Ngập >= 0,5 m ?");
});

test("MÔ PHỎNG stands on every page, and each says which it is", async () => {
  const { pages } = await paper(Array.from({ length: 150 }, (_block, i): Block => ({ is: "text", text: `dòng ${i}` })));
  expect(pages.length).toBeGreaterThan(2);
  for (const [i, page] of pages.entries()) expect(page).toMatch(new RegExp(`MÔ PHỎNG – không phải số đo[^]*trang ${i + 1}/${pages.length}`));
});

/** Half a letter's size each. */
const half = (text: string, size: number): number => text.length * size * 0.5;

test("property: nothing of a text is lost by breaking it, and no line is wider than its room", () => {
  fc.assert(fc.property(fc.array(fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom("a", "ạ", "Đ", "9") }), { minLength: 1, maxLength: 20 }), fc.integer({ min: 3, max: 40 }), (words, room) => {
    const lines = wrap(words.join(" "), room, (text) => text.length);
    expect(lines.join("").replaceAll(" ", "")).toBe(words.join(""));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(room);
  }));
});

const measures = Array.from({ length: 60 }, (_measure, i) => ({ is: "pump" as const, name: `Máy bơm lưu động số ${i} của công ty thoát nước`, from: [107.56, 16.44] as [number, number], capacity: 0.5, start: i * 60 }));
const many = Study.parse({
  ...StudyDraft.parse({ name: "Xả thêm 500 m³/s lúc 02:00 – tám phương án cho khu vực phía nam sông Hương", area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" }, options: Array.from({ length: 8 }, (_option, i) => ({ id: `o${i}`, name: `Phương án thứ ${i}: bơm và bao cát dọc kè`, measures })) }),
  id: "s1", revision: 3, by: "lan", at: 1_790_000_000_000,
});

test("a briefing of eight options with sixty measures each has four pages at most, and nothing outside them", () => {
  const pictures = new Map(many.options.map(({ id }) => [id as string, `map-${id}`]));
  const blocks = blocksOf({ study: many, comparison: { simulated: true, results: [], missing: [], differences: [] }, indices: new Map(), now: 1_790_000_000_000, by: AccountId.parse("lan") }, "vi", pictures);
  const pages = layPages(blocks, half);
  expect(pages.length).toBeGreaterThanOrEqual(2);
  expect(pages.length).toBeLessThanOrEqual(4);
  expect(pages.flat().filter((piece) => piece.is === "picture")).toHaveLength(8);
  for (const piece of pages.flat()) {
    const [right, bottom] = piece.is === "text" ? [piece.x + half(piece.text, piece.size), piece.y] : piece.is === "line" ? [0, piece.y] : [piece.x + piece.width, piece.y + piece.height];
    expect(right).toBeLessThanOrEqual(PAGE.margin + INSIDE + 0.01);
    expect(bottom).toBeLessThan(PAGE.height - 40);
  }
  const words = pages.flat().flatMap((piece) => (piece.is === "text" ? [piece.text] : [])).join(" ");
  for (const said of ["và 54 biện pháp nữa", "bản 3", "bởi lan", "quán tính cục bộ"]) expect(words).toContain(said);
});
