import { Worker } from "node:worker_threads";
import type { Log } from "../ports.ts";

export interface FeedOptions {
  file: string;
  /** Recorded seconds played per second. */
  speed: number;
  /** Recorded seconds played before: a restart goes on where the day stands. */
  from: number;
  /** The room's own broker. */
  port: number;
  /** Source id and secret it logs in with, like any other source. */
  username: string;
  password: string;
}

/** Plays a recording into the room through its MQTT broker, from a thread of its own: an ordinary client, with no other way in. A recording that cannot be read is an error of the log, and nothing of it is played. */
export function startFeed(options: FeedOptions, log: Log): { stop(): Promise<void> } {
  const worker = new Worker(new URL("../workers/feed.ts", import.meta.url), { workerData: options, name: "feed" });
  // Under `node --watch` the runtime's own messages come this way too.
  worker.on("message", ({ event, detail }: { event?: string; detail?: string }) => {
    if (event === "feed-unreadable") log.error(event, { detail: `Không phát được bản ghi / the recording cannot be played: ${detail ?? ""}` });
    else if (event !== undefined) log.info(event, { detail });
  });
  worker.on("error", (error) => log.error("feed-broken", { error }));
  return {
    async stop() {
      await worker.terminate();
    },
  };
}
