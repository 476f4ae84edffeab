import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import { readCamera } from "../../backend/video/onvif/device.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { DEVICE_LOGIN, noMulticast, startOnvifDevice, type OnvifDevice } from "../kit/onvif-device.ts";
import { until } from "../kit/until.ts";

const clean: (() => unknown)[] = [];
const NO_MULTICAST = await noMulticast();
if (NO_MULTICAST !== undefined) console.log(`skipped: cameras are looked for (${NO_MULTICAST})`);
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
async function device(options: Parameters<typeof startOnvifDevice>[0] = {}): Promise<OnvifDevice> {
  const made = await startOnvifDevice(options);
  clean.push(() => made.close());
  return made;
}
const read = (address: string, login: { user: string; password: string } | undefined = DEVICE_LOGIN) => readCamera({ address, login, clock: systemClock(), random: () => randomBytes(8).toString("hex") });

describe("a camera that speaks ONVIF", () => {
  test.each([0, 3_600_000, -86_400_000])("with a clock %s ms off takes the proof that is made with its own clock, and tells its streams; main and sub are chosen", async (clockOff) => {
    const { address, asked } = await device({ clockOff });
    const told = await read(address);
    expect(told).toMatchObject({ ok: true, value: { main: 0, sub: 2, profiles: [
      { token: "p0", name: "Chính & rõ", codec: "H265", width: 1920, height: 1080, fps: 25, turns: true, url: "rtsp://127.0.0.1:8554/stream?ch=p0&x=1" },
      { token: "p1", codec: "H264", width: 1280, url: "rtsp://127.0.0.1:8554/stream?ch=p1&x=1" },
      { token: "p2", width: 640, height: 360 },
    ] } });
    expect(Math.abs((told.ok ? (told.value.clockOff ?? Infinity) : Infinity) - clockOff)).toBeLessThan(3000);
    expect(asked[0]).toEqual({ action: "GetSystemDateAndTime", user: undefined });
  });
  test("refuses another password, and none", async () => {
    const { address } = await device();
    expect(await read(address, { ...DEVICE_LOGIN, password: "sai" })).toMatchObject({ ok: false, fault: { reason: "unauthorized" } });
    expect(await readCamera({ address, clock: systemClock(), random: () => "ab".repeat(8) })).toMatchObject({ ok: false, fault: { reason: "login-wanted" } });
  });
  test("invariant 12 and tells another machine is asked where it was found, and its streams lie there; a login in an address is left out", async () => {
    const other = await device({ host: "127.0.0.2" });
    const { address, asked } = await device({ tells: `127.0.0.2:${other.port}` });
    const told = await read(address);
    expect(told.ok ? told.value.profiles.map(({ url }) => url) : told).toEqual(["p0", "p1", "p2"].map((token) => expect.stringMatching(new RegExp(`^rtsp://127\\.0\\.0\\.1:?\\d*/stream\\?ch=${token}`))));
    expect(JSON.stringify(told)).not.toMatch(/bi-mat|127\.0\.0\.2/);
    expect(asked.map(({ action }) => action)).toEqual(["GetSystemDateAndTime", "GetCapabilities", "GetProfiles", "GetStreamUri", "GetStreamUri", "GetStreamUri"]);
    expect(other.asked).toEqual([]);
  });
});

const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i === 0 ? "" : i};`.repeat(10)}">`).join("")}]><x>&a20;</x>`;
const endless = (answer: ServerResponse): void => {
  answer.writeHead(200, { "Content-Type": "application/soap+xml" });
  const more = (): void => void (!answer.destroyed && answer.write("<a>".repeat(2000), () => setTimeout(more, 1)));
  more();
};

describe("invariant 12 a hostile ONVIF server is a fault, its connection is closed, and nothing throws", () => {
  test.each<[string, string, (answer: ServerResponse) => void]>([
    ["a thousand million laughs", "malformed", (answer) => void answer.end(laughs)],
    ["an entity of a file", "malformed", (answer) => void answer.end('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>')],
    ["elements a hundred thousand deep", "malformed", (answer) => void answer.end("<a>".repeat(80_000))],
    ["elements without number", "malformed", (answer) => void answer.end(`<x>${"<a/>".repeat(60_000)}</x>`)],
    ["an answer without end", "malformed", endless],
    ["no answer", "timeout", () => undefined],
    ["a letter at a time", "timeout", (answer) => void setInterval(() => answer.destroyed || answer.write("<"), 100).unref()],
    ["garbage", "malformed", (answer) => void answer.end(randomBytes(5000))],
    ["a web page", "malformed", (answer) => void answer.end("<html><body>Xin chào</body></html>")],
    ["a redirection to another machine", "redirected", (answer) => void answer.writeHead(302, { Location: "http://127.0.0.1:9/onvif" }).end()],
    ["a hung-up line", "closed", (answer) => void answer.destroy()],
    ["prototypes", "malformed", (answer) => void answer.end("<__proto__><polluted>1</polluted></__proto__>")],
  ])("%s", async (_what, reason, say) => {
    let open = 0;
    const { address } = await device({ instead: (_action, answer, { socket }) => {
      open++;
      socket.once("close", () => open--);
      say(answer);
      return true;
    } });
    const before = process.memoryUsage().rss;
    const told = await read(address);
    expect(told).toMatchObject({ ok: false, fault: { reason } });
    expect(JSON.stringify(told)).not.toMatch(/bi-mat|127\.0\.0\.1/);
    await until(() => open === 0);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("the room", () => {
  let backend: TestBackend;
  let admin: string;
  beforeAll(async () => {
    backend = await startBackend();
    admin = await administrator(backend);
  });
  afterAll(async () => {
    await backend.stop();
    removeFolder(backend.folder);
  });
  test.skipIf(NO_MULTICAST !== undefined)("finds a camera in the network it is told, by the address that answered, whatever address the camera names", async () => {
    const { port } = await device({ discoverable: true, tells: "10.9.9.9" });
    const { found } = valueOf(await request(backend, admin, "camera:discover", { from: "127.0.0.1" }));
    expect(found).toContainEqual({ address: `http://127.0.0.1:${port}/onvif/device_service`, name: "Cầu Mới", hardware: "KD-1" });
    // An address that is none of this machine's asks nobody.
    expect(valueOf(await request(backend, admin, "camera:discover", { from: "192.0.2.7" })).found).toEqual([]);
  });
  test("reads a camera with the login that is typed, or the one that is kept for this machine, and says in its own words why it cannot", async () => {
    const { address, asked } = await device();
    expect(valueOf(await request(backend, admin, "camera:profiles", { address, login: DEVICE_LOGIN })).profiles).toHaveLength(3);
    expect(await request(backend, admin, "camera:profiles", { address })).toEqual({ ok: false, fault: { code: "unavailable", detail: "camera: login-wanted" } });
    for (const [id, host] of [["here", "127.0.0.1"], ["there", "127.0.0.3"]] as const) valueOf(await request(backend, admin, "camera:save", { camera: { id, name: id, position: [107.59, 16.46], streams: { main: { url: `rtsp://${host}:8554/x` } }, enabled: false }, login: DEVICE_LOGIN, version: 0 }));
    const kept = { cameraId: "here", address } as Parameters<typeof request<"camera:profiles">>[3];
    expect(valueOf(await request(backend, admin, "camera:profiles", kept)).profiles).toHaveLength(3);
    asked.length = 0;
    expect(await request(backend, admin, "camera:profiles", { ...kept, cameraId: "there" } as typeof kept)).toMatchObject({ ok: false });
    // A login that was kept for another machine is not shown to this one.
    expect(asked.every(({ user }) => user === undefined)).toBe(true);
    expect(backend.log()).not.toContain(DEVICE_LOGIN.password);
  });
});
