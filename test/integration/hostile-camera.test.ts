import { randomBytes } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../backend/clock.ts";
import type { RtspFault } from "../../backend/video/rtsp/fault.ts";
import { openSession } from "../../backend/video/rtsp/session.ts";
import { until } from "../kit/until.ts";

const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});

/** A camera that answers as the test says: `say` gets each question's method and number, and the connection. */
async function camera(say: (socket: Socket, method: string, cseq: string, question: string) => void): Promise<{ port: number; questions: string[]; open: () => number }> {
  const sockets = new Set<Socket>();
  const questions: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      for (let end = text.indexOf("\r\n\r\n"); end !== -1; end = text.indexOf("\r\n\r\n")) {
        const question = text.slice(0, end);
        text = text.slice(end + 4);
        questions.push(question);
        say(socket, question.split(" ")[0] ?? "", /CSeq: (\d+)/.exec(question)?.[1] ?? "", question);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  clean.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, questions, open: () => sockets.size };
}
const ended: RtspFault[] = [];
const open = (port: number) => openSession({ url: `rtsp://127.0.0.1:${port}/live`, transport: "tcp", login: { user: "cam", password: "bi-mat" }, clock: systemClock(), random: () => randomBytes(8).toString("hex"), onUnit: () => undefined, onEnd: (fault) => ended.push(fault) });
const answer = (socket: Socket, cseq: string, headers: readonly string[] = [], body = "", status = "200 OK"): void => void socket.write([`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, ...(body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]), "", body].join("\r\n"));
const SDP = "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:t\r\n";
/** A camera that behaves up to PLAY. */
const good = (socket: Socket, method: string, cseq: string): void => answer(socket, cseq, method === "SETUP" ? ["Session: 1;timeout=60", "Transport: RTP/AVP/TCP;interleaved=0-1"] : [], method === "DESCRIBE" ? SDP : "");

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
