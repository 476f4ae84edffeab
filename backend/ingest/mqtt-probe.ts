import { connect, type IClientOptions, type MqttClient } from "mqtt";
import type { Clock } from "../ports.ts";
import { connectOptions, type MqttClientConfig } from "./mqtt-client-config.ts";

/** Messages sent to a session that is away: more than mosquitto's and most brokers' default bound of 1000. */
export const PROBE_MESSAGES = 1200;
/** ms for the whole probe, and of silence after which no more messages are expected. */
const TIME_LIMIT = 30_000;
const SILENCE = 3000;

/**
 * How many messages a broker keeps for a session that is away. "ok": all that were tried. "bounded": it acknowledged more than it
 * kept, so an outage of the room loses readings silently (mosquitto: set `max_queued_messages 0`). "unknown": `why`.
 */
export type QueueBound = { kind: "ok"; tried: number } | { kind: "bounded"; tried: number; kept: number } | { kind: "unknown"; why: string };

/**
 * No broker tells its bound (mosquitto's $SYS tree has counts alone), so it is tried: a second durable session goes away, small
 * QoS 1 messages are published to a private topic, and it is counted how many are there when the session returns.
 */
export async function probeQueue({ config, clock, signal }: { config: MqttClientConfig; clock: Clock; signal: AbortSignal }): Promise<QueueBound> {
  const topic = `kydai/probe/${config.clientId}`;
  const session = { ...connectOptions(config), clientId: `${config.clientId}-probe` };
  const open = new Set<MqttClient>();
  let late = (): void => {};
  const limit = new Promise<QueueBound>((done) => {
    late = clock.after(TIME_LIMIT, () => done({ kind: "unknown", why: "the broker took too long" }));
    signal.addEventListener("abort", () => done({ kind: "unknown", why: "stopped" }), { once: true });
  });
  const dial = (options: IClientOptions): Promise<Dialled> => dialOnce(config.url, options, open);
  const probe = async (): Promise<QueueBound> => {
    await (await dial({ ...session, clean: true })).leave();
    const away = await dial(session);
    const [grant] = await away.client.subscribeAsync(topic, { qos: 1 });
    await away.leave();
    if (grant === undefined || grant.qos > 2) return { kind: "unknown", why: `no right to subscribe to ${topic}` };
    const publisher = await dial({ ...session, clean: true, clientId: `${config.clientId}-probe-sender` });
    await Promise.all(Array.from({ length: PROBE_MESSAGES }, (_, n) => publisher.client.publishAsync(topic, String(n), { qos: 1 })));
    await publisher.leave();
    return count(await dial(session), clock);
  };
  try {
    return await Promise.race([probe(), limit]);
  } catch (error) {
    return { kind: "unknown", why: error instanceof Error ? error.message : "failed" };
  } finally {
    late();
    for (const client of open) client.end(true);
    // Leaves no session behind that would go on collecting.
    if (!signal.aborted) await dialOnce(config.url, { ...session, clean: true }, new Set()).then(({ leave }) => leave(), () => {});
  }
}

interface Dialled {
  client: MqttClient;
  sessionPresent: boolean;
  /** Distinct messages that have come. */
  heard: Set<string>;
  leave(): Promise<void>;
}

function dialOnce(url: string, options: IClientOptions, open: Set<MqttClient>): Promise<Dialled> {
  return new Promise((done, failed) => {
    const client = connect(url, options);
    const heard = new Set<string>();
    open.add(client);
    client.on("message", (_topic, payload) => void heard.add(payload.toString("latin1", 0, 16)));
    const leave = async (): Promise<void> => {
      open.delete(client);
      await client.endAsync();
    };
    client.once("connect", ({ sessionPresent }) => done({ client, sessionPresent, heard, leave }));
    client.on("error", failed);
    client.on("close", () => failed(new Error("connection closed")));
  });
}

/** Waits until all have come, or none comes any more. */
async function count({ heard, sessionPresent, leave }: Dialled, clock: Clock): Promise<QueueBound> {
  const tried = PROBE_MESSAGES;
  if (!sessionPresent) return { kind: "bounded", tried, kept: 0 };
  for (let before = -1; heard.size > before && heard.size < tried; ) {
    before = heard.size;
    await new Promise<void>((next) => void clock.after(SILENCE, next));
  }
  await leave();
  if (heard.size === 0) return { kind: "unknown", why: "none came back: no right to publish, or nothing is kept" };
  return heard.size === tried ? { kind: "ok", tried } : { kind: "bounded", tried, kept: heard.size };
}
