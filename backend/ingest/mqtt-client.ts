import { connect, type MqttClient } from "mqtt";
import { randomInt } from "node:crypto";
import type { Instant } from "#contract/ids";
import type { Clock, Intake, Log, SourceDesk } from "../ports.ts";
import { connectOptions, type MqttClientConfig } from "./mqtt-client-config.ts";
import { openInlet } from "./mqtt-inlet.ts";
import { probeQueue, type QueueBound } from "./mqtt-probe.ts";
import { visible } from "./sample.ts";

export interface MqttClientState {
  connected: boolean;
  /** Wall clock of the last change of `connected`. */
  since: Instant;
  /** Failed or lost connections since the last good one. */
  attempts: number;
  messages: number;
  lastError?: string;
  /** How many messages the broker keeps for an absent session, as far as it could be found out; absent: not known yet. */
  queue?: QueueBound;
}

export interface ExternalBroker {
  state(): MqttClientState;
  /** Ends the connection; the session stays at the broker and keeps what comes meanwhile. */
  close(): Promise<void>;
}

/** First and longest pause before another attempt, ms; half of each is chance, so that many rooms do not return at once. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

/**
 * A durable session (QoS 1, clean: false) with an external broker. Each message is acknowledged after its commit (invariant 1);
 * when the store does not take one, the connection is dropped, and the broker sends it again after a pause.
 * mqtt.js hands over one message at a time: while it waits, the next stay at the broker.
 */
export function openMqttClient(options: { config: MqttClientConfig; intake: Intake; desk: SourceDesk; clock: Clock; log: Log }): ExternalBroker {
  const { config, clock, log } = options;
  const state: MqttClientState = { connected: false, since: clock.wall(), attempts: 0, messages: 0 };
  const inlet = openInlet(options);
  const stopped = new AbortController();
  let generation = 0;
  let subscribed = false;
  let cancelPause = (): void => {};
  const client: MqttClient = connect(config.url, connectOptions(config));

  client.handleMessage = (packet, done) => {
    state.messages++;
    const born = generation;
    const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
    inlet.take({
      sourceId: config.sourceId, topic: packet.topic, payload, wants: packet.qos > 0, retained: packet.retain,
      done(outcome) {
        // An acknowledgement that outlived its connection could meet another message of the same number.
        if (born !== generation) return done(new Error("connection lost"));
        if (outcome === "ok") return done();
        state.lastError = outcome;
        done(new Error(outcome));
        client.stream.destroy();
      },
    });
  };
  client.on("connect", ({ sessionPresent }) => {
    const first = !subscribed || !sessionPresent;
    Object.assign(state, { connected: true, since: clock.wall(), attempts: 0 });
    log.info("mqtt-client-connected", { source: config.sourceId, sessionPresent });
    if (!first) return;
    client.subscribe(config.topics, { qos: 1 }, (error, granted) => {
      const denied = granted?.filter(({ qos }) => qos > 2).map(({ topic }) => topic) ?? [];
      subscribed = (error === null || error === undefined) && denied.length === 0;
      if (denied.length > 0) state.lastError = `not allowed to subscribe to ${denied.join(", ")}`;
      if (!subscribed) log.warn("mqtt-client-not-subscribed", { source: config.sourceId, denied, error: error?.message });
    });
  });
  client.on("error", (error) => {
    state.lastError = visible(error.message, 300);
  });
  client.on("close", () => {
    generation++;
    if (stopped.signal.aborted) return;
    if (state.connected) Object.assign(state, { connected: false, since: clock.wall() });
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(state.attempts++, 10));
    log.warn("mqtt-client-lost", { source: config.sourceId, attempts: state.attempts, error: state.lastError });
    cancelPause();
    cancelPause = clock.after(pause / 2 + randomInt(pause / 2), () => void client.reconnect());
  });
  if (config.probe !== false) {
    client.once("connect", () => {
      void probeQueue({ config, clock, signal: stopped.signal }).then((queue) => {
        state.queue = queue;
        if (queue.kind !== "ok") log.warn("mqtt-client-queue", { source: config.sourceId, ...queue });
      });
    });
  }
  return {
    state: () => ({ ...state }),
    async close() {
      stopped.abort();
      cancelPause();
      generation++;
      Object.assign(state, { connected: false, since: clock.wall() });
      await client.endAsync(true);
    },
  };
}
