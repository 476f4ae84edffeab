import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import type { RtspFault } from "../../backend/video/rtsp/fault.ts";
import { openSession } from "../../backend/video/rtsp/session.ts";
import { answer, good, startScriptedCamera, type ScriptedCamera } from "../kit/scripted-camera.ts";
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
const ended: RtspFault[] = [];
const open = (port: number) => openSession({ url: `rtsp://127.0.0.1:${port}/live`, transport: "tcp", login: { user: "cam", password: "bi-mat" }, clock: systemClock(), random: () => randomBytes(8).toString("hex"), onUnit: () => undefined, onEnd: (fault) => ended.push(fault) });

describe("invariant 12 a hostile camera is a fault, its connection is closed, and nothing throws", () => {
  test.each<[string, RtspFault["reason"], Parameters<typeof camera>[0]]>([
    ["accepts and never answers", "timeout", () => undefined],
    ["sends a description without end", "malformed", (socket, _, cseq) => answer(socket, cseq, ["Content-Length: 999999999"], "")],
    ["sends a huge description", "malformed", (socket, _, cseq) => answer(socket, cseq, [], "v=0\r\n".repeat(20_000))],
    ["sends a head without end", "malformed", (socket) => void socket.write(`RTSP/1.0 200 OK\r\nX: ${"y".repeat(40_000)}`)],
    ["sends garbage", "malformed", (socket) => void socket.write(Buffer.concat([Buffer.from("garbage\r\n\r\n"), randomBytes(5000)]))],
    ["speaks HTTP", "malformed", (socket) => void socket.write("HTTP/1.1 200 OK\r\n\r\n")],
    ["hangs up", "closed", (socket) => void socket.end()],
    ["points to another machine", "redirected", (socket, _, cseq) => answer(socket, cseq, ["Location: rtsp://127.0.0.1:9/evil"], "", "302 Moved")],
    ["points to itself for ever", "redirected", (socket, _, cseq, question) => answer(socket, cseq, [`Location: ${/rtsp:\S+/.exec(question)?.[0]}`], "", "301 Moved")],
    ["asks for a proof again and again", "unauthorized", (socket, _, cseq) => answer(socket, cseq, [`WWW-Authenticate: Digest realm="x", nonce="${randomBytes(8).toString("hex")}", stale=true`], "", "401 No")],
    ["settles on what was not asked", "unsupported", (socket, method, cseq) => (method === "SETUP" ? answer(socket, cseq, ["Session: 1", "Transport: RTP/AVP;unicast;server_port=1-2"]) : good(socket, method, cseq))],
    ["answers for ever what nobody asked", "timeout", (socket) => void setInterval(() => socket.destroyed || answer(socket, "4000000000"), 5).unref()],
    ["speaks a letter at a time", "timeout", (socket) => void setInterval(() => socket.destroyed || socket.write("R"), 50).unref()],
    ["gives no session", "malformed", (socket, method, cseq) => (method === "SETUP" ? answer(socket, cseq, ["Transport: RTP/AVP/TCP;interleaved=0-1"]) : good(socket, method, cseq))],
  ])("%s", async (_what, reason, say) => {
    const hostile = await camera(say);
    const opened = await open(hostile.port);
    expect(opened).toMatchObject({ ok: false, fault: { reason } });
    expect(opened.ok ? "" : opened.fault.detail).not.toMatch(/bi-mat|127\.0\.0\.1/);
    await until(() => hostile.open() === 0);
    expect(hostile.questions.length).toBeLessThanOrEqual(12);
  });

  test("a login is proved at the machine it was kept for, and never sent where a redirection points", async () => {
    const second = await camera(good);
    const first = await camera((socket, _, cseq) => answer(socket, cseq, [`Location: rtsp://127.0.0.1:${second.port}/live`], "", "302 Moved"));
    expect(await open(first.port)).toMatchObject({ ok: false, fault: { reason: "redirected" } });
    expect(second.questions).toEqual([]);
  });

  test("frames of lengths that lie, of channels nobody asked for and of no RTP give no picture and end as one that sends none", async () => {
    ended.length = 0;
    const before = process.memoryUsage().rss;
    const noise = (): Buffer => Buffer.concat([Buffer.from([0x24, 7, 0, 5]), randomBytes(5), Buffer.from([0x24, 1, 1, 0]), randomBytes(256), Buffer.from([0x24, 0, 0xff, 0xff]), randomBytes(65_535)]);
    const hostile = await camera((socket, method, cseq) => {
      good(socket, method, cseq);
      if (method === "PLAY") for (let i = 0; i < 200; i++) socket.write(noise());
    });
    const opened = await open(hostile.port);
    expect(opened.ok).toBe(true);
    await until(() => ended.length > 0, 20_000);
    expect(ended).toMatchObject([{ reason: "stalled" }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});
