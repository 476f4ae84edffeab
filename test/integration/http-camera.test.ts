import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import { openMjpegSession } from "../../backend/video/http/mjpeg-session.ts";
import { jpegHead, tablesOfQuality } from "../../backend/video/media/jpeg-tables.ts";
import type { StreamFormat } from "../../backend/video/media/unit.ts";
import type { RtspFault } from "../../backend/video/rtsp/fault.ts";
import type { Received } from "../../backend/video/rtsp/receive.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { until } from "../kit/until.ts";
import { morePictures, openVideoWindow } from "../kit/video-window.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
type Say = (answer: ServerResponse, asked: IncomingMessage) => void;
/** A camera's web server, saying what the test has it say. */
async function camera(say: Say): Promise<{ url: string; asked: IncomingMessage[]; open: () => number }> {
  const asked: IncomingMessage[] = [];
  let open = 0;
  const server = createServer((question, answer) => {
    asked.push(question);
    say(answer, question);
  });
  server.on("connection", (socket) => {
    open++;
    socket.on("error", () => undefined).once("close", () => open--);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  clean.push(() => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  }));
  return { url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/video.mjpg?ch=1`, asked, open: () => open };
}
const LOGIN = { user: "cam", password: "bi-mat-cam" };
const jpeg = (width = 320, height = 240): Buffer => Buffer.concat([jpegHead({ type: 1, width, height, tables: tablesOfQuality(50), restart: 0 }), Buffer.alloc(2000, 7), Buffer.from([0xff, 0xd9])]);
/** Pictures for as long as somebody takes them. */
function film(answer: ServerResponse, { length = true, picture = () => jpeg() }: { length?: boolean; picture?: (n: number) => Buffer } = {}): void {
  answer.writeHead(200, { "Content-Type": "multipart/x-mixed-replace; boundary=--ranh-gioi" });
  let n = 0;
  const timer = setInterval(() => {
    if (answer.destroyed) return clearInterval(timer);
    const body = picture(n++);
    answer.write(Buffer.concat([Buffer.from(`--ranh-gioi\r\nContent-Type: image/jpeg\r\n${length ? `Content-Length: ${body.length}\r\n` : ""}\r\n`), body, Buffer.from("\r\n")]));
  }, 40);
  answer.once("close", () => clearInterval(timer));
}
async function play(url: string, login?: typeof LOGIN): Promise<{ units: Received[]; formats: (StreamFormat | undefined)[]; ended: RtspFault[]; fault: RtspFault | undefined }> {
  const [units, formats, ended]: [Received[], (StreamFormat | undefined)[], RtspFault[]] = [[], [], []];
  const opened = await openMjpegSession({ url, transport: "tcp", login, clock: systemClock(), random: () => randomBytes(8).toString("hex"), onEnd: (fault) => ended.push(fault), onUnit: (unit, format) => {
    units.push(unit);
    formats.push(format);
  } });
  clean.push(() => (opened.ok ? opened.value.close() : undefined));
  return { units, formats, ended, fault: opened.ok ? undefined : opened.fault };
}
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

describe("a camera of single JPEGs over HTTP", () => {
  test.each([true, false])("with the length of each part: %s; every picture whole, a key one, with its size", async (length) => {
    const { url } = await camera((answer) => film(answer, { length }));
    const { units, formats } = await play(url);
    await until(() => units.length >= 20, 20_000);
    expect(formats.at(-1)).toEqual({ codec: "mjpeg", name: "mjpeg", width: 320, height: 240 });
    for (const { key, data } of units) expect([key, data.subarray(0, jpeg().length).equals(jpeg())]).toEqual([true, true]);
    expect(units.every(({ timestamp }, i) => i === 0 || timestamp > (units[i - 1]?.timestamp ?? 0))).toBe(true);
  });
  test("with Basic and with Digest, proved by the server as RFC 7616 has it; refused with another password, and with none", async () => {
    const wants: Say = (answer) => void answer.writeHead(401, { "WWW-Authenticate": ['Basic realm="cam"', 'Digest realm="cam", nonce="n1", qop="auth"'] }).end();
    const { url, asked } = await camera((answer, { headers: { authorization } }) => {
      const given = Object.fromEntries([...(authorization ?? "").matchAll(/(\w+)="?([^",]*)"?/g)].map(([, name, value]) => [name, value]));
      const right = md5(`${md5(`cam:cam:${LOGIN.password}`)}:n1:${given["nc"]}:${given["cnonce"]}:auth:${md5("GET:/video.mjpg?ch=1")}`);
      return given["response"] === right ? film(answer) : wants(answer, asked[0]!);
    });
    const { units } = await play(url, LOGIN);
    await until(() => units.length >= 3, 20_000);
    expect((await play(url, { ...LOGIN, password: "sai" })).fault).toMatchObject({ reason: "unauthorized" });
    expect((await play(url)).fault).toMatchObject({ reason: "login-wanted" });
    const basic = await camera((answer, { headers: { authorization } }) => (authorization === `Basic ${Buffer.from("cam:bi-mat-cam").toString("base64")}` ? film(answer) : void answer.writeHead(401, { "WWW-Authenticate": 'Basic realm="cam"' }).end()));
    const plain = await play(basic.url, LOGIN);
    await until(() => plain.units.length >= 3, 20_000);
  });
  test("that changes its size says so with the picture; torn pictures between whole ones are left out", async () => {
    const { url } = await camera((answer) => film(answer, { picture: (n) => (n % 5 === 3 ? jpeg().subarray(0, 900) : jpeg(n < 10 ? 320 : 640, 240)) }));
    const { units, formats } = await play(url);
    await until(() => formats.at(-1)?.width === 640 && units.some(({ broken }) => broken), 20_000);
    expect(units.every(({ data }) => data.length >= jpeg().length)).toBe(true);
  });
  test("that is cut off, and one that stands still, end for their reason", async () => {
    const cut = await camera((answer) => {
      film(answer);
      setTimeout(() => answer.destroy(), 500);
    });
    const one = await play(cut.url);
    await until(() => one.ended.length > 0, 20_000);
    expect(one.ended).toMatchObject([{ reason: "closed" }]);
    const still = await camera((answer) => answer.writeHead(200, { "Content-Type": "multipart/x-mixed-replace; boundary=x" }).flushHeaders());
    const two = await play(still.url);
    await until(() => two.ended.length > 0, 30_000);
    expect(two.ended).toMatchObject([{ reason: "stalled" }]);
    await until(() => still.open() === 0);
  });
});

describe("invariant 12 a hostile web server is a fault, its connection is closed, and nothing throws", () => {
  test.each<[string, RtspFault["reason"], Say]>([
    ["never answers", "timeout", () => undefined],
    ["sends one picture", "unsupported", (answer) => void answer.writeHead(200, { "Content-Type": "image/jpeg" }).end(jpeg())],
    ["sends a web page", "unsupported", (answer) => void answer.writeHead(200, { "Content-Type": "text/html" }).end("<p>")],
    ["points to another machine", "redirected", (answer) => void answer.writeHead(302, { Location: "http://127.0.0.2:9/x" }).end()],
    ["points to itself for ever", "redirected", (answer, { url }) => void answer.writeHead(301, { Location: `${url}1` }).end()],
    ["points to a file", "redirected", (answer) => void answer.writeHead(302, { Location: "file:///etc/passwd" }).end()],
    ["asks for a proof again and again", "unauthorized", (answer) => void answer.writeHead(401, { "WWW-Authenticate": `Digest realm="x", nonce="${randomBytes(8).toString("hex")}", stale=true` }).end()],
    ["speaks no HTTP", "malformed", (answer) => void answer.socket?.end("SSH-2.0-camera\r\n\r\n")],
    ["sends a head without end", "malformed", (answer) => void answer.socket?.write(`HTTP/1.1 200 OK\r\nX: ${"y".repeat(60_000)}`)],
    ["hangs up", "closed", (answer) => void answer.socket?.destroy()],
    ["knows no such path", "not-found", (answer) => void answer.writeHead(404).end()],
  ])("%s", async (_what, reason, say) => {
    const hostile = await camera(say);
    const { fault } = await play(hostile.url, LOGIN);
    expect(fault).toMatchObject({ reason });
    expect(fault?.detail).not.toMatch(/bi-mat|127\.0\.0\.1/);
    await until(() => hostile.open() === 0);
    expect(hostile.asked.length).toBeLessThanOrEqual(4);
  });
  test("a picture without end, and parts that are no pictures, end the stream in bounds", async () => {
    const endless = await camera((answer) => {
      answer.writeHead(200, { "Content-Type": "multipart/x-mixed-replace; boundary=x" });
      answer.write("--x\r\n\r\n");
      const more = (): void => void (!answer.destroyed && answer.write(Buffer.alloc(100_000, 7), () => setTimeout(more, 1)));
      more();
    });
    const before = process.memoryUsage().rss;
    const one = await play(endless.url);
    await until(() => one.ended.length > 0, 20_000);
    expect(one.ended).toMatchObject([{ reason: "malformed" }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    const noise = await camera((answer) => film(answer, { picture: () => randomBytes(500) }));
    const two = await play(noise.url);
    await until(() => two.ended.length > 0, 20_000);
    expect([two.units, two.ended]).toMatchObject([[], [{ reason: "malformed" }]]);
  });
});

describe("in the room", () => {
  let backend: TestBackend;
  let admin: string;
  beforeAll(async () => {
    backend = await startBackend();
    admin = await administrator(backend);
    mkdirSync(join(backend.folder, "films"));
    copyFileSync(new URL("../../assets/city/hue/cameras/camera-dap-da.sub.h264", import.meta.url), join(backend.folder, "films", "dap-da.h264"));
  });
  afterAll(async () => {
    await backend.stop();
    removeFolder(backend.folder);
  });
  test("a web camera and a film of the folder come to a window as any camera does; what is no film there is lost for that reason", async () => {
    const { url } = await camera((answer) => film(answer));
    for (const [id, address] of [["web", url], ["phim", "film:dap-da.h264?fps=12.5"], ["khong", "film:khong-co.mp4"]] as const) valueOf(await request(backend, admin, "camera:save", { camera: { id, name: id, position: [107.59, 16.46], streams: { main: { url: address } } }, version: 0 }));
    const window = await openVideoWindow(backend, admin);
    clean.push(() => window.close());
    window.subscribe(1, "web");
    window.subscribe(2, "phim");
    window.subscribe(3, "khong");
    await morePictures(window, 1, 10);
    await morePictures(window, 2, 10);
    expect(window.configs(1)).toMatchObject([{ codec: "mjpeg", width: 320, height: 240 }]);
    expect(window.configs(2)).toMatchObject([{ codec: expect.stringMatching(/^avc1\.64/), width: 640, height: 360 }]);
    await until(() => window.states(2).at(-1)?.is === "live" && window.states(3).at(-1)?.is === "lost");
    expect(window.states(3).at(-1)).toMatchObject({ reason: "not-found", detail: "no such film" });
    expect(await request(backend, admin, "camera:save", { camera: { id: "xa", name: "xa", position: [107.59, 16.46], streams: { main: { url: "film:../ops.db" } } }, version: 0 })).toMatchObject({ ok: false, fault: { code: "malformed" } });
  });
});
