import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { judgeOpening, openFrames } from "./mqtt-frames.ts";
import { sampleOf } from "./sample.ts";

/** CONNACK with return code 1, "unacceptable protocol version" (MQTT 3.1.1 §3.2.2.3). */
const WRONG_VERSION = Uint8Array.of(0x20, 2, 0, 1);
/** Largest CONNECT: client id, user name, secret and a will. */
const MAX_CONNECT = 16_384;
/** Bytes read ahead per connection: also the bound of what one connection may have unsettled. */
const READ_AHEAD = 65_536;

export type Refusal = "oversized" | "not-mqtt" | "wrong-version" | "too-late";

export interface GuardOptions {
  /** Largest packet body, bytes. */
  maxPacket: number;
  /** ms for the whole CONNECT to begin to be readable as one. */
  connectTimeout: number;
  after: (ms: number, act: () => void) => () => void;
  /** A CONNECT has come: the broker may read the stream. */
  ready: () => void;
  /** The connection is closed for what it sent; `size` of it, bytes, and a sample. */
  refused: (why: Refusal, size: number, sample: string) => void;
}

/**
 * Stands between a socket and the broker's parser, which buffers any packet it is promised: lets through only MQTT packets
 * within bounds, starting with a CONNECT, and closes the connection at the first that is not.
 *
 * @returns what the broker reads and writes instead of the socket
 */
export function openGuard(socket: Socket, options: GuardOptions): Duplex {
  const frames = openFrames(options.maxPacket);
  let opening: Buffer | undefined = Buffer.alloc(0);
  const stream = new Duplex({
    readableHighWaterMark: READ_AHEAD,
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    writev: (chunks, done) => void socket.write(Buffer.concat(chunks.map(({ chunk }: { chunk: Buffer }) => chunk)), done),
    final: (done) => void (socket.destroyed ? done() : socket.end(done)),
    destroy: (error, done) => {
      onTime();
      socket.destroy();
      done(error);
    },
  });
  const stop = (why: Refusal, size: number, chunk: Uint8Array): void => {
    socket.off("data", look);
    if (why === "wrong-version") socket.end(WRONG_VERSION, () => void stream.destroy());
    else stream.destroy();
    options.refused(why, size, sampleOf(chunk));
  };
  const onTime = options.after(options.connectTimeout, () => stop("too-late", 0, new Uint8Array()));
  const look = (chunk: Buffer): void => {
    let bytes = chunk;
    if (opening !== undefined) {
      bytes = opening.length === 0 ? chunk : Buffer.concat([opening, chunk]);
      const first = judgeOpening(bytes, MAX_CONNECT);
      if (first === "more") {
        opening = bytes;
        return;
      }
      if (first !== "connect") return stop(first, bytes.length, bytes);
    }
    const verdict = frames.see(bytes);
    if (verdict !== "pass") return stop(verdict, frames.size(), bytes);
    if (!stream.push(bytes)) socket.pause();
    if (opening === undefined) return;
    opening = undefined;
    onTime();
    options.ready();
  };
  socket.setNoDelay(true);
  socket.on("data", look);
  socket.on("end", () => void (opening === undefined ? stream.push(null) : stream.destroy()));
  socket.on("error", () => void stream.destroy());
  // A sender that said goodbye may have messages here still to be read: then the stream ends by itself, after them.
  socket.on("close", () => void ((socket.readableEnded && opening === undefined) || stream.destroy()));
  return stream;
}
