import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { systemClock } from "../../backend/clock.ts";
import { packets } from "../../backend/feed/cameras/packets.ts";
import { openHub, type Hub } from "../../backend/video/gateway/hub.ts";
import type { SentFormat, SentUnit } from "../../backend/video/gateway/source.ts";
import { frame, good, startScriptedCamera, type ScriptedCamera } from "../kit/scripted-camera.ts";
import { until } from "../kit/until.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});
async function camera(say: Parameters<typeof startScriptedCamera>[0]): Promise<ScriptedCamera> {
  const made = await startScriptedCamera(say);
  clean.push(() => made.close());
  return made;
}

const hex = (text: string): Buffer => Buffer.from(text, "hex");
/** Parameter sets and the beginning of a key picture, as encoders make them. */
const FULL_HD = [hex("67640029acd940780227e5c05a808080a0000003002000000651e30632c0"), hex("68ebe3cb22c0")];
const HD = [hex("6764001facd9405005bb011000000300100000030303c0f1831960"), hex("68ebe3cb22c0")];
const H265 = [hex("40010c01ffff01600000030090000003000003005d959809"), hex("42010101600000030090000003000003005da00280802d165959a4932b9a020000030002000003006410"), hex("4401c172b46240")];
const picture = (head: string): Buffer => Buffer.concat([hex(head), randomBytes(900)]);

/** Sends one picture after the other, 25 a second, until the connection ends. @returns the way to stop */
function film(socket: Socket, next: (n: number) => Buffer[], type = 96): () => void {
  const sender = { ssrc: 7, payloadType: type, seq: 1 };
  let n = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer);
    for (const packet of packets(next(n), sender, n * 3600)) socket.write(frame(packet));
    n++;
  }, 40);
  return () => clearInterval(timer);
}
interface Seen { units: SentUnit[]; formats: SentFormat[]; states: StreamState[]; hub: Hub }
/** A viewer of the camera, as a window's tile is one. */
function look(port: number): Seen {
  const hub = openHub({ clock: systemClock(), chance: () => 0, random: () => randomBytes(8).toString("hex"), onState: () => undefined });
  clean.push(() => hub.close());
  const id = CameraId.parse("c");
  hub.update([{ id, urls: { main: `rtsp://127.0.0.1:${port}/live` }, transport: "tcp", sensitive: false, always: false, enabled: true }]);
  const seen: Seen = { units: [], formats: [], states: [], hub };
  hub.watch(id, "main", { unit: (unit) => void seen.units.push(unit), format: (format) => void seen.formats.push(format), state: (state) => void seen.states.push(state) });
  return seen;
}

describe("a camera that changes in flight", () => {
  test("its resolution: the new format is told before its first picture, which is a key one", async () => {
    const { port } = await camera((socket, method, cseq) => {
      good(socket, method, cseq);
      if (method === "PLAY") film(socket, (n) => (n % 10 === 0 ? [...(n < 20 ? FULL_HD : HD), picture("6588")] : [picture("4188")]));
    });
    const { formats, units, hub } = look(port);
    await until(() => formats.length >= 2, 20_000);
    await until(() => units.length >= 25, 20_000);
    expect(formats.map(({ width, height }) => [width, height])).toEqual([[1920, 1080], [1280, 720]]);
    // What came before cannot be decoded with what comes: a window that looks now begins with the new format's own pictures.
    const ring = hub.source(CameraId.parse("c"), "main")?.ring.all() ?? [];
    expect(ring[0]).toMatchObject({ key: true });
    expect(ring[0]?.data.includes(HD[0]!)).toBe(true);
    expect(ring.some(({ data }) => data.includes(FULL_HD[0]!))).toBe(false);
  });

  test.each([["under another payload type", 97], ["under the same payload type", 96]] as const)("its codec, %s: it is asked again and shown in the new one", async (_how, type) => {
    let [asked, changed] = [0, false];
    const { port } = await camera((socket, method, cseq) => {
      if (method === "DESCRIBE") asked++;
      good(socket, method, cseq, changed ? "H265" : "H264");
      if (method !== "PLAY") return;
      if (changed) return void film(socket, (n) => (n % 10 === 0 ? [...H265, picture("2601af")] : [picture("0201d0")]));
      const stop = film(socket, (n) => (n % 10 === 0 ? [...FULL_HD, picture("6588")] : [picture("4188")]));
      setTimeout(() => {
        changed = true;
        stop();
        film(socket, (n) => (n % 10 === 0 ? [...H265, picture("2601af")] : [picture("0201d0")]), type);
      }, 1000);
    });
    const { formats, states, units } = look(port);
    await until(() => formats.at(-1)?.codec === "h265", 40_000, () => JSON.stringify([formats, states, units.length]));
    expect(asked).toBe(2);
    expect(states.some(({ is, reason }) => is === "lost" && reason === "stalled")).toBe(true);
    await until(() => units.at(-1)?.codec === "h265" && states.at(-1)?.is === "live", 10_000);
  });

  test("that plays and never sends a picture is lost for that reason, and asked again", async () => {
    const silent = await camera((socket, method, cseq) => good(socket, method, cseq));
    const { states } = look(silent.port);
    await until(() => silent.questions.filter((question) => question.startsWith("PLAY")).length >= 2, 30_000);
    expect(states.find(({ is }) => is === "lost")).toMatchObject({ reason: "stalled" });
  });

  test("invariant 12 that asks for ever and reads nothing is let go, good pictures or not: answers to it are not kept", async () => {
    const { port } = await camera((socket, method, cseq) => {
      good(socket, method, cseq);
      if (method !== "PLAY") return;
      film(socket, () => [...FULL_HD, picture("6588")]);
      socket.pause();
      const more = (): void => void (!socket.destroyed && socket.write("OPTIONS rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\n\r\n".repeat(2000), () => setTimeout(more, 1)));
      more();
    });
    const { states } = look(port);
    await until(() => states.some(({ is }) => is === "lost"), 30_000);
    expect(states.find(({ is }) => is === "lost")).toMatchObject({ reason: "malformed", detail: "it asks without reading" });
  });

  test("that sends truncated pictures between whole ones: no torn one is given out, and the whole ones go on", async () => {
    const { port } = await camera((socket, method, cseq) => {
      good(socket, method, cseq);
      if (method !== "PLAY") return;
      const sender = { ssrc: 7, payloadType: 96, seq: 1 };
      let n = 0;
      const timer = setInterval(() => {
        if (socket.destroyed) return clearInterval(timer);
        // Of five packets of each fourth picture the third is missing, and the next is garbage.
        const all = packets([...(n % 10 === 0 ? FULL_HD : []), Buffer.concat([hex(n % 10 === 0 ? "6588" : "4188"), Buffer.alloc(5000, n % 200)])], sender, n * 3600);
        for (const [i, packet] of all.entries()) if (n % 4 !== 3 || i !== 2) socket.write(frame(n % 4 === 3 && i === 3 ? randomBytes(300) : packet));
        n++;
      }, 20);
    });
    const { units } = look(port);
    await until(() => units.filter(({ broken }) => broken).length >= 5 && units.filter(({ key }) => key).length >= 3, 20_000);
    for (const { data } of units) expect(data.subarray(-5000).every((byte) => byte === data.at(-1))).toBe(true);
  });
});
