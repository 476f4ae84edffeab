import { execFileSync } from "node:child_process";
import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import type { StreamFormat } from "../../backend/video/media/unit.ts";
import type { RtspFault } from "../../backend/video/rtsp/fault.ts";
import type { Received } from "../../backend/video/rtsp/receive.ts";
import { openSession, type SessionOptions } from "../../backend/video/rtsp/session.ts";
import { CAMERA_LOGIN, NO_GSTREAMER, startRtspServer, type RtspServer } from "../kit/rtsp-server.ts";
import { until } from "../kit/until.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
async function camera(options: Parameters<typeof startRtspServer>[0] = {}): Promise<RtspServer> {
  const server = await startRtspServer(options);
  clean.push(() => server.kill());
  return server;
}
/** A stream as it plays, with what came of it. */
async function play(options: Pick<SessionOptions, "url"> & Partial<SessionOptions>): Promise<{ units: Received[]; formats: (StreamFormat | undefined)[]; ended: RtspFault[]; fault: RtspFault | undefined; close: () => void }> {
  const [units, formats, ended]: [Received[], (StreamFormat | undefined)[], RtspFault[]] = [[], [], []];
  const session = await openSession({
    transport: "tcp", clock: systemClock(), random: () => randomBytes(8).toString("hex"), onEnd: (fault) => ended.push(fault),
    onUnit: (unit, format) => {
      units.push(unit);
      formats.push(format);
    },
    ...options,
  });
  const close = (): void => (session.ok ? session.value.close() : undefined);
  clean.push(close);
  return { units, formats, ended, fault: session.ok ? undefined : session.fault, close };
}
/** First bytes of an Annex B unit's NAL units. */
const firstBytes = (data: Buffer): number[] => data.toString("latin1").split("\0\0\0\u0001").slice(1).map((nal) => nal.charCodeAt(0));
const kinds = (data: Buffer): number[] => firstBytes(data).map((byte) => byte & 0x1f);

describe.skipIf(NO_GSTREAMER !== undefined)("a foreign camera", () => {
  test.each(["tcp", "udp"] as const)("H.264 over %s: whole pictures in several slices, parameter sets before each key one, 25 a second, the camera's clock known", async (transport) => {
    const { units, formats, ended } = await play({ url: (await camera()).url, transport });
    await until(() => units.length >= 150, 20_000, () => `${units.length} pictures, ${JSON.stringify(ended)}`);
    expect(formats.at(-1)).toMatchObject({ codec: "h264", width: 320, height: 240, name: expect.stringMatching(/^avc1\.42[0-9a-f]{4}$/) });
    const keys = units.filter(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(5);
    for (const { data } of keys) expect(kinds(data).filter((kind) => kind !== 6)).toEqual(expect.arrayContaining([7, 8, 5]));
    expect(kinds(keys[0]?.data ?? Buffer.alloc(0)).filter((kind) => kind === 5).length).toBeGreaterThan(1);
    const gaps = units.slice(1).map((unit, i) => (unit.timestamp - (units[i]?.timestamp ?? 0)) >>> 0);
    expect(gaps.every((gap) => gap === 3600 || gap === 3599 || gap === 3601)).toBe(true);
    expect(units.some(({ broken }) => broken)).toBe(false);
    expect(Math.abs((units.at(-1)?.captured ?? 0) - (units.at(-1)?.arrived ?? 0))).toBeLessThan(5000);
  });
  test("H.265: a key picture carries VPS, SPS and PPS, and the name WebCodecs knows it by", async () => {
    const { units, formats, ended } = await play({ url: (await camera({ codec: "h265" })).url });
    await until(() => units.length >= 60, 20_000, () => JSON.stringify(ended));
    expect(formats.at(-1)).toMatchObject({ codec: "h265", width: 320, height: 240, name: expect.stringMatching(/^hev1\.1\.6\.L\d+/) });
    expect(units[0]?.key).toBe(true);
    expect(firstBytes(units[0]?.data ?? Buffer.alloc(0)).map((byte) => (byte >> 1) & 0x3f)).toEqual(expect.arrayContaining([32, 33, 34]));
  });
  test("MJPEG: every picture is a JPEG of its own", async () => {
    const { units, formats, ended } = await play({ url: (await camera({ codec: "mjpeg" })).url });
    await until(() => units.length >= 30, 20_000, () => JSON.stringify(ended));
    expect(formats.at(-1)).toEqual({ codec: "mjpeg", name: "mjpeg", width: 320, height: 240 });
    for (const { key, data } of units) expect([key, data.subarray(0, 2).toString("hex"), data.subarray(-2).toString("hex")]).toEqual([true, "ffd8", "ffd9"]);
    // A decoder that is none of ours reads it.
    const { Transformer } = await import("@napi-rs/image");
    expect(await new Transformer(units[5]?.data ?? Buffer.alloc(0)).metadata()).toMatchObject({ width: 320, height: 240, format: "jpeg" });
  });
  test.each(["basic", "digest"] as const)("with %s authentication, refused with another password, and asked for one where none was given", async (auth) => {
    const { url } = await camera({ auth });
    const { units } = await play({ url, login: CAMERA_LOGIN });
    await until(() => units.length >= 5, 20_000);
    expect((await play({ url, login: { ...CAMERA_LOGIN, password: "sai" } })).fault).toMatchObject({ reason: "unauthorized" });
    expect((await play({ url })).fault).toMatchObject({ reason: "login-wanted" });
  });
  test("a stream there is not, a camera there is not, one that is killed and one that stands still are told apart", async () => {
    const server = await camera();
    expect((await play({ url: `rtsp://127.0.0.1:${server.port}/nothing` })).fault).toMatchObject({ reason: "not-found" });
    expect((await play({ url: "rtsp://127.0.0.1:9/live" })).fault).toMatchObject({ reason: "unreachable" });
    const still = await play({ url: server.url });
    await until(() => still.units.length > 5);
    server.freeze();
    await until(() => still.ended.length > 0, 10_000);
    expect(still.ended).toMatchObject([{ reason: "stalled" }]);
    server.thaw();
    const killed = await play({ url: server.url });
    await until(() => killed.units.length > 5);
    await server.kill();
    await until(() => killed.ended.length > 0, 10_000);
    expect(killed.ended).toMatchObject([{ reason: "closed" }]);
  });
  test("over TLS with the certificate that was kept, and with no other", async () => {
    const inner = await camera({ auth: "basic" });
    const folder = mkdtempSync(join(tmpdir(), "kydai-tls-"));
    clean.push(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=camera"], { stdio: "ignore" });
    const front: Server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (outer) => {
      const through = connect(inner.port, "127.0.0.1");
      outer.pipe(through).pipe(outer);
      outer.on("error", () => through.destroy());
      through.on("error", () => outer.destroy());
    });
    await new Promise<void>((done) => front.listen(0, "127.0.0.1", done));
    clean.push(() => front.close());
    const address = front.address();
    const url = `rtsps://127.0.0.1:${typeof address === "object" ? address?.port : 0}/live`;
    const certificate = createHash("sha256").update(new X509Certificate(readFileSync(cert)).raw).digest("hex");
    const { units, fault } = await play({ url, transport: "tls", login: CAMERA_LOGIN, certificate });
    expect(fault).toBeUndefined();
    await until(() => units.length >= 5, 20_000);
    expect((await play({ url, transport: "tls", login: CAMERA_LOGIN, certificate: "0".repeat(64) })).fault).toMatchObject({ reason: "tls" });
    expect((await play({ url, transport: "tls", login: CAMERA_LOGIN })).fault).toMatchObject({ reason: "tls" });
  });
});
