import { Aedes, type Client } from "aedes";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import type { Clock, Intake, Log, SourceDesk } from "../ports.ts";
import { openBus, openMemory } from "./mqtt-memory.ts";
import { BrokerLimits, openDoor } from "./mqtt-door.ts";
import { openGuard } from "./mqtt-guard.ts";
import { openInlet } from "./mqtt-inlet.ts";
import { listen } from "./listen.ts";
import { openStatus } from "./mqtt-status.ts";
import { statusTopic } from "./mqtt-topics.ts";

const Port = z.int().min(0).max(65_535);
/** Settings of the built-in broker. `key` and `cert` are PEM. */
export const BrokerConfig = z.strictObject({
  host: z.string().default("127.0.0.1"),
  port: Port.default(1883),
  tls: z.strictObject({ port: Port.default(8883), key: z.string(), cert: z.string() }).optional(),
  limits: BrokerLimits.prefault({}),
});

export interface BrokerOptions {
  host: string;
  /** 0: any free one. */
  port: number;
  tls?: { port: number; key: string; cert: string };
  intake: Intake;
  desk: SourceDesk;
  clock: Clock;
  log: Log;
  limits: BrokerLimits;
}

export interface BrokerStats {
  clients: number;
  /** Connections that have not proved who they are. */
  pending: number;
  messages: number;
  /** Messages held back while the pipeline is full. */
  held: number;
  oversized: number;
  /** Connections closed because what they sent was not MQTT 3.1.1. */
  notMqtt: number;
  /** Connections turned away: wrong secret, no room, too late. */
  refused: number;
  /** Connections closed because the store did not take their message: they send it again. */
  storeFailed: number;
}

export interface Broker {
  port: number;
  tlsPort?: number;
  stats(): BrokerStats;
  /** Stops listening and closes every connection; what was not acknowledged is sent again by its sender later. */
  close(): Promise<void>;
}

/**
 * The built-in MQTT 3.1.1 broker: devices publish observations to it (invariants 1 and 11). A message goes to the intake and
 * nowhere else; QoS 1 and 2 are acknowledged when the intake reports it durable.
 *
 * @returns unavailable when an address cannot be listened on
 */
export async function openMqttBroker(options: BrokerOptions): Promise<Result<Broker>> {
  const { clock, desk, intake, limits, log } = options;
  const counts = { messages: 0, oversized: 0, notMqtt: 0, storeFailed: 0 };
  const memory = openMemory();
  const door = openDoor({ desk, clock, limits });
  const broker = await Aedes.createBroker({
    mq: openBus(),
    persistence: memory,
    connectTimeout: limits.connectTimeout,
    drainTimeout: limits.connectTimeout,
    maxInflightInbound: limits.maxInflight,
    maxClientsIdLength: 1024,
    maxTopicLevels: 8,
    heartbeatInterval: 3_600_000,
    preConnect: door.preConnect,
    authenticate: door.authenticate,
    authorizePublish: publish,
    authorizeSubscribe(client, subscription, done) {
      const sourceId = door.sourceOf(client);
      done(null, sourceId !== undefined && subscription.topic === statusTopic(sourceId) ? subscription : null);
    },
  });
  const tellStatus = openStatus(clock, (sourceId, message) => {
    if (broker.closed) return;
    const payload = Buffer.from(JSON.stringify(message));
    broker.publish({ cmd: "publish", topic: statusTopic(sourceId), payload, qos: 0, dup: false, retain: false }, () => {});
  });
  const inlet = openInlet({ intake, desk, onRefused: tellStatus });

  /** aedes calls back here before it acknowledges: the acknowledgement is held by not answering. */
  function publish(client: Client | null, packet: { topic: string; payload: string | Buffer; qos: number; retain: boolean; messageId?: number }, done: (error?: Error | null) => void): void {
    const sourceId = client === null ? undefined : door.sourceOf(client);
    if (client === null || sourceId === undefined) return done(new Error("not authenticated"));
    packet.retain = false;
    if (packet.qos === 2 && memory.awaiting(client, packet)) return done();
    counts.messages++;
    const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
    inlet.take({
      sourceId, topic: packet.topic, payload, wants: packet.qos > 0,
      done(outcome) {
        if (outcome === "store-failed") counts.storeFailed++;
        done(outcome === "ok" ? null : new Error(outcome));
      },
    });
  }

  broker.on("clientError", (client, error) => log.debug("mqtt-client-error", { client: client.id, error: error.message }));
  broker.on("connectionError", (_client, error) => log.debug("mqtt-connection-error", { error: error.message }));
  broker.on("clientDisconnect", (client) => door.left(client));

  function accept(socket: Socket): void {
    let client: Client | undefined;
    const stream = openGuard(socket, {
      maxPacket: limits.maxPacket, connectTimeout: limits.connectTimeout, after: (ms, act) => clock.after(ms, act),
      ready: () => void (client = broker.handle(stream)),
      refused(why, size, sample) {
        if (why !== "oversized") return void counts.notMqtt++;
        counts.oversized++;
        const sourceId = client === undefined ? undefined : door.sourceOf(client);
        if (sourceId === undefined) return;
        const detail = `packet of ${size} bytes, at most ${limits.maxPacket}`;
        intake.deliver({ sourceId, readings: [], refused: [{ reason: "oversized", detail, sample }] });
      },
    });
    door.arrived(stream);
    stream.on("close", () => door.gone(stream, client));
  }

  const servers: Server[] = [];
  /** Every connection, those in a TLS handshake included. */
  const sockets = new Set<Socket>();
  const close = async (): Promise<void> => {
    const closed = servers.map((server) => new Promise<void>((done) => server.close(() => done())));
    await new Promise<void>((done) => broker.close(done));
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  };
  try {
    const plain = createServer(accept);
    // Throws on a key or certificate that is none.
    const secure = options.tls && createTlsServer({ ...options.tls, minVersion: "TLSv1.2", handshakeTimeout: limits.connectTimeout }, accept);
    servers.push(plain, ...(secure === undefined ? [] : [secure]));
    for (const server of servers) {
      server.maxConnections = limits.maxClients + limits.maxPending;
      server.on("connection", (socket) => {
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
      });
    }
    const port = await listen(plain, options.host, options.port);
    const tlsPort = secure && (await listen(secure, options.host, options.tls?.port ?? 0));
    for (const server of servers) server.on("error", (error) => log.error("mqtt-server-error", { error: error.message }));
    return ok({ port, tlsPort, close, stats: () => ({ ...counts, ...door.stats(), held: inlet.held() }) });
  } catch (error) {
    await close();
    return fail({ code: "unavailable", detail: `MQTT: ${error instanceof Error ? error.message : "cannot listen"}` });
  }
}
