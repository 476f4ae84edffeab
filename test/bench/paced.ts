/** A publisher at a steady rate: background readings below the limit, and now and then a probe above it whose number rides in its value. A process of its own. */
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { cpuOf } from "./figures.ts";
import { connectPacket, publishPacket } from "../kit/mqtt-raw.ts";

export interface Paced {
  port: number;
  user: string;
  secret: string;
  /** Messages a second, all together. */
  rate: number;
  seconds: number;
  /** Datastreams g0.level … ; the first `probes` of them are probed once each, the rest is background. */
  series: number;
  probes: number;
}

/** Probe k sends this value on g{k}.level. */
export const probeValue = (k: number): number => 3 + k / 1000;
export const probeNumber = (value: number): number => Math.round((value - 3) * 1000);

/** @returns when each probe was written, ns on the machine's monotonic clock, by its number; how many messages were sent, and the CPU that took, s */
export function publishPaced(options: Paced): Promise<{ sentAt: Map<number, bigint>; sent: number; cpu: number }> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((done, failed) =>
    child.once("exit", (code) => {
      if (code !== 0) return failed(new Error(`publisher ended with ${code}`));
      const { probes, sent, cpu }: { probes: [number, string][]; sent: number; cpu: number } = JSON.parse(text);
      done({ sentAt: new Map(probes.map(([k, at]) => [k, BigInt(at)])), sent, cpu });
    }));
}

const BEAT_MS = 5;

function run({ port, user, secret, rate, seconds, series, probes }: Paced): void {
  const quietly = Array.from({ length: series }, (_, i) => publishPacket({ topic: `v1.1/Datastreams(g${i}.level)/Observations`, payload: `{"result":${(1 + (i % 90) / 100).toFixed(2)}}`, qos: 0, id: 1 }));
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  const sentAt: [number, string][] = [];
  let sent = 0;
  let next = probes;
  let probe = 0;
  socket.once("data", () => {
    const began = performance.now();
    const timer = setInterval(() => {
      const elapsed = (performance.now() - began) / 1000;
      if (elapsed >= seconds) {
        clearInterval(timer);
        process.stdout.write(JSON.stringify({ probes: sentAt, sent, cpu: cpuOf(process.pid) }));
        // Left open a while: what lies in buffers still goes out.
        setTimeout(() => socket.end(), 500);
        return;
      }
      const due = Math.floor(elapsed * rate) - sent;
      const packets: Uint8Array[] = [];
      for (let i = 0; i < due; i++) {
        packets.push(quietly[next]!);
        next = next + 1 < series ? next + 1 : probes;
      }
      sent += packets.length;
      // The first fifth of the run warms up.
      if (probe < probes && elapsed / seconds > 0.2 + (0.75 * probe) / probes) {
        packets.push(publishPacket({ topic: `v1.1/Datastreams(g${probe}.level)/Observations`, payload: `{"result":${probeValue(probe)}}`, qos: 0, id: 1 }));
        sent++;
        if (packets.length > 0) socket.write(Buffer.concat(packets));
        sentAt.push([probe++, String(process.hrtime.bigint())]);
      } else if (packets.length > 0) socket.write(Buffer.concat(packets));
    }, BEAT_MS);
  });
  socket.on("error", (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  socket.write(connectPacket({ id: "paced", user, secret, keepalive: 600 }));
}

const asked = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url) && asked !== undefined) run(JSON.parse(asked) as Paced);
