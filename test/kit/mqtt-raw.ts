/** MQTT 3.1.1 written byte by byte, independent of every MQTT library: for what a library would not send. */
import { connect, type Socket } from "node:net";

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]);
};

/** A packet of this first byte around its body. */
export function packet(first: number, body: Uint8Array): Buffer {
  const length: number[] = [];
  let left = body.length;
  do {
    const more = left > 127;
    length.push((left & 127) | (more ? 128 : 0));
    left >>= 7;
  } while (left > 0);
  return Buffer.concat([Buffer.of(first, ...length), body]);
}

export function connectPacket({ id, user, secret, clean = true, keepalive = 60, level = 4 }: { id: string; user: string; secret: string; clean?: boolean; keepalive?: number; level?: number }): Buffer {
  const flags = 0xc0 | (clean ? 2 : 0);
  return packet(0x10, Buffer.concat([text("MQTT"), Buffer.of(level, flags, keepalive >> 8, keepalive & 255), ...(level === 5 ? [Buffer.of(0)] : []), text(id), text(user), text(secret)]));
}

export function publishPacket({ topic, payload, qos = 0, id = 0, dup = false, retain = false }: { topic: string; payload: string | Uint8Array; qos?: 0 | 1 | 2; id?: number; dup?: boolean; retain?: boolean }): Buffer {
  const first = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  return packet(first, Buffer.concat([text(topic), ...(qos > 0 ? [Buffer.of(id >> 8, id & 255)] : []), Buffer.from(payload)]));
}

export const pubrel = (id: number): Buffer => Buffer.of(0x62, 2, id >> 8, id & 255);
export const ping = Buffer.of(0xc0, 0);
export const subscribePacket = (id: number, topic: string): Buffer => packet(0x82, Buffer.concat([Buffer.of(id >> 8, id & 255), text(topic), Buffer.of(1)]));

export interface Raw {
  socket: Socket;
  send(...packets: Uint8Array[]): void;
  /** Packets that came, each as [first byte, body in hex]. */
  packets: [number, string][];
  /** Resolves with the n-th packet (from 0), rejects when the connection ends before. */
  nth(n: number): Promise<[number, string]>;
  /** Resolves when the other side has closed. */
  closed: Promise<void>;
}

/** A connection that reads packets; the caller sends what it likes. Rejects when nobody listens. */
export async function dialRaw(port: number, ...first: Uint8Array[]): Promise<Raw> {
  const socket = connect(port, "127.0.0.1");
  const packets: [number, string][] = [];
  let buffer = Buffer.alloc(0);
  let wake = (): void => {};
  let gone = false;
  const closed = new Promise<void>((done) => socket.once("close", () => {
    gone = true;
    wake();
    done();
  }));
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    // Everything the broker says here is shorter than 128 bytes, but for status messages of up to 16 kB.
    for (;;) {
      const wide = (buffer[1] ?? 0) > 127 ? 1 : 0;
      const length = wide === 1 ? (buffer[1]! & 127) + (buffer[2] ?? 0) * 128 : (buffer[1] ?? 0);
      if (buffer.length < 2 + wide || buffer.length < 2 + wide + length) break;
      packets.push([buffer[0]!, buffer.toString("hex", 2 + wide, 2 + wide + length)]);
      buffer = buffer.subarray(2 + wide + length);
    }
    wake();
  });
  await Promise.race([new Promise<void>((done) => socket.once("connect", () => done())), closed]);
  if (gone) throw new Error("not connected");
  for (const bytes of first) socket.write(bytes);
  return {
    socket, packets, closed,
    send: (...more) => void socket.write(Buffer.concat(more)),
    async nth(n) {
      while (packets[n] === undefined) {
        if (gone) throw new Error(`closed after ${packets.length} packets`);
        await new Promise<void>((next) => (wake = next));
      }
      return packets[n];
    },
  };
}
