import mqtt, { type MqttClient } from "mqtt";

/** One reading as published: unique by datastream and time. */
export interface Sent {
  ds: string;
  t: number;
  v: number;
}

/** A gateway with a memory: keeps what was not acknowledged and sends it again after a reconnection, as QoS 1 asks. */
export interface Gateway {
  acked: Sent[];
  /** Sends on until stopped. */
  stop(): Promise<void>;
}

/**
 * Publishes endlessly over one connection, at most `inFlight` unacknowledged, to the address `where()` gives at each connection.
 *
 * @param next the next reading; its time must grow per datastream
 */
export function startGateway(where: () => { port: number }, login: { user: string; secret: string }, next: () => Sent, inFlight = 200): Gateway {
  const acked: Sent[] = [];
  const open = new Map<string, Sent>();
  let stopping = false;
  let client: MqttClient;
  let idle: (() => void) | undefined;

  const publish = (sent: Sent): void => {
    const payload = JSON.stringify({ result: sent.v, phenomenonTime: new Date(sent.t).toISOString() });
    client.publish(`v1.1/Datastreams(${sent.ds})/Observations`, payload, { qos: 1 }, (error) => {
      if (error !== undefined && error !== null) return;
      if (open.delete(`${sent.ds} ${sent.t}`)) acked.push(sent);
      if (stopping && open.size === 0) idle?.();
      fill();
    });
  };
  const fill = (): void => {
    while (!stopping && client.connected && open.size < inFlight) {
      const sent = next();
      open.set(`${sent.ds} ${sent.t}`, sent);
      publish(sent);
    }
  };
  const connect = (): void => {
    client = mqtt.connect({ host: "127.0.0.1", port: where().port, username: login.user, password: login.secret, clientId: `gateway-${login.user}`, reconnectPeriod: 0, connectTimeout: 5000, clean: true });
    client.on("error", () => {});
    client.on("connect", () => {
      for (const sent of open.values()) publish(sent);
      fill();
      if (stopping && open.size === 0) idle?.();
    });
    client.on("close", () => {
      client.end(true);
      if (!(stopping && open.size === 0)) setTimeout(connect, 50);
    });
  };
  connect();
  return {
    acked,
    async stop() {
      stopping = true;
      if (open.size > 0) await new Promise<void>((resolve) => (idle = resolve));
      await client.endAsync(true);
    },
  };
}
