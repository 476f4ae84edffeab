import type { SourceId } from "#contract/ids";
import type { Status } from "#contract/request";
import { Source } from "#contract/source";
import type { Config } from "./config.ts";
import { MqttClientConfig } from "./ingest/mqtt-client-config.ts";
import { openMqttClient, type ExternalBroker } from "./ingest/mqtt-client.ts";
import type { Clock, Log } from "./ports.ts";
import type { OpenRoom } from "./room/open-room.ts";

type BrokerState = NonNullable<Status["brokers"]>[number];

export interface Connected {
  close(): Promise<unknown>;
  /** As windows see it. */
  state(): BrokerState;
}

/** Connects to the external brokers of the configuration; a broker that is away is tried again for ever, visibly. */
export async function connectBrokers(brokers: Config["brokers"], { room, clock, log }: { room: OpenRoom; clock: Clock; log: Log }): Promise<Connected[]> {
  const connected: Connected[] = [];
  for (const { passwordFrom, ...broker } of brokers) {
    if (!room.state().sources.has(broker.sourceId)) {
      const source = Source.parse({ id: broker.sourceId, name: broker.sourceId, format: `OGC SensorThings 1.1 / MQTT ${broker.url}` });
      await room.commit([{ kind: "source:saved", source, at: clock.wall() }]);
    }
    const config = MqttClientConfig.parse({ ...broker, password: passwordFrom === undefined ? undefined : process.env[passwordFrom] });
    const client = openMqttClient({ config, intake: room.intake, desk: room.desk, clock, log });
    connected.push({ close: () => client.close(), state: () => stateOf(broker.sourceId, client) });
  }
  return connected;
}

function stateOf(sourceId: SourceId, client: ExternalBroker): BrokerState {
  const { connected, since, lastError, queue } = client.state();
  return { sourceId, connected, since, lastError: lastError?.slice(0, 300), queue: queue?.kind, kept: queue?.kind === "bounded" ? queue.kept : undefined };
}
