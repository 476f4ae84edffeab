import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { RequestInput } from "#contract/request";
import type { Study } from "#contract/study";
import { buildStale } from "../../scripts/build.ts";
import { removeFolder, valueOf } from "../kit/backend.ts";
import { openCaseRoom, type CaseRoom } from "../kit/case-room.ts";
import { CHROMIUM, launchChromium } from "../kit/chromium.ts";
import { logIn, openPage, shoot, type Complaints } from "../kit/person.ts";
import { until } from "../kit/until.ts";

if (CHROMIUM === undefined) console.log("skipped: briefing and film of a study (no Chromium on this machine)");

const PATIENCE_MS = 200_000;
vi.setConfig({ testTimeout: 400_000 });
const has = (program: string): boolean => spawnSync(program, ["-version"]).error === undefined;

/** Four square kilometres about the river, coarse, an hour. */
const DRAFT: RequestInput<"study:save">["draft"] = {
  name: "Xả thêm 500 m³/s", shared: true, area: [107.575, 16.455, 107.595, 16.475], cell: 40, start: { from: "design", level: 1, inflow: 400 }, duration: 3600, every: 300,
  forcing: { rain: { by: "series", series: [[0, 60]] }, inflow: { by: "held" }, outlet: { by: "held" } },
  options: [{ id: "de-nguyen", name: "Để nguyên" }, { id: "xa-them", name: "Xả thêm", measures: [{ is: "release", name: "Hồ Bình Điền xả", at: { place: [107.585, 16.465] }, discharge: [[0, 500]] }] }],
};

describe.skipIf(CHROMIUM === undefined)("a study taken along as a briefing and as a film (H-3.5)", () => {
  const complaints: Complaints = [];
  const folder = mkdtempSync(join(tmpdir(), "kydai-exports-"));
  let room: CaseRoom;
  let browser: Browser;
  let desk: Page;
  let study: Study;

  beforeAll(async () => {
    await buildStale();
    [room, browser] = await Promise.all([openCaseRoom(), launchChromium()]);
    study = valueOf(await room.lead.ask("study:save", { draft: DRAFT, revision: 0 }));
    valueOf(await room.lead.ask("study:run", { id: study.id, revision: 1 }));
    await until(async () => {
      // Each look costs tokens of the asker's rate.
      await new Promise((resolve) => setTimeout(resolve, 500));
      return valueOf(await room.lead.ask("study:runs", { id: study.id })).runs.every(({ state }) => state === "done");
    }, PATIENCE_MS);
    desk = await openPage(browser, room.backend(), "/", complaints);
    desk.setDefaultTimeout(PATIENCE_MS);
    await logIn(desk, room.lead.id, room.lead.password);
    await desk.keyboard.press("Shift+F12");
    await desk.getByRole("button", { name: `Mở ${DRAFT.name}` }).click();
    await desk.getByRole("tab", { name: "So sánh" }).click();
    await desk.locator("[data-winner], [data-compare]").first().waitFor();
    await desk.getByText("Xuất", { exact: true }).click();
  }, 500_000);
  afterAll(async () => {
    await browser?.close();
    await room?.stop();
    removeFolder(folder);
  });

  async function taken(button: Locator, name: string): Promise<{ path: string; bytes: Buffer<ArrayBuffer>; suggested: string }> {
    const waiting = desk.waitForEvent("download");
    await button.click();
    const download = await waiting;
    const path = join(folder, name);
    await download.saveAs(path);
    const shots = process.env["KYDAI_SHOTS"];
    if (shots !== undefined) await download.saveAs(join(shots, name));
    return { path, bytes: Buffer.from(readFileSync(path)), suggested: download.suggestedFilename() };
  }

  test("the briefing is a PDF of two to four pages whose Vietnamese another program reads, MÔ PHỎNG on each", async () => {
    const { path, bytes, suggested } = await taken(desk.getByRole("button", { name: "Tờ trình (PDF)" }), "briefing.pdf");
    expect(suggested).toBe(`MO-PHONG-${study.id}-r1.pdf`);
    const task = getDocument({ data: new Uint8Array(bytes), isEvalSupported: false });
    const document = await task.promise;
    expect(document.numPages).toBeGreaterThanOrEqual(2);
    expect(document.numPages).toBeLessThanOrEqual(4);
    const pages: string[] = [];
    for (let n = 1; n <= document.numPages; n++) pages.push((await (await document.getPage(n)).getTextContent()).items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""));
    await task.destroy();
    for (const page of pages) expect(page).toContain("MÔ PHỎNG – không phải số đo");
    const { results } = valueOf(await room.lead.ask("study:compare", { id: study.id }));
    const all = pages.join(" ");
    for (const words of ["Tờ trình phương án giả định: Xả thêm 500 m³/s", "Người ở chỗ ngập", "Hồ Bình Điền xả", "quán tính cục bộ", "study-", "bởi truong-ca", ...results.map(({ runId }) => runId)]) expect(all.replaceAll(/\s+/g, " ")).toContain(words);
    if (!has("pdftotext")) return console.log("skipped: the briefing read by pdftotext (not on this machine)");
    const read = spawnSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    expect(read.stdout).toContain("MÔ PHỎNG – không phải số đo");
    return expect(read.stdout.replaceAll(/\s+/g, " ")).toContain("Tờ trình phương án giả định");
  });

  test("the film is an MP4 in VP9 that plays: one picture for each result, not black, its clock and sign in each", async () => {
    const { path, bytes, suggested } = await taken(desk.getByRole("button", { name: "Phim (MP4) B" }), "film.mp4");
    expect(suggested).toMatch(new RegExp(`^MO-PHONG-${study.id}-r1-xa-them-[0-9a-f]{12}\\.mp4$`));
    const run = valueOf(await room.lead.ask("study:runs", { id: study.id })).runs[1];
    if (run?.state !== "done") throw new Error("not done");
    const index = await (await fetch(`${room.backend().address}/api/study-runs/${run.runId}`, { headers: { cookie: room.lead.cookie } })).json() as { value: { frames: { quantity: string }[] } };
    const depths = index.value.frames.filter(({ quantity }) => quantity === "depth").length;
    // Two a second, and the last stays a second.
    const pictures = depths + 2;
    const seen = await desk.evaluate(async (base64) => {
      const url = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "video/mp4" }));
      const video = document.createElement("video");
      video.muted = true;
      document.body.append(video);
      const heard = (what: string): Promise<void> => new Promise((resolve, reject) => {
        video.addEventListener(what, () => resolve(), { once: true });
        video.addEventListener("error", () => reject(new Error(video.error?.message ?? "error")), { once: true });
      });
      const begun = heard("loadeddata");
      video.src = url;
      await begun;
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      if (pen === null) throw new Error("no canvas");
      const looks: { mean: number; sign: number; differs: number }[] = [];
      let last: Uint8ClampedArray | undefined;
      for (const share of [0.02, 0.5, 0.95]) {
        // A picture is there when it is presented, not when its place is found.
        const there = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
        video.currentTime = video.duration * share;
        await there;
        pen.drawImage(video, 0, 0);
        const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        let [sum, differs, white] = [0, 0, 0];
        for (let i = 0; i < data.length; i += 4) {
          sum += data[i] ?? 0;
          if (last !== undefined && Math.abs((data[i] ?? 0) - (last[i] ?? 0)) > 40) differs++;
        }
        // White letters of the sign on the dark strip above.
        for (let y = 10; y < 54; y++) for (let x = 20; x < 260; x++) if ((data[(y * canvas.width + x) * 4] ?? 0) > 200) white++;
        looks.push({ mean: sum / (data.length / 4), sign: white, differs });
        last = data;
      }
      video.remove();
      URL.revokeObjectURL(url);
      return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, looks };
    }, bytes.toString("base64"));
    expect([seen.width, seen.height]).toEqual([1280, 720]);
    expect(seen.duration).toBeCloseTo(pictures / 2, 3);
    for (const { mean, sign } of seen.looks) {
      expect(mean).toBeGreaterThan(60);
      expect(sign).toBeGreaterThan(500);
    }
    // The clock and the water go on.
    for (const { differs } of seen.looks.slice(1)) expect(differs).toBeGreaterThan(100);
    if (!has("ffprobe")) return console.log("skipped: the film read by ffprobe (not on this machine)");
    const probed = spawnSync("ffprobe", ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames:format=duration", "-of", "json", path], { encoding: "utf8" });
    return expect(JSON.parse(probed.stdout)).toMatchObject({ streams: [{ codec_name: "vp9", width: 1280, height: 720, nb_read_frames: String(pictures) }], format: { duration: (pictures / 2).toFixed(6) } });
  });

  test("both stand in the journal: who took what out, before it was saved", async () => {
    const { facts } = valueOf(await room.lead.ask("fact:recent", { kinds: ["study:exported"], limit: 10 }));
    expect(facts).toMatchObject([{ as: "mp4", studyId: study.id, by: room.lead.id, runId: expect.stringMatching(/^[0-9a-f]{64}$/) }, { as: "pdf", studyId: study.id, by: room.lead.id }]);
  });

  test("on the city's map arrows say where the simulated water goes, under its sign", async () => {
    await desk.getByRole("tab", { name: "Xem trên bản đồ" }).click();
    const drawn = desk.locator("[data-simulated=shown][data-arrows]");
    await drawn.waitFor();
    await desk.getByText("mũi tên: nước chảy về đâu").waitFor();
    await desk.locator("[data-banner]").getByText("MÔ PHỎNG").waitFor();
    expect(await drawn.count()).toBe(1);
    await shoot(desk, "study-arrows-1920");
  });

  test("no window complained on its console", () => expect(complaints).toEqual([]));
});
