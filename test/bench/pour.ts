/** A publisher that costs almost nothing: packets encoded beforehand, written as fast as the broker reads. Run as a process of its own. */
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { connectPacket, publishPacket } from "../kit/mqtt-raw.ts";

export interface Pour {
  port: number;
  user: string;
  secret: string;
  count: number;
  qos: 0 | 1;
  /** Datastreams s0 … s{series - 1} in turn. */
  series: number;
  /** Readings carry a time of their own; default true. Without it each is new. */
  stamped?: boolean;
}

/** @returns once every message was written, and at QoS 1 acknowledged */
export function pour(options: Pour): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(options)], { stdio: "inherit" });
  return new Promise((done, failed) => child.once("exit", (code) => (code === 0 ? done() : failed(new Error(`publisher ended with ${code}`)))));
}

/** Messages in one written block; ids of QoS 1 are unique within it. */
const BLOCK = 1000;

function run({ port, user, secret, count, qos, series, stamped = true }: Pour): void {
  const at = new Date().toISOString();
  const blocks = Array.from({ length: Math.max(1, Math.ceil(series / BLOCK)) }, (_, b) =>
    Buffer.concat(Array.from({ length: BLOCK }, (_, i) => {
      const n = b * BLOCK + i;
      return publishPacket({ topic: `v1.1/Datastreams(s${n % series})/Observations`, payload: stamped ? `{"result":${(n % 1000) / 100},"phenomenonTime":"${at}"}` : `{"result":${(n % 1000) / 100}}`, qos, id: i + 1 });
    })));
  const socket = connect(port, "127.0.0.1");
  let written = 0;
  let acknowledged = -4; // the CONNACK's bytes
  const write = (): void => {
    while (written < count) {
      const block = blocks[(written / BLOCK) % blocks.length]!;
      written += BLOCK;
      if (!socket.write(block)) return void socket.once("drain", write);
    }
    if (qos === 0) socket.end();
  };
  socket.once("data", write);
  socket.on("data", (chunk) => {
    acknowledged += chunk.length;
    if (qos === 1 && acknowledged >= count * 4) socket.end();
  });
  socket.on("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  socket.write(connectPacket({ id: "pour", user, secret, keepalive: 600 }));
}

const asked = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url) && asked !== undefined) run(JSON.parse(asked) as Pour);
