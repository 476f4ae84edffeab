import { randomBytes, randomInt } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { packets, type Sender } from "./packets.ts";

export type Pictures = readonly { nals: Buffer[]; key: boolean }[];
/** A film that turns round and round. */
export interface Film {
  /** Its path. */
  id: string;
  pictures: Pictures;
  /** From the next key picture on these are shown in their place: as many, and with key pictures in the same places. */
  now?: () => Pictures;
  fps: number;
  /** By how much its pictures come after those of the others, ms: cameras are not in step, and neither is the work they make. */
  phase?: number;
}
/** Connections at a time; bytes of a question; bytes that may wait for one who does not read, before it is cut off. */
const MOST = { clients: 64, question: 4096, waiting: 1_000_000 };
/** Ticks of the RTP clock a second; ms between two sender reports; seconds from 1900 to 1970. */
const [CLOCK, REPORT, NTP_1970] = [90_000, 5000, 2_208_988_800];
const PAYLOAD_TYPE = 96;

export interface Serving {
  port: number;
  close(): Promise<void>;
}

/** Serves films over RTSP as a camera would (RFC 2326, TCP alone), at `/ID`. @param port 0: any. @throws when the port is taken */
export async function serveFilms(films: readonly Film[], port: number): Promise<Serving> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    if (clients.size >= MOST.clients) return void socket.destroy();
    clients.add(socket);
    socket.setNoDelay(true);
    attend(socket, films);
    socket.once("close", () => clients.delete(socket));
  });
  await new Promise<void>((done, broken) => {
    server.once("error", broken);
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () => new Promise((done) => {
      for (const client of clients) client.destroy();
      server.close(() => done());
    }),
  };
}

/** One connection: its questions, and the film it wants. */
function attend(socket: Socket, films: readonly Film[]): void {
  const session = randomBytes(8).toString("hex");
  let waiting: Buffer = Buffer.alloc(0);
  let stop: (() => void) | undefined;
  socket.on("error", () => socket.destroy());
  socket.once("close", () => stop?.());
  socket.on("data", (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (waiting[0] === 0x24) {
        // The receiver's own reports: they change nothing here.
        const size = waiting.length < 4 ? Infinity : 4 + waiting.readUInt16BE(2);
        if (waiting.length < size) break;
        waiting = waiting.subarray(size);
        continue;
      }
      const end = waiting.indexOf("\r\n\r\n", 0, "latin1");
      if (end === -1) break;
      answer(waiting.toString("latin1", 0, end));
      waiting = waiting.subarray(end + 4);
    }
    if (waiting.length > 70_000 || (waiting[0] !== 0x24 && waiting.length > MOST.question)) socket.destroy();
  });

  function answer(question: string): void {
    const [, method = "", path = ""] = /^([A-Z_]{1,20}) rtsp:\/\/[^/\s]{1,100}(\/\S{0,200})? RTSP\/1\.0/.exec(question) ?? [];
    const cseq = /^cseq:\s*(\d{1,9})/im.exec(question)?.[1] ?? "0";
    const film = films.find(({ id }) => path === `/${id}` || path === `/${id}/` || path === `/${id}/picture`);
    const reply = (status: string, headers: readonly string[] = [], body = ""): void => void socket.write([`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, ...(body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]), "", body].join("\r\n"));
    if (method === "") return reply("400 Bad Request");
    if (method === "OPTIONS") return reply("200 OK", ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN"]);
    if (film === undefined) return reply("404 Not Found");
    switch (method) {
      case "DESCRIBE": return reply("200 OK", ["Content-Type: application/sdp", `Content-Base: rtsp://127.0.0.1/${film.id}/`], description(film));
      case "SETUP": return /^transport:.*RTP\/AVP\/TCP/im.test(question) ? reply("200 OK", ["Transport: RTP/AVP/TCP;unicast;interleaved=0-1", `Session: ${session};timeout=60`]) : reply("461 Unsupported Transport");
      case "PLAY":
        reply("200 OK", [`Session: ${session}`]);
        stop ??= play(socket, film);
        return;
      case "GET_PARAMETER": return reply("200 OK", [`Session: ${session}`]);
      case "TEARDOWN":
        reply("200 OK");
        socket.end();
        return;
      default: return reply("501 Not Implemented");
    }
  }
}

function description({ id, pictures, fps }: Film): string {
  const sets = (pictures[0]?.nals ?? []).filter((nal) => [7, 8].includes((nal[0] ?? 0) & 0x1f)).map((nal) => nal.toString("base64"));
  return ["v=0", "o=- 1 1 IN IP4 127.0.0.1", `s=${id}`, "t=0 0", "a=control:*", `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`, `a=rtpmap:${PAYLOAD_TYPE} H264/${CLOCK}`, `a=fmtp:${PAYLOAD_TYPE} packetization-mode=1;sprop-parameter-sets=${sets.join(",")}`, `a=framerate:${fps}`, "a=control:picture", ""].join("\r\n");
}

/** Sends pictures as the wall clock has them, from the newest key one on, so that all who look see the same. @returns the way to stop */
function play(socket: Socket, { pictures: first, now: newest = () => first, fps, phase = 0 }: Film): () => void {
  const sender: Sender = { ssrc: randomInt(2 ** 32), payloadType: PAYLOAD_TYPE, seq: randomInt(2 ** 16) };
  const offset = randomInt(2 ** 32);
  const every = 1000 / fps;
  const numberAt = (at: number): number => Math.floor((at - phase) / every);
  const ticksAt = (number: number): number => (offset + Math.round(((number * every) / 1000) * CLOCK)) % 2 ** 32;
  let pictures = first;
  const pictureOf = (number: number) => pictures[number % pictures.length];
  let next = numberAt(Date.now());
  // A key picture is never further back than the whole film.
  for (let back = 0; back < pictures.length && pictureOf(next)?.key !== true; back++) next--;
  let reportAt = 0;
  const frame = (channel: number, data: Buffer): void => void socket.write(Buffer.concat([Buffer.from([0x24, channel, data.length >> 8, data.length & 255]), data]));

  function beat(): void {
    if (socket.writableLength > MOST.waiting) return void socket.destroy();
    const now = Date.now();
    // After a sleep or a jump of the clock it goes on from now.
    if (Math.abs(numberAt(now) - next) > pictures.length) next = numberAt(now);
    for (; next <= numberAt(now); next++) {
      if (pictureOf(next)?.key === true) pictures = newest();
      for (const packet of packets(pictureOf(next)?.nals ?? [], sender, ticksAt(next))) frame(0, packet);
    }
    if (now >= reportAt) {
      reportAt = now + REPORT;
      frame(1, senderReport(sender.ssrc, now, ticksAt((now - phase) / every)));
    }
    timer = setTimeout(beat, Math.max(1, next * every + phase - Date.now()));
  }
  let timer = setTimeout(beat, 0);
  return () => clearTimeout(timer);
}

function senderReport(ssrc: number, wall: number, ticks: number): Buffer {
  const report = Buffer.alloc(28);
  report.writeUInt32BE(0x80_c8_00_06, 0);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE(Math.floor(wall / 1000) + NTP_1970, 8);
  report.writeUInt32BE(Math.floor(((wall % 1000) / 1000) * 2 ** 32), 12);
  report.writeUInt32BE(ticks >>> 0, 16);
  return report;
}
