import { parentPort, workerData } from "node:worker_threads";
import mqtt from "mqtt";
import { playRecording } from "../feed/player.ts";
import { readRecording } from "../feed/recording.ts";
import type { FeedOptions } from "../feed/start-feed.ts";

const BEAT_MS = 100;
/** Readings sent at most per beat; what is due beyond it goes with the next. */
const PER_BEAT = 2000;
/** Unacknowledged messages at most; above it the feed waits, as a gateway would. */
const IN_FLIGHT = 1000;

function run({ file, speed, from, port, username, password }: FeedOptions): void {
  const say = (event: string, detail?: string) => parentPort?.postMessage({ event, detail });
  const recording = readRecording(file);
  if (!recording.ok) {
    say("feed-unreadable", recording.fault);
    return;
  }
  const client = mqtt.connect({ host: "127.0.0.1", port, username, password, clientId: `feed-${process.pid}`, reconnectPeriod: 2000, connectTimeout: 10_000, queueQoSZero: false });
  client.on("connect", () => say("feed-connected"));
  client.on("error", (error) => say("feed-error", error.message));
  const due = playRecording(recording.value, from);
  let played = from;
  let last = performance.now();
  let inFlight = 0;
  setInterval(() => {
    const now = performance.now();
    // Time stands still while the broker is away: the day goes on where it stopped.
    if (client.connected && inFlight < IN_FLIGHT) played += ((now - last) / 1000) * speed;
    last = now;
    if (!client.connected) return;
    for (const { ds, v, u } of due(played, PER_BEAT)) {
      const payload = JSON.stringify({ phenomenonTime: new Date().toISOString(), result: v, ...(u === undefined ? {} : { parameters: { unit: u } }) });
      inFlight++;
      client.publish(`v1.1/Datastreams(${ds})/Observations`, payload, { qos: 1 }, () => inFlight--);
    }
  }, BEAT_MS);
}

// workerData is what startFeed gave, by structured clone; Node types it as any.
run(workerData as FeedOptions);
