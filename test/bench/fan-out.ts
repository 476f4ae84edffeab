import { encodeFrame, type Latest } from "#contract/frame";
import { fork } from "node:child_process";
import { once } from "node:events";
import { WebSocket, WebSocketServer } from "ws";
import { testServer } from "../kit/served.ts";
import type { BenchRow } from "./row.ts";

const SERIES = 10_000;
const CLIENTS = 64;
const HZ = 10;
/** Seconds of one measurement; rounds alternate between the two servers, so that a busy machine disturbs both alike. */
const SECONDS = 4;
const ROUNDS = 3;

interface Round {
  /** Cores the server used. */
  cores: number;
  frames: number;
  bytes: number;
}

/** New values of every series: the same work for both servers. */
function advance(latest: Latest): void {
  const now = Date.now();
  for (let i = 0; i < SERIES; i++) {
    latest.v[i] = (latest.v[i] ?? 0) + 0.01;
    latest.t[i] = now;
  }
}

async function clients(url: string, cookie: string): Promise<{ counts(): Promise<{ frames: number; bytes: number }>; end(): Promise<void> }> {
  const child = fork(new URL("fan-out-clients.ts", import.meta.url), [url, cookie, String(CLIENTS)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  return {
    async counts() {
      child.send("counts");
      const [answer] = (await once(child, "message")) as [{ frames: number; bytes: number }];
      return answer;
    },
    async end() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Runs `tick` at 10 Hz for the measured time and says what CPU this process used meanwhile. */
async function measure(tick: () => void, counts: () => Promise<{ frames: number; bytes: number }>): Promise<Round> {
  await counts();
  const began = performance.now();
  const before = process.cpuUsage();
  for (let n = 1; n <= SECONDS * HZ; n++) {
    tick();
    await new Promise((turn) => setTimeout(turn, Math.max(0, began + (n * 1000) / HZ - performance.now())));
  }
  const used = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  return { cores: (used.user + used.system) / 1e6 / seconds, ...(await counts()) };
}
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function rawRound(latest: Latest): Promise<Round> {
  const raw = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await once(raw, "listening");
  const address = raw.address();
  const bare = await clients(`ws://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`, "");
  const round = await measure(() => {
    advance(latest);
    const frame = Buffer.from(encodeFrame(latest, Date.now()));
    for (const client of raw.clients) if (client.readyState === WebSocket.OPEN) client.send(frame);
  }, bare.counts);
  await bare.end();
  await new Promise((closed) => raw.close(closed));
  return round;
}

async function ourRound(latest: Latest): Promise<Round> {
  const served = await testServer();
  served.room.setLatest(latest);
  const windows = await clients(`ws://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=websocket`, await served.displayCookie());
  const round = await measure(() => {
    advance(latest);
    served.room.observe(latest.series);
  }, windows.counts);
  await windows.end();
  await served.stop();
  return round;
}

/**
 * 10,000 series at 10 Hz to 64 windows: the product's server against a bare `ws` server that sends the same frames.
 * Windows run in child processes; CPU is this process's alone, and each server has it to itself in its turn.
 */
export async function bench(): Promise<BenchRow[]> {
  const latest: Latest = { series: Uint32Array.from({ length: SERIES }, (_, i) => i), v: new Float32Array(SERIES), t: new Float64Array(SERIES).fill(Date.now()), q: new Uint8Array(SERIES) };
  const rounds: { raw: Round; ours: Round }[] = [];
  // The first round warms both up and does not count.
  for (let i = 0; i <= ROUNDS; i++) rounds.push({ raw: await rawRound(latest), ours: await ourRound(latest) });
  rounds.shift();

  const expected = SECONDS * HZ * CLIENTS;
  const delivered = Math.min(...rounds.map((round) => round.ours.frames / expected));
  const ratio = median(rounds.map((round) => round.ours.cores / round.raw.cores));
  return [
    { name: "fan-out: server CPU vs raw ws", value: ratio, unit: "×", target: { op: "<=", value: 1.7 }, note: `${SERIES} series at ${HZ} Hz to ${CLIENTS} windows; median of ${ROUNDS} alternating rounds` },
    { name: "fan-out: server CPU", value: median(rounds.map((round) => round.ours.cores)), unit: "cores", note: `raw ws: ${median(rounds.map((round) => round.raw.cores)).toFixed(3)}` },
    { name: "fan-out: frames delivered, worst round", value: delivered, unit: "of due", target: { op: ">=", value: 0.9 }, note: "a tick that falls between two others is merged, not lost" },
    { name: "fan-out: bytes per frame", value: median(rounds.map((round) => round.ours.bytes / Math.max(1, round.ours.frames))), unit: "B", note: `raw ws: ${median(rounds.map((round) => round.raw.bytes / Math.max(1, round.raw.frames))).toFixed(0)}` },
  ];
}
