import { parentPort, workerData } from "node:worker_threads";
import mqtt from "mqtt";
import { openFleet } from "../feed/drive.ts";
import { observation, openFaults, type Faults } from "../feed/faults.ts";
import { fleetMessage, TOGETHER } from "../feed/fleet-message.ts";
import { lanesOf } from "../feed/network.ts";
import { newestBefore, playRecording } from "../feed/player.ts";
import { readRecording } from "../feed/recording.ts";
import { openRoads, type Roads } from "../feed/roads.ts";
import type { FeedLogin, FeedOptions, FeedOrder } from "../feed/start-feed.ts";

const BEAT_MS = 100;
/** Beats between two tellings of where the day stands. */
const TELL_BEATS = 10;
/** Readings sent at most per beat; what is due beyond it goes with the next. */
const PER_BEAT = 2000;
/** Unacknowledged messages at most; above it the feed waits, as a gateway would, and the fleet leaves its turn out. */
const IN_FLIGHT = { feed: 1000, fleet: 500 } as const;

const say = (event: string, detail?: string) => parentPort?.postMessage({ event, detail });

function connect({ username, password }: FeedLogin, port: number): mqtt.MqttClient {
  const client = mqtt.connect({ host: "127.0.0.1", port, username, password, clientId: `${username}-${process.pid}`, reconnectPeriod: 2000, connectTimeout: 10_000, queueQoSZero: false });
  client.on("connect", () => say("feed-connected", username));
  client.on("error", (error) => say("feed-error", `${username}: ${error.message}`));
  return client;
}

function run({ file, speed, from, round, port, login, faults: first, fleet, watch = [] }: FeedOptions): void {
  const recording = readRecording(file);
  if (!recording.ok) {
    say("feed-unreadable", recording.fault);
    return;
  }
  const faults = openFaults(first);
  parentPort?.on("message", ({ fault, on }: FeedOrder) => faults.set(fault, on));
  const client = connect(login, port);
  const player = playRecording(recording.value, from, round);
  const driving = fleet === undefined ? undefined : drive(fleet, port, faults);
  const watched = new Set(watch);
  const tell = (heard: [string, number][]): void => void (heard.length > 0 && parentPort?.postMessage({ heard }));
  tell([...newestBefore(recording.value, player.at(from), watched)]);
  let played = from;
  let last = performance.now();
  let inFlight = 0;
  let beat = 0;
  setInterval(() => {
    const now = performance.now();
    driving?.beat((now - last) / 1000);
    // Time stands still while the broker is away: the day goes on where it stopped.
    if (client.connected && inFlight < IN_FLIGHT.feed) played += ((now - last) / 1000) * speed;
    last = now;
    if (beat++ % TELL_BEATS === 0) parentPort?.postMessage({ at: player.at(played) });
    if (!client.connected) return;
    const due = player.due(played, PER_BEAT);
    tell(due.flatMap(({ ds, v }): [string, number][] => (watched.has(ds) ? [[ds, v]] : [])));
    for (const reading of due) {
      // Cars meet the water that is there, not what a broken sensor says.
      driving?.roads.hear(reading.ds, reading.v);
      const sent = faults.shape(login.username, reading, Date.now());
      if (sent === undefined) continue;
      inFlight++;
      client.publish(`v1.1/Datastreams(${reading.ds})/Observations`, observation(sent), { qos: 1 }, () => inFlight--);
    }
  }, BEAT_MS);
}

/** The fleet: drives in real time, however fast the day is played, and sends each position once a second, spread over it. What a slow moment leaves out is left out. */
function drive({ login, vehicles, network, stations }: NonNullable<FeedOptions["fleet"]>, port: number, faults: Faults): { roads: Roads; beat(seconds: number): void } {
  const lanes = lanesOf(network);
  const roads = openRoads(lanes.map(({ line }) => line[Math.floor(line.length / 2)] ?? [0, 0]), stations);
  const fleet = openFleet(lanes, vehicles, roads);
  const client = connect(login, port);
  const messages = Math.ceil(vehicles / TOGETHER);
  let [waited, owed, next, at] = [0, 0, 0, 0];
  let inFlight = 0;
  return {
    roads,
    beat(seconds) {
      waited += seconds;
      owed = Math.min(messages, owed + messages * seconds);
      if (!client.connected) return;
      for (; owed >= 1 && inFlight < IN_FLIGHT.fleet; owed--) {
        if (next === 0) {
          fleet.drive(Math.min(waited, 5));
          waited = 0;
          // All of a round stand where they were at its instant.
          at = Date.now();
        }
        const message = fleetMessage(fleet, next * TOGETHER, at, faults, login.username);
        next = (next + 1) % messages;
        if (message === undefined) continue;
        inFlight++;
        client.publish("v1.1/CreateObservations", message, { qos: 1 }, () => inFlight--);
      }
    },
  };
}

// workerData is what startFeed gave, by structured clone; Node types it as any.
run(workerData as FeedOptions);
