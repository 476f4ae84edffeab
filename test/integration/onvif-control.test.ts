import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import type { IncidentId } from "#contract/incident";
import type { RequestInput } from "#contract/request";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { DEVICE_LOGIN, startOnvifDevice, type OnvifDevice } from "../kit/onvif-device.ts";
import { until } from "../kit/until.ts";

let backend: TestBackend;
let admin: string;
const clean: (() => unknown)[] = [];
let made = 0;

beforeAll(async () => {
  backend = await startBackend();
  admin = await administrator(backend);
}, 60_000);
afterAll(async () => {
  await backend.stop();
  removeFolder(backend.folder);
});
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});

interface Made {
  device: OnvifDevice;
  cameraId: CameraId;
}
/** A test device, and the camera that the room has of it. */
async function camera(options: Parameters<typeof startOnvifDevice>[0] = {}, more: Partial<RequestInput<"camera:save">["camera"]> = {}, password = DEVICE_LOGIN.password): Promise<Made> {
  const device = await startOnvifDevice(options);
  clean.push(() => device.close());
  const cameraId = CameraId.parse(`c${++made}`);
  valueOf(await request(backend, admin, "camera:save", { camera: { id: cameraId, name: "Cầu Mới", position: [107.59, 16.46], streams: { main: { url: "rtsp://127.0.0.1:9/x" } }, control: { address: device.address }, ...more }, login: { ...DEVICE_LOGIN, password }, version: 0 }));
  clean.push(() => request(backend, admin, "camera:remove", { cameraId }));
  return { device, cameraId };
}
const turned = async (id: string) => valueOf(await request(backend, admin, "fact:recent", { kinds: ["camera:turned"], limit: 200 })).facts.filter((fact) => JSON.stringify(fact).includes(`"${id}"`));

describe("a camera that can be turned", () => {
  test("turns while it is told to, the camera itself knows an end, and stops on the word; who turned it is one fact, however many keys", async () => {
    const { device, cameraId } = await camera();
    for (let n = 0; n < 3; n++) expect(await request(backend, admin, "camera:turn", { cameraId, pan: 0.5 })).toEqual({ ok: true, value: {} });
    expect(await request(backend, admin, "camera:halt", { cameraId })).toEqual({ ok: true, value: {} });
    // On a busy machine the room may have stopped it between two words.
    const { deeds } = device.services;
    expect(deeds.filter((deed) => deed !== "stop")).toEqual(["move 0.5 0 0 PT3S", "move 0.5 0 0 PT3S", "move 0.5 0 0 PT3S"]);
    expect([deeds[0], deeds.at(-1)]).toEqual(["move 0.5 0 0 PT3S", "stop"]);
    expect(await turned(cameraId)).toMatchObject([{ by: "quan-tri", how: "hand" }]);
  });
  test("stops by itself when nobody goes on, as when the window died", async () => {
    const { device, cameraId } = await camera();
    valueOf(await request(backend, admin, "camera:turn", { cameraId, tilt: -1, zoom: 0.2 }));
    await until(() => device.services.deeds.at(-1) === "stop", 20_000);
    expect(device.services.deeds[0]).toBe("move 0 -1 0.2 PT3S");
  });
  test("goes to its presets, by name in the journal; to none it has not", async () => {
    const { device, cameraId } = await camera();
    const { presets } = valueOf(await request(backend, admin, "camera:presets", { cameraId }));
    expect(presets).toEqual([{ token: "1", name: "Cổng chính" }, { token: "2", name: "Cầu & kè" }]);
    valueOf(await request(backend, admin, "camera:preset", { cameraId, preset: presets[1]! }));
    expect(device.services.deeds).toEqual(["goto 2"]);
    expect(await turned(cameraId)).toMatchObject([{ how: "preset", preset: "Cầu & kè" }]);
    expect(await request(backend, admin, "camera:preset", { cameraId, preset: { token: "9", name: "x" } })).toEqual({ ok: false, fault: { code: "unavailable", detail: "camera: refused" } });
  });
  test.each<[string, Parameters<typeof camera>, string]>([
    ["that has no motor", [{ still: true }], "cannot"],
    ["whose login is wrong", [{}, {}, "sai"], "unauthorized"],
    ["without a control address", [{}, { control: undefined }], "cannot"],
    ["that never answers", [{ instead: () => true }], "timeout"],
    ["that points elsewhere", [{ instead: (_action, answer) => Boolean(answer.writeHead(302, { Location: "http://127.0.0.1:9/" }).end()) }], "redirected"],
    ["that answers without end", [{ instead: (_action, answer) => Boolean(answer.writeHead(200).end("<a>".repeat(200_000))) }], "malformed"],
  ])("one %s refuses in words, and turns for nobody", async (_, given, why) => {
    const { device, cameraId } = await camera(...given);
    expect(await request(backend, admin, "camera:turn", { cameraId, pan: 1 })).toEqual({ ok: false, fault: { code: "unavailable", detail: `camera: ${why}` } });
    expect(device.services.deeds.filter((deed) => deed !== "stop")).toEqual([]);
    expect(await turned(cameraId)).toEqual([]);
  }, 30_000);
  test("invariant 12 its control address lies at the machine whose login it is", async () => {
    const save = (address: string, url = "rtsp://10.0.0.9/x") => request(backend, admin, "camera:save", { camera: { id: "odd", name: "x", position: [107, 16], streams: { main: { url } }, control: { address } }, version: 0 } as RequestInput<"camera:save">);
    expect(await save("http://10.0.0.8/onvif")).toMatchObject({ ok: false, fault: { code: "malformed", detail: expect.stringContaining("control address") } });
    expect(await save("http://10.0.0.9/onvif", "film:a.mp4")).toMatchObject({ ok: false, fault: { code: "malformed" } });
  });
});

describe("a picture that the camera makes", () => {
  test("H-11.2 is had with its login, and becomes evidence as it came, whatever codec its stream has", async () => {
    const { device, cameraId } = await camera();
    const picture = valueOf(await request(backend, admin, "camera:picture", { cameraId }));
    expect(picture).toMatchObject({ width: 1, height: 1 });
    const caseId: IncidentId = valueOf(await request(backend, admin, "incident:open", { alarmIds: [], title: "Ngập cầu", urgency: "emergency", templateId: "hue-five-steps", drill: false })).id;
    const [asked, before] = [device.asked.length, Date.now()];
    const piece = valueOf(await request(backend, admin, "camera:snapshot", { cameraId, incidentId: caseId }));
    // Evidence is none of before, whoever looked.
    expect(device.asked.slice(asked).map(({ action }) => action)).toContain("GET /snap?ch=p0");
    expect([before <= piece.filmed!.at, piece.filmed!.at <= Date.now()]).toEqual([true, true]);
    expect(piece).toMatchObject({ type: "image/jpeg", filmed: { is: "snapshot", cameraId, cameraName: "Cầu Mới", width: 1, height: 1 } });
    const kept = await fetch(`${backend.address}/api/evidence/${piece.id}`, { headers: { cookie: admin } });
    expect(Buffer.from(await kept.arrayBuffer()).toString("base64")).toBe(picture.jpeg);
    expect(device.asked.filter(({ action }) => action.startsWith("GET")).every(({ action }) => action === "GET /snap?ch=p0")).toBe(true);
    expect(backend.log()).not.toContain(DEVICE_LOGIN.password);
  });
  test.each<[string, Parameters<typeof startOnvifDevice>[0], string]>([
    ["is no picture", { jpeg: Buffer.from("xin chào") }, "malformed"],
    ["is larger than any", { jpeg: randomBytes(4_000_000) }, "malformed"],
    ["lies at another machine", { instead: (action, answer) => action === "GET" && Boolean(answer.writeHead(302, { Location: "http://127.0.0.2:9/x" }).end()) }, "redirected"],
    ["never comes", { instead: (action) => action === "GET" }, "timeout"],
    ["stops halfway", { instead: (action, answer) => action === "GET" && answer.writeHead(200, { "Content-Type": "image/jpeg", "Content-Length": "500" }).write("x") !== undefined }, "timeout"],
  ])("invariant 12 that %s is refused", async (_, options, why) => {
    const { cameraId } = await camera(options);
    expect(await request(backend, admin, "camera:picture", { cameraId })).toEqual({ ok: false, fault: { code: "unavailable", detail: `camera: ${why}` } });
  }, 30_000);
});

describe("what a camera notices by itself", () => {
  const listened = async (id: string) => valueOf(await request(backend, admin, "camera:list", {})).cameras.find(({ camera: { id: each } }) => each === id)?.listening;
  const points = async (datastreamId: string): Promise<number[]> => {
    const answer = await request(backend, admin, "history:get", { datastreamId, from: Date.now() - 3_600_000, to: Date.now() + 60_000, maxPoints: 1000 } as RequestInput<"history:get">);
    return answer.ok ? answer.value.t.map((at, i) => (at > 0 ? answer.value.v[i]! : Number.NaN)) : [];
  };
  const counted = () => backend.log();

  test("becomes observations of datastreams of its own, by the room's clock, and goes on after the camera forgot us", async () => {
    const clockOff = -7_200_000;
    const { device, cameraId } = await camera({ clockOff }, { control: undefined });
    const { version } = valueOf(await request(backend, admin, "camera:list", {})).cameras.find(({ camera: { id } }) => id === cameraId)!.camera;
    valueOf(await request(backend, admin, "camera:save", { camera: { id: cameraId, name: "Cầu Mới", position: [107.59, 16.46], streams: { main: { url: "rtsp://127.0.0.1:9/x" } }, control: { address: device.address, events: true } }, version }));
    await until(() => device.services.points.size === 1, 30_000);
    device.services.notice("tns1:RuleEngine/CellMotionDetector/Motion", ["IsMotion", "true"]);
    device.services.notice("tns1:VideoSource/GlobalSceneChange/ImagingService", ["State", "true"]);
    device.services.notice("tns1:Device/Trigger/DigitalInput", ["LogicalState", "1"], { source: ["InputToken", "Cửa 1"] });
    device.services.notice("tns1:Something/Unknown", ["State", "true"]);
    await until(async () => (await points(`${cameraId}.motion`)).length === 1, 30_000, () => counted().slice(-2000));
    expect(await points(`${cameraId}.motion`)).toEqual([1]);
    await expect.poll(() => points(`${cameraId}.tamper`), { timeout: 20_000 }).toEqual([1]);
    await expect.poll(async () => (await points(`${cameraId}.input-C-a-1-86b9b9`)).length, { timeout: 20_000 }).toBe(1);
    expect(await listened(cameraId)).toMatchObject({ is: "listening" });
    device.services.forget();
    await until(() => device.services.subscribed() >= 2 && device.services.points.size === 1, 60_000);
    device.services.notice("tns1:RuleEngine/CellMotionDetector/Motion", ["IsMotion", "false"]);
    await expect.poll(() => points(`${cameraId}.motion`), { timeout: 30_000 }).toEqual([1, 0]);
    // Nobody wants it any more: the camera is told.
    valueOf(await request(backend, admin, "camera:remove", { cameraId }));
    await until(() => device.services.points.size === 0, 30_000);
  }, 120_000);
  test("invariant 12 what cannot be read is counted and refused, a flood is cut, and the room goes on", async () => {
    const { device, cameraId } = await camera({}, { control: undefined });
    const { version } = valueOf(await request(backend, admin, "camera:list", {})).cameras.find(({ camera: { id } }) => id === cameraId)!.camera;
    valueOf(await request(backend, admin, "camera:save", { camera: { id: cameraId, name: "Lũ", position: [107.59, 16.46], streams: { main: { url: "rtsp://127.0.0.1:9/x" } }, control: { address: device.address, events: true } }, version }));
    await until(() => device.services.points.size === 1, 30_000);
    device.services.notice("tns1:RuleEngine/CellMotionDetector/Motion", ["IsMotion", "có lẽ"]);
    device.services.notice("tns1:VideoSource/MotionAlarm", ["State", "true"], { at: "hôm qua" });
    const begun = Date.now();
    for (let n = 0; n < 300; n++) device.services.notice("tns1:RuleEngine/CellMotionDetector/Motion", ["IsMotion", n % 2 === 0 ? "true" : "false"], { at: new Date(begun - 10_000 + n) });
    const refused = async (reason: string): Promise<number> => valueOf(await request(backend, admin, "source:rejections", { sourceId: "camera-events", limit: 500 } as RequestInput<"source:rejections">)).rejections.filter((each) => each.reason === reason && each.sample === cameraId).length;
    await expect.poll(() => refused("malformed"), { timeout: 30_000 }).toBe(2);
    await expect.poll(() => refused("rate-limited"), { timeout: 60_000 }).toBeGreaterThan(0);
    expect((await points(`${cameraId}.motion`)).length).toBeGreaterThan(100);
  }, 120_000);
});
