/** The kinds of ingest: one line per protocol, with the schema its settings must fit. */
import { BrokerConfig } from "./mqtt-broker.ts";
import { MqttClientConfig } from "./mqtt-client-config.ts";
import { StaHttpConfig } from "./sta-http.ts";

export const INGEST_KINDS = {
  "mqtt-broker": { title: { vi: "Máy chủ MQTT dựng sẵn", en: "Built-in MQTT broker" }, config: BrokerConfig },
  "mqtt-client": { title: { vi: "Kết nối máy chủ MQTT bên ngoài", en: "External MQTT broker" }, config: MqttClientConfig },
  "sta-http": { title: { vi: "SensorThings qua HTTP", en: "SensorThings over HTTP" }, config: StaHttpConfig },
} as const;

export type IngestKind = keyof typeof INGEST_KINDS;
