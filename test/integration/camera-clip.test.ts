import { spawnSync } from "node:child_process";
import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import type { Evidence, IncidentId } from "#contract/incident";
import type { RequestInput } from "#contract/request";
import { exportJournal } from "../../backend/store/export-journal.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { tempFolder } from "../kit/journal.ts";
import { NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";
import { verifyEvidence } from "../kit/verify-evidence.ts";

const NO_FFPROBE = spawnSync("ffprobe", ["-version"]).status !== 0;
const CAU = CameraId.parse("cau");
const { folder: work, remove } = tempFolder();
let backend: TestBackend;
let admin: string;
let server: RtspServer;
let caseId: IncidentId;

beforeAll(async () => {
  if (NO_GSTREAMER !== undefined) return;
  server = await startRtspServer();
  backend = await startBackend();
  admin = await administrator(backend);
  await save("cau", server.url);
  caseId = valueOf(await request(backend, admin, "incident:open", { alarmIds: [], title: "Ngập cầu Trường Tiền", urgency: "emergency", templateId: "hue-five-steps", drill: false })).id;
}, 90_000);
afterAll(async () => {
  if (NO_GSTREAMER === undefined) {
    await backend.stop();
    removeFolder(backend.folder);
    await server.kill();
  }
  remove();
});

async function save(id: string, url: string, more: Partial<RequestInput<"camera:save">["camera"]> = {}): Promise<void> {
  valueOf(await request(backend, admin, "camera:save", { camera: { id, name: "Cầu Trường Tiền", position: [107.59, 16.46], streams: { main: { url } }, always: true, ...more }, version: 0 }));
}
async function heldFor(id: string): Promise<number> {
  const { cameras } = valueOf(await request(backend, admin, "camera:list", {}));
  const state = cameras.find(({ camera }) => camera.id === id)?.states.main;
  return state?.heldFrom === undefined || state.pictureAt === undefined ? 0 : state.pictureAt - state.heldFrom;
}
/** The gateway's process: the backend's only child that is one. */
function gatewayPid(): number | undefined {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const [stat, line] = [readFileSync(`/proc/${entry}/stat`, "utf8"), readFileSync(`/proc/${entry}/cmdline`, "utf8")];
      if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === backend.child.pid && line.includes("video-gateway")) return Number(entry);
    } catch {
      // Ended meanwhile.
    }
  }
  return undefined;
}
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(backend.address + path, { headers: { cookie: admin, ...headers } });
/** An unpacked export, by a program that is none of ours. */
async function exported(one: Evidence, name: string): Promise<string> {
  const folder = join(work, name);
  mkdirSync(folder);
  const answer = await get(`/api/evidence/${one.id}/export`);
  expect(answer.headers.get("content-type")).toBe("application/zip");
  writeFileSync(join(work, `${name}.zip`), Buffer.from(await answer.arrayBuffer()));
  const unpacked = spawnSync("python3", ["-m", "zipfile", "-e", join(work, `${name}.zip`), folder], { encoding: "utf8" });
  expect(unpacked.stderr).toBe("");
  return folder;
}
const fileIn = (folder: string, end: string): string => join(folder, readdirSync(folder).find((name) => name.endsWith(end)) ?? end);

describe.skipIf(NO_GSTREAMER !== undefined)("pictures of cameras become evidence", () => {
  let at: number;
  let clip: Evidence;

  test("H-11.2 the moment before camera and gateway were killed is in the case as a film, and the same asked for again is the same piece", async () => {
    await until(async () => (await heldFor("cau")) > 8000, 60_000, () => `held too little: ${backend.log().slice(-1500)}`);
    at = Date.now();
    process.kill(server.child.pid ?? 0, "SIGKILL");
    process.kill(gatewayPid() ?? 0, "SIGKILL");
    const asked = { cameraId: CAU, incidentId: caseId, at, before: 6, after: 1 };
    clip = valueOf(await request(backend, admin, "camera:clip", asked));
    expect(clip).toMatchObject({ incidentId: caseId, type: "video/mp4", name: expect.stringMatching(/^Cầu Trường Tiền \d\d\.\d\d\.\d\d \d\d-\d\d-\d{4}\.mp4$/), filmed: { is: "clip", cameraId: "cau", at, before: 6, after: 1, stream: "main", width: 320, height: 240, broken: 0 } });
    if (clip.filmed?.is !== "clip") throw new Error("no clip");
    // From the key picture before, of which there is one each second, up to the end: 25 pictures a second.
    expect(clip.filmed.from).toBeLessThanOrEqual(at - 6000);
    expect(clip.filmed.to).toBeGreaterThan(at - 3000);
    expect(clip.filmed.pictures).toBeGreaterThan(50);
    // GStreamer tells its clock, which is this machine's.
    expect(Math.abs(clip.filmed.clockOff ?? Infinity)).toBeLessThan(5000);
    expect(valueOf(await request(backend, admin, "camera:clip", asked)).id).toBe(clip.id);
    expect(valueOf(await request(backend, admin, "incident:get", { incidentId: caseId })).evidence).toEqual([clip]);
  }, 120_000);

  test("its film is given in parts, and is what another program takes for a film", async () => {
    const path = `/api/evidence/${clip.id}`;
    const part = await get(path, { range: "bytes=4-7" });
    expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
    if (NO_FFPROBE || clip.filmed?.is !== "clip") return;
    const file = join(work, "whole.mp4");
    writeFileSync(file, Buffer.from(await (await get(path)).arrayBuffer()));
    const probe = spawnSync("ffprobe", ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name,nb_read_frames,width,height:format=duration", "-of", "json", file], { encoding: "utf8" });
    expect(probe.stderr).toBe("");
    const told: { streams: { codec_name: string; nb_read_frames: string; width: number; height: number }[]; format: { duration: string } } = JSON.parse(probe.stdout);
    expect(told.streams).toEqual([{ codec_name: "h264", width: 320, height: 240, nb_read_frames: String(clip.filmed.pictures) }]);
    expect(Math.abs(Number(told.format.duration) - (clip.filmed.to - clip.filmed.from) / 1000)).toBeLessThan(2);
  }, 60_000);

  test("exported it is verified without our application, also against the journal; whatever is changed is found", async () => {
    const folder = await exported(clip, "sound");
    const journal = join(work, "journal.ndjson");
    const out = createWriteStream(journal);
    await exportJournal(join(backend.folder, "ops.db"), out);
    out.end();
    await finished(out);
    const sound = verifyEvidence(folder, "--journal", journal);
    expect(sound).toEqual({ code: 0, text: expect.stringMatching(/KHỚP: 1 chứng cứ/) });
    expect(sound.text).not.toContain("✗");
    // The archive itself as well, as it came.
    expect(verifyEvidence(join(work, "sound.zip"))).toEqual({ code: 0, text: expect.stringMatching(/KHỚP: 1 chứng cứ/) });
    writeFileSync(join(work, "none.zip"), readFileSync(join(work, "sound.zip")).subarray(0, 5000));
    expect(verifyEvidence(join(work, "none.zip"))).toEqual({ code: 2, text: expect.stringContaining("hãy giải nén") });
    expect(verifyEvidence(folder, "--en")).toEqual({ code: 0, text: expect.stringMatching(/OK: 1 pieces[^]*Not proved/) });

    const film = fileIn(folder, ".mp4");
    const whole = readFileSync(film);
    const changed = Buffer.from(whole);
    changed[whole.length - 100] = (changed[whole.length - 100] ?? 0) ^ 1;
    writeFileSync(film, changed);
    expect(verifyEvidence(folder)).toEqual({ code: 1, text: expect.stringMatching(/TỆP ĐÃ BỊ THAY ĐỔI[^]*KHÔNG KHỚP: 1 điểm/) });
    writeFileSync(film, whole);

    const manifest = fileIn(folder, ".manifest.json");
    const text = readFileSync(manifest, "utf8");
    const put = (from: string, to: string): void => writeFileSync(manifest, text.replaceAll(from, to));
    // The camera's name alone; in the journal's entry too; with everything that follows from it: only the journal tells.
    writeFileSync(manifest, text.replace('"cameraId": "cau"', '"cameraId": "cong"'));
    expect(verifyEvidence(folder)).toEqual({ code: 1, text: expect.stringContaining("BẢN KÊ ĐÃ BỊ SỬA") });
    put("Cầu Trường Tiền", "Cầu Phú Xuân");
    expect(verifyEvidence(folder)).toEqual({ code: 1, text: expect.stringContaining("MỤC NHẬT KÝ ĐÃ BỊ SỬA") });
    writeFileSync(manifest, text);
    writeFileSync(journal, readFileSync(journal, "utf8").replaceAll(/(Cầu Trường Tiền \d\d\.\d\d\.\d\d \d\d-\d\d-)2/g, "$13").replace(/\{"hash":"[0-9a-f]{64}","fact":(?=[^\n]*evidence:added)/, `{"hash":"${"0".repeat(64)}","fact":`));
    expect(verifyEvidence(folder, "--journal", journal)).toEqual({ code: 1, text: expect.stringContaining("mục KHÁC") });
    writeFileSync(manifest, "{");
    expect(verifyEvidence(folder)).toEqual({ code: 1, text: expect.stringContaining("không đọc được") });
    expect(verifyEvidence(work, "--en")).toEqual({ code: 2, text: expect.stringContaining("no manifest") });
    expect(verifyEvidence()).toMatchObject({ code: 2 });
  }, 120_000);

  test("invariant 12 who may not is refused, and what is not there is said", async () => {
    const ask = (more: object) => request(backend, admin, "camera:clip", { cameraId: CAU, incidentId: caseId, at, before: 5, after: 0, ...more });
    expect(await ask({ cameraId: "khong-co" })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "camera" } });
    expect(await ask({ incidentId: "khong-co" })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "incident" } });
    expect(await ask({ at: at - 3_600_000 })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "pictures" } });
    expect(await ask({ at: Date.now() + 60_000 })).toMatchObject({ ok: false, fault: { code: "malformed", path: "at" } });
    expect(await ask({ before: 9999 })).toMatchObject({ ok: false, fault: { code: "malformed" } });
    expect((await fetch(`${backend.address}/api/evidence/${clip.id}/export`)).status).toBe(401);
  });

  test("K-3.6 whoever takes a piece out of the room stands in the journal and in the case, with its hash; looking at it does not", async () => {
    const taken = async () => valueOf(await request(backend, admin, "fact:recent", { kinds: ["evidence:exported"], limit: 100 })).facts;
    const before = (await taken()).length;
    expect((await get(`/api/evidence/${clip.id}`)).status).toBe(200);
    expect((await get(`/api/evidence/${clip.id}`, { range: "bytes=0-99" })).status).toBe(206);
    expect(await taken()).toHaveLength(before);
    const saved = await get(`/api/evidence/${clip.id}?save`);
    expect([saved.status, saved.headers.get("content-disposition"), (await saved.arrayBuffer()).byteLength]).toEqual([200, "attachment", clip.bytes]);
    // The rest of the same file is the same taking.
    expect((await get(`/api/evidence/${clip.id}?save`, { range: "bytes=1000-" })).status).toBe(206);
    await (await get(`/api/evidence/${clip.id}/export`)).arrayBuffer();
    const told = (await taken()).slice(0, -before || undefined);
    expect(told.map((fact) => ({ ...(fact as object), seq: 0, at: 0 }))).toEqual([["archive"], ["file"]].map(([as]) => ({ kind: "evidence:exported", seq: 0, at: 0, incidentId: caseId, evidenceId: clip.id, name: clip.name, sha256: clip.sha256, as, by: expect.any(String) })));
    expect(valueOf(await request(backend, admin, "incident:get", { incidentId: caseId as never })).facts.map((fact) => (fact as { kind: string }).kind)).toContain("evidence:exported");
    expect((await fetch(`${backend.address}/api/evidence/${clip.id}?save`)).status).toBe(401);
    expect((await taken()).length).toBe(before + 2);
  });

  test("a still that a window took is kept with its camera; its word for the instant is bounded", async () => {
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    const put = (pictureAt: number): Promise<Response> => fetch(`${backend.address}/api/evidence?incidentId=${caseId}&name=chup.png&camera=cau&pictureAt=${pictureAt}`, { method: "POST", headers: { cookie: admin, origin: backend.address, "content-type": "image/png" }, body: png });
    expect((await put(Date.now() + 3_600_000)).status).toBe(400);
    const taken = Date.now() - 2000;
    const answer: { ok: true; value: Evidence } = await (await put(taken)).json();
    expect(answer.value).toMatchObject({ type: "image/png", filmed: { is: "still", cameraId: "cau", cameraName: "Cầu Trường Tiền", at: taken } });
    expect(verifyEvidence(await exported(answer.value, "still"))).toEqual({ code: 0, text: expect.stringMatching(/ảnh do cửa sổ giải mã[^]*KHỚP/) });
  });
});
