import { Source } from "#contract/source";
import type { Config } from "./config.ts";
import { MqttClientConfig } from "./ingest/mqtt-client-config.ts";
import { openMqttClient } from "./ingest/mqtt-client.ts";
import type { Clock, Log } from "./ports.ts";
import type { OpenRoom } from "./room/open-room.ts";

/** Connects to the external brokers of the configuration; a broker that is away is tried again for ever, visibly. @returns how to close each */
export async function connectBrokers(brokers: Config["brokers"], { room, clock, log }: { room: OpenRoom; clock: Clock; log: Log }): Promise<(() => Promise<unknown>)[]> {
  const closers: (() => Promise<unknown>)[] = [];
  for (const { passwordFrom, ...broker } of brokers) {
    if (!room.state().sources.has(broker.sourceId)) {
      const source = Source.parse({ id: broker.sourceId, name: broker.sourceId, format: `OGC SensorThings 1.1 / MQTT ${broker.url}` });
      await room.commit([{ kind: "source:saved", source, at: clock.wall() }]);
    }
    const config = MqttClientConfig.parse({ ...broker, password: passwordFrom === undefined ? undefined : process.env[passwordFrom] });
    const client = openMqttClient({ config, intake: room.intake, desk: room.desk, clock, log });
    closers.push(() => client.close());
  }
  return closers;
}
