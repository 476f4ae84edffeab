/** Memory of a wall's window that shows every panel, over an hour of the built-in day at 60×. `KYDAI_BENCH_MINUTES` shortens it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { CellId } from "#contract/ids";
import type { Monitor, WallPanel } from "#contract/wall";
import { PANEL_KINDS, type PanelKind } from "#contract/wall-panels";
import type { Target } from "../kit/cdp.ts";
import { until } from "../kit/until.ts";
import { quantile } from "./figures.ts";
import type { BenchRow } from "./row.ts";
import { openWallBench, picturePanel, WALLS, type WallBench } from "./wall-bench.ts";
import { handOn, type Hand } from "./wall-hand.ts";
import { memoryOf, rendererOf } from "./wall-process.ts";

const MINUTES = Number(process.env["KYDAI_BENCH_MINUTES"] ?? 60);
const EVERY_MS = Math.min(30_000, (MINUTES * 60_000) / 24);

interface Sample {
  rss: number;
  uss: number;
  /** Of V8, after a collection, MB. */
  heap: number;
}

/** The smallest document a PDF reader takes: one empty page. */
function emptyPdf(): Buffer {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] >>"];
  let text = "%PDF-1.4\n";
  const at = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj ${object} endobj\n`;
    return offset;
  });
  const xref = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

async function pdfPanel({ backend, cookie }: WallBench): Promise<WallPanel> {
  const response = await fetch(`${backend.address}/api/wall/file`, { method: "POST", headers: { "content-type": "application/pdf", origin: backend.address, cookie }, body: new Uint8Array(emptyPdf()) });
  const { id } = z.object({ value: z.object({ id: z.string() }) }).parse(await response.json()).value;
  return { kind: "pdf", settings: { fileId: id }, sensitive: false };
}

/** One of each kind, with settings where a kind cannot do without. A new kind that needs some must be given them here. */
async function everyPanel(bench: WallBench, page: string): Promise<WallPanel[]> {
  const { datastreams } = await bench.ask("snapshot:get", {});
  const told: Partial<Record<PanelKind, WallPanel>> = {
    chart: { kind: "chart", settings: { datastreamIds: datastreams.slice(0, 4).map(({ id }) => id), hours: 6 }, sensitive: false },
    text: { kind: "text", settings: { text: "Mực nước sông Hương tại Kim Long đang lên", tone: "notice" }, sensitive: false },
    picture: await picturePanel(bench, 0x306090),
    pdf: await pdfPanel(bench),
    web: { kind: "web", settings: { url: page, reloadEvery: 60 }, sensitive: false },
  };
  return PANEL_KINDS.map((kind) => told[kind] ?? { kind, settings: {}, sensitive: false });
}

async function fill(bench: WallBench, monitor: Monitor, panels: readonly WallPanel[]): Promise<void> {
  await bench.ask("wall:design", { designs: [{ do: "divide", monitorId: monitor.id, columns: 4, rows: Math.ceil(panels.length / 4) }] });
  for (const [i, cell] of (await bench.cells(monitor)).entries())
    await bench.ask("wall:operate", { operations: [{ do: "put", cellId: CellId.parse(cell.id), rev: cell.rev, panels: panels[i] === undefined ? [] : [panels[i]] }] });
}

async function sampleOf(hand: Hand, pid: number): Promise<Sample> {
  await hand.command("HeapProfiler.collectGarbage");
  const { usedSize } = z.object({ usedSize: z.number() }).parse(await hand.command("Runtime.getHeapUsage"));
  return { ...memoryOf(pid), heap: usedSize / 2 ** 20 };
}

function rowsOf(samples: readonly Sample[]): BenchRow[] {
  // The first half fills caches: pages of the map, the day's history.
  const quarter = Math.floor(samples.length / 4);
  const of = (key: keyof Sample) => ({ early: quantile(samples.slice(quarter, 2 * quarter).map((one) => one[key]), 0.5), late: quantile(samples.slice(-quarter).map((one) => one[key]), 0.5) });
  const rows = ([["uss", "unique set size"], ["heap", "JS heap after a collection"], ["rss", "resident set size"]] as const).map(([key, name]): BenchRow => {
    const { early, late } = of(key);
    return { name: `wall's window, all panels: ${name}, last quarter of ${MINUTES} min against the second`, value: late / early, unit: "×", ...(key === "rss" ? {} : { target: { op: "<=", value: 1.05 } }), note: `${early.toFixed(1)} → ${late.toFixed(1)} MB, peak ${Math.max(...samples.map((one) => one[key])).toFixed(1)} MB, n=${samples.length}` };
  });
  return rows;
}

export async function bench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-bench-"));
  const site = createServer((_request, response) => void response.setHeader("content-type", "text/html").end("<!doctype html><title>page</title><p>page</p>"));
  await new Promise<void>((settle) => site.listen(0, "127.0.0.1", settle));
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const page = `http://127.0.0.1:${address.port}`;
  writeFileSync(join(folder, "config.yaml"), `wall:\n  webPages:\n    - ${page}\n`);
  let wall: WallBench | undefined;
  let hand: Hand | undefined;
  try {
    wall = await openWallBench({ KYDAI_CONFIG: join(folder, "config.yaml"), KYDAI_FEED: "built-in", KYDAI_SPEED: "60" });
    const { shell } = wall.room;
    const [monitor] = await wall.monitors();
    if (monitor === undefined) throw new Error("no wall");
    const panels = await everyPanel(wall, `${page}/`);
    await fill(wall, monitor, panels);
    const shown = async () => (await shell.looks()).find((look) => look.monitor === monitor.id)?.cells.length;
    await until(async () => (await shown()) === Math.ceil(panels.length / 4) * 4, 60_000, () => "the panels are not shown");
    let target: Target | undefined;
    await until(async () => {
      for (const one of await shell.targets())
        if ((await shell.evaluate(one, `document.querySelector("main[data-monitor]")?.dataset.monitor ?? ""`).catch(() => undefined)) === monitor.id) target = one;
      return target !== undefined;
    }, 60_000, () => "no window of that monitor answers");
    if (target === undefined) throw new Error("no window");
    const pid = await rendererOf(shell, target);
    hand = await handOn(target);
    const samples: Sample[] = [];
    const end = performance.now() + MINUTES * 60_000;
    while (performance.now() < end) {
      await new Promise((next) => setTimeout(next, EVERY_MS));
      samples.push(await sampleOf(hand, pid));
    }
    const troubled = z.array(z.string()).parse(await hand.evaluate(`[...document.querySelectorAll("[data-says=problem]")].map((one) => one.closest("[data-kind]")?.dataset.kind + ": " + one.innerText.replaceAll(/\\s+/g, " ").slice(0, 80))`));
    return [
      ...rowsOf(samples),
      { name: `panels that said they could not be shown, of ${panels.length}`, value: troubled.length, unit: "panels", target: { op: "<=", value: 0 }, note: `${troubled.map((each) => `(${each}) `).join("")}${panels.map(({ kind }) => kind).join(", ")}; ${WALLS - 1} more walls beside it; feed at 60×` },
    ];
  } finally {
    hand?.close();
    await wall?.close();
    site.close();
    rmSync(folder, { recursive: true });
  }
}
