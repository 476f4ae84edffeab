import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Network } from "#contract/city";
import type { FeedFault } from "#contract/feed";
import type { Log } from "../ports.ts";
import type { RoadStation } from "./roads.ts";

/** A source the feed logs in as, like any other. */
export interface FeedLogin {
  username: string;
  password: string;
}

export interface FeedOptions {
  file: string;
  /** Recorded seconds played per second. */
  speed: number;
  /** Recorded seconds played before: a restart goes on where the day stands. */
  from: number;
  /** Length of a round, s; absent: as long as the recording. */
  round?: number;
  /** The room's own broker. */
  port: number;
  login: FeedLogin;
  /** Faults that are on from the start. */
  faults: readonly FeedFault[];
  /** Datastreams whose recorded values are told as they are sent: the demonstration's cameras show them. */
  watch?: readonly string[];
  /** Vehicles, the streets they drive on, and what tells how these are; absent: none. */
  fleet?: { login: FeedLogin; vehicles: number; network: Network; stations: readonly RoadStation[] };
}

/** What the worker is told while it plays. */
export interface FeedOrder {
  fault: FeedFault;
  on: boolean;
}

export interface PlayingFeed {
  /** Where in its round the recording stands, s. */
  at(): number;
  order(order: FeedOrder): void;
  stop(): Promise<void>;
}

const Told = z.union([z.object({ at: z.number() }), z.object({ heard: z.array(z.tuple([z.string(), z.number()])) }), z.object({ event: z.string(), detail: z.string().optional() })]);

/** Plays a recording into the room through its MQTT broker, from a thread of its own: an ordinary client, with no other way in. A recording that cannot be read is an error of the log, and nothing of it is played. */
export function startFeed(options: FeedOptions, log: Log, onHeard?: (readings: [string, number][]) => void): PlayingFeed {
  const worker = new Worker(new URL("../workers/feed.ts", import.meta.url), { workerData: options, name: "feed" });
  let at = 0;
  worker.on("message", (message: unknown) => {
    const told = Told.safeParse(message);
    // Under `node --watch` the runtime's own messages come this way too.
    if (!told.success) return;
    if ("at" in told.data) {
      at = told.data.at;
      return;
    }
    if ("heard" in told.data) return onHeard?.(told.data.heard);
    const { event, detail } = told.data;
    if (event === "feed-unreadable") log.error(event, { detail: `Không phát được bản ghi / the recording cannot be played: ${detail ?? ""}` });
    else log.info(event, { detail });
  });
  worker.on("error", (error) => log.error("feed-broken", { error }));
  return {
    at: () => at,
    order: (order) => worker.postMessage(order),
    async stop() {
      await worker.terminate();
    },
  };
}
