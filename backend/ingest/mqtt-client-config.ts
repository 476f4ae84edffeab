import type { IClientOptions } from "mqtt";
import { z } from "zod";
import { SourceId } from "#contract/ids";

/** A broker that belongs to somebody else. */
export const MqttClientConfig = z.strictObject({
  sourceId: SourceId.describe("the source its readings are counted under"),
  url: z.string().regex(/^mqtts?:\/\/[^@\s]+$/, "mqtt://host:port or mqtts://host:port, without credentials"),
  username: z.string().max(200).optional(),
  password: z.string().max(1024).optional(),
  clientId: z.string().min(1).max(64).describe("names the durable session: one per room and broker"),
  topics: z.array(z.string().min(1).max(500)).min(1).max(100).default(["v1.1/Observations", "v1.1/CreateObservations", "v1.1/+/Observations"]),
  ca: z.string().max(100_000).optional().describe("PEM of the authority that signed the broker's certificate, when it is none of the system's"),
  probe: z.boolean().default(true).describe("at start, find out how many messages the broker keeps while the room is away"),
});
/** As checked, or written in code with the probe left at its default. */
export type MqttClientConfig = Omit<z.infer<typeof MqttClientConfig>, "probe"> & { probe?: boolean };

/** ms for the broker to answer a CONNECT. */
const CONNECT_TIMEOUT = 10_000;

/** What every connection to this broker has in common; no automatic reconnection, as pauses are ours. */
export function connectOptions(config: MqttClientConfig): IClientOptions {
  const { username, password, ca, clientId } = config;
  return { username, password, ca, clientId, protocolVersion: 4, clean: false, keepalive: 30, reconnectPeriod: 0, connectTimeout: CONNECT_TIMEOUT, resubscribe: false };
}
