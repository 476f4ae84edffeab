import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import { openStream } from "../../backend/video/gateway/open-stream.ts";
import type { StreamFormat } from "../../backend/video/media/unit.ts";
import type { RtspFault } from "../../backend/video/rtsp/fault.ts";
import type { Received } from "../../backend/video/rtsp/receive.ts";
import { administrator, removeFolder, request, startBackend, valueOf, type TestBackend } from "../kit/backend.ts";
import { NO_FFMPEG, startHls, type HlsOptions, type HlsServer } from "../kit/hls-server.ts";
import { until } from "../kit/until.ts";
import { morePictures, openVideoWindow } from "../kit/video-window.ts";

if (NO_FFMPEG !== undefined) console.log(`skipped: streams of segments (${NO_FFMPEG})`);
const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
async function served(options: HlsOptions): Promise<HlsServer> {
  const server = await startHls(options);
  clean.push(() => server.stop());
  return server;
}
interface Played { units: Received[]; formats: (StreamFormat | undefined)[]; ended: RtspFault[]; fault: RtspFault | undefined; at: number[] }
async function play(url: string, login?: { user: string; password: string }): Promise<Played> {
  const played: Played = { units: [], formats: [], ended: [], fault: undefined, at: [] };
  const opened = await openStream({ url, transport: "tcp", login, clock: systemClock(), random: () => randomBytes(8).toString("hex"), onEnd: (fault) => played.ended.push(fault), onUnit: (unit, format) => {
    played.units.push(unit);
    played.formats.push(format);
    played.at.push(Date.now());
  } });
  clean.push(() => (opened.ok ? opened.value.close() : undefined));
  return { ...played, fault: opened.ok ? undefined : opened.fault };
}
/** Every decoded picture's hash, by ffmpeg: of the segments themselves, and of what we took out of them. */
function decoded(args: string[]): string[] {
  const done = spawnSync("ffmpeg", ["-v", "error", ...args, "-f", "framemd5", "-"], { timeout: 60_000 });
  return done.stdout.toString().split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(",").at(-1)!.trim());
}

describe.skipIf(NO_FFMPEG !== undefined)("a stream of segments that its encoder ends", () => {
  test.each<["libx264" | "libx265", "mpegts" | "fmp4", boolean, string]>([
    ["libx264", "mpegts", false, "h264"], ["libx264", "fmp4", false, "h264"], ["libx265", "mpegts", false, "hevc"], ["libx265", "fmp4", false, "hevc"], ["libx264", "mpegts", true, "h264"],
  ])("of %s in %s, encrypted: %s: every picture comes, bit by bit, at its pace, as old as it is to the end", async (codec, segments, encrypted, format) => {
    const server = await served({ codec, segments, encrypted, recorded: 3 });
    const played = await play(server.url);
    expect(played.fault).toBeUndefined();
    await until(() => played.ended.length > 0, 40_000);
    expect(played.ended).toMatchObject([{ reason: "ended" }]);
    expect(played.units).toHaveLength(75);
    expect(Math.min(...played.units.map(({ arrived }, i) => played.at[i]! - arrived))).toBeGreaterThan(900);
    // What is over when it is asked for was not made now: none of it is shown again.
    expect((await play(server.url)).fault).toMatchObject({ reason: "ended" });
    expect(played.formats.at(-1)).toMatchObject({ width: 320, height: 180 });
    expect(played.units.filter(({ key }) => key).length).toBeGreaterThanOrEqual(3);
    expect(played.units.some(({ broken }) => broken)).toBe(false);
    const raw = join(server.folder, "ours");
    writeFileSync(raw, Buffer.concat(played.units.map(({ data }) => data)));
    const theirs = decoded(["-allowed_extensions", "ALL", "-protocol_whitelist", "file,crypto,data", "-i", join(server.folder, "live.m3u8")]);
    expect(theirs).toHaveLength(75);
    expect(decoded(["-f", format, "-i", raw])).toEqual(theirs);
    // Not all at once: three seconds of film take about three seconds, whatever the machine does beside it.
    expect(played.at.at(-1)! - played.at[0]!).toBeGreaterThan(2500);
    // Shown times ascend in the order they are shown in.
    const times = played.units.map(({ timestamp }) => timestamp).toSorted((a, b) => a - b);
    expect(times.every((time, i) => i === 0 || time - times[i - 1]! === 3600)).toBe(true);
  }, 90_000);
});

describe.skipIf(NO_FFMPEG !== undefined)("a live stream of segments", () => {
  test("begins with the next segment, goes on, and says how old its pictures are", async () => {
    const server = await served({});
    await until(() => existsSync(join(server.folder, "live.m3u8")), 30_000);
    const { units, formats, at, ended } = await play(server.url);
    await until(() => units.length >= 120, 60_000);
    expect(units[0]?.key).toBe(true);
    expect(formats.at(-1)).toMatchObject({ codec: "h264", width: 320, height: 180 });
    expect(ended).toEqual([]);
    // The last picture of a segment was made before the segment was there, the first a whole segment earlier.
    const ages = units.map(({ arrived }, i) => at[i]! - arrived);
    expect(Math.max(...ages.slice(25))).toBeGreaterThan(900);
    expect(Math.min(...ages)).toBeGreaterThan(-5);
    expect(units.every(({ arrived }, i) => i === 0 || arrived >= units[i - 1]!.arrived)).toBe(true);
    // What the sender says of its own clock is told with it.
    expect(units.every(({ captured }) => captured !== undefined && Math.abs(captured - Date.now()) < 120_000)).toBe(true);
  }, 120_000);
  test("its delay does not grow: an encoder that stood still is caught up with", async () => {
    const server = await served({});
    await until(() => existsSync(join(server.folder, "live.m3u8")), 30_000);
    const { units, at } = await play(server.url);
    await until(() => units.length >= 30, 60_000);
    server.pause(true);
    await until(() => Date.now() - (at.at(-1) ?? 0) > 2500, 30_000);
    server.pause(false);
    const stood = units.length;
    await until(() => units.length >= stood + 100, 60_000);
    const lag = Date.now() - units.at(-1)!.arrived;
    expect(lag).toBeLessThan(15_000);
  }, 120_000);
  test("with a login, by a playlist of several streams, the largest of them", async () => {
    const server = await served({ user: "cam:bi-mat", instead: (path, answer) => path === "master.m3u8" && Boolean(answer.end("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100,CODECS=\"avc1\"\nsmall.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900\nlive.m3u8\n")) });
    await until(() => existsSync(join(server.folder, "live.m3u8")), 30_000);
    const url = server.url.replace("live", "master");
    expect((await play(server.url)).fault).toMatchObject({ reason: "login-wanted" });
    const { units } = await play(url, { user: "cam", password: "bi-mat" });
    await until(() => units.length >= 20, 60_000);
    expect(server.asked).not.toContain("small.m3u8");
  }, 90_000);
});

const media = (body: string): string => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:7\n${body}`;
describe("invariant 12 a hostile server of segments is a fault, and nothing throws", () => {
  const endless = (answer: ServerResponse): void => {
    answer.writeHead(200);
    const more = (): void => void (!answer.destroyed && answer.write("#EXTINF:1,\nx.ts\n".repeat(5000), () => setTimeout(more, 1)));
    more();
  };
  test.each<[string, string, (path: string, answer: ServerResponse) => unknown]>([
    ["no playlist", "malformed", (_, answer) => answer.end("<html></html>")],
    ["garbage", "malformed", (_, answer) => answer.end(randomBytes(20_000))],
    ["a playlist without end", "malformed", (_, answer) => endless(answer)],
    ["another machine's segments", "redirected", (_, answer) => answer.end(media("#EXTINF:1,\nhttp://127.0.0.2/x.ts\n"))],
    ["a file of ours", "redirected", (_, answer) => answer.end(media("#EXTINF:1,\nfile:///etc/passwd\n"))],
    ["a redirection to another machine", "redirected", (_, answer) => answer.writeHead(302, { Location: "http://127.0.0.2/live.m3u8" }).end()],
    ["a circle of redirections", "redirected", (path, answer) => answer.writeHead(302, { Location: `/${path}` }).end()],
    ["a playlist of itself", "malformed", (_, answer) => answer.end("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlive.m3u8\n")],
    ["nothing", "timeout", () => undefined],
    ["another encryption", "unsupported", (_, answer) => answer.end(media("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"\n#EXTINF:1,\nx.ts\n"))],
    ["parts of files", "unsupported", (_, answer) => answer.end(media("#EXTINF:1,\n#EXT-X-BYTERANGE:10@0\nx.ts\n"))],
  ])("%s", async (_, reason, say) => {
    const server = await serve(say);
    expect((await play(server.url)).fault).toMatchObject({ reason });
  }, 30_000);
  test.each<[string, string, (answer: ServerResponse) => unknown]>([
    ["segments of garbage", "malformed", (answer) => answer.end(randomBytes(50_000))],
    ["segments that are gone", "not-found", (answer) => answer.writeHead(404).end()],
    ["segments larger than any", "malformed", (answer) => answer.writeHead(200, { "Content-Length": "99999999" }).end()],
    ["segments of packets and no picture", "malformed", (answer) => answer.end(Buffer.concat(Array.from({ length: 100 }, () => Buffer.concat([Buffer.from([0x47, 0x40, 0, 0x10]), Buffer.alloc(184, 0xff)]))))],
  ])("%s", async (_, reason, say) => {
    let seq = 0;
    const server = await serve((path, answer) => (path.endsWith(".m3u8") ? answer.end(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${seq++}\n#EXTINF:1,\ns${seq}.ts\n`) : say(answer)));
    const { ended } = await play(server.url);
    await until(() => ended.length > 0, 40_000);
    expect(ended).toMatchObject([{ reason }]);
  }, 60_000);
  test("a playlist that never has anything new", async () => {
    const server = await serve((path, answer) => (path.endsWith(".m3u8") ? answer.end(media("")) : answer.writeHead(404).end()));
    const { ended } = await play(server.url);
    await until(() => ended.length > 0, 40_000);
    expect(ended).toMatchObject([{ reason: "stalled" }]);
  }, 60_000);
});
/** A web server that says what the test has it say. */
async function serve(say: (path: string, answer: ServerResponse) => unknown): Promise<{ url: string }> {
  const { createServer } = await import("node:http");
  const server = createServer((asked, answer) => {
    answer.on("error", () => undefined);
    say(new URL(asked.url ?? "/", "http://x").pathname.slice(1), answer);
  });
  server.on("connection", (socket) => void socket.on("error", () => undefined));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  clean.push(() => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  }));
  const given = server.address();
  return { url: `http://127.0.0.1:${typeof given === "object" && given !== null ? given.port : 0}/live.m3u8` };
}

describe.skipIf(NO_FFMPEG !== undefined)("the room", () => {
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
  test("shows a stream of segments like any camera's", async () => {
    const server = await served({});
    await until(() => existsSync(join(server.folder, "live.m3u8")), 30_000);
    valueOf(await request(backend, admin, "camera:save", { camera: { id: "hls", name: "Đê", position: [107.59, 16.46], streams: { main: { url: server.url } } }, version: 0 }));
    const window = await openVideoWindow(backend, admin);
    clean.push(() => window.close());
    window.subscribe(1, "hls");
    await morePictures(window, 1, 40, 60_000);
    expect(readFileSync(join(server.folder, "live.m3u8"), "utf8")).toContain("#EXTM3U");
  }, 90_000);
});
