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

export interface Guard {
  /** What the broker reads and writes instead of the socket. */
  stream: Duplex;
}

/**
 * Stands between a socket and the broker's parser, which buffers any packet it is promised: lets through only MQTT packets
 * within bounds, starting with a CONNECT, and closes the connection at the first that is not.
 */
export function openGuard(socket: Socket, maxPacket: number, refused: (why: "oversized" | "not-mqtt" | "wrong-version", size: number, sample: string) => void): Guard {
  const frames = openFrames(maxPacket);
  let opening: Buffer | undefined = Buffer.alloc(0);
  const stream = new Duplex({
    readableHighWaterMark: READ_AHEAD,
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    writev: (chunks, done) => void socket.write(Buffer.concat(chunks.map(({ chunk }: { chunk: Buffer }) => chunk)), done),
    final: (done) => void (socket.destroyed ? done() : socket.end(done)),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  const stop = (why: "oversized" | "not-mqtt" | "wrong-version", size: number, chunk: Uint8Array): void => {
    socket.off("data", look);
    if (why === "wrong-version") socket.end(WRONG_VERSION);
    refused(why, size, sampleOf(chunk));
    stream.destroy();
  };
  const look = (chunk: Buffer): void => {
    let bytes = chunk;
    if (opening !== undefined) {
      bytes = opening.length === 0 ? chunk : Buffer.concat([opening, chunk]);
      const first = judgeOpening(bytes, MAX_CONNECT);
      if (first === "more") {
        opening = bytes;
        return;
      }
      opening = undefined;
      if (first !== "connect") return stop(first, bytes.length, bytes);
    }
    const verdict = frames.see(bytes);
    if (verdict !== "pass") return stop(verdict, frames.size(), bytes);
    if (!stream.push(bytes)) socket.pause();
  };
  socket.setNoDelay(true);
  socket.on("data", look);
  socket.on("end", () => void stream.push(null));
  socket.on("error", () => void stream.destroy());
  // A sender that said goodbye may have messages here still to be read: then the stream ends by itself, after them.
  socket.on("close", () => void (socket.readableEnded || stream.destroy()));
  return { stream };
}
