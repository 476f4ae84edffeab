import type { Client, AedesOptions, AuthenticateError } from "aedes";
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import { z } from "zod";
import { SourceId } from "#contract/ids";
import type { Clock, SourceDesk } from "../ports.ts";
import { openGate } from "./gate.ts";

/** CONNACK return codes (MQTT 3.1.1 §3.2.2.3). */
const RETURN = { unavailable: 3, badSecret: 4, notAuthorized: 5 } as const;

/** Bounds of the broker. At a bound the connection concerned is refused or closed; the others go on. */
export const BrokerLimits = z.strictObject({
  maxPacket: z.int().min(1024).max(16_777_216).default(262_144).describe("bytes of one packet"),
  /** QoS 1 needs none: what fits one read of 64 KiB. */
  maxInflight: z.int().min(1).max(65_535).default(1000).describe("QoS 2 messages of one client awaiting PUBREL"),
  maxClients: z.int().min(1).max(100_000).default(4000),
  maxClientsPerSource: z.int().min(1).max(100_000).default(200),
  maxPending: z.int().min(1).max(100_000).default(500).describe("connections not yet authenticated; beyond, the oldest of them is closed"),
  maxAuthentications: z.int().min(1).max(64).default(4).describe("secrets checked at one time (slow by intent); 32 times as many may wait"),
  connectTimeout: z.int().min(100).max(120_000).default(10_000).describe("ms for CONNECT to arrive, for its secret to be checked, and for a full socket to drain"),
  maxKeepalive: z.int().min(1).max(65_535).default(600).describe("seconds; also that of clients that ask for none"),
});
export type BrokerLimits = z.infer<typeof BrokerLimits>;

export const BROKER_LIMITS: BrokerLimits = BrokerLimits.parse({});

/** Who is connected and who may come in. */
export function openDoor({ desk, clock, limits }: { desk: SourceDesk; clock: Clock; limits: BrokerLimits }) {
  const pending = new Set<Duplex>();
  const sources = new WeakMap<Client, SourceId>();
  const connected = new Set<Client>();
  const perSource = new Map<SourceId, number>();
  let refused = 0;
  const gate = openGate({
    running: limits.maxAuthentications,
    queued: limits.maxAuthentications * 32,
    patience: limits.connectTimeout,
    after: (ms, act) => clock.after(ms, act),
  });
  const left = (client: Client): void => {
    const sourceId = sources.get(client);
    if (!connected.delete(client) || sourceId === undefined) return;
    const count = (perSource.get(sourceId) ?? 1) - 1;
    if (count === 0) perSource.delete(sourceId);
    else perSource.set(sourceId, count);
  };

  /** A client id belongs to its account: nobody can push another source off by using its client id. */
  const preConnect: AedesOptions["preConnect"] = (_client, packet, done) => {
    if (packet.clientId.length > 256) {
      refused++;
      return done(null, false);
    }
    packet.clientId = `${packet.username ?? ""}/${packet.clientId.length === 0 ? randomUUID() : packet.clientId}`;
    packet.keepalive = Math.min(packet.keepalive === undefined || packet.keepalive === 0 ? limits.maxKeepalive : packet.keepalive, limits.maxKeepalive);
    done(null, true);
  };

  const authenticate: AedesOptions["authenticate"] = (client, name, secret, done) => {
    const refuse = (returnCode: 3 | 4 | 5, why: string): void => {
      refused++;
      const error: AuthenticateError = Object.assign(new Error(why), { returnCode });
      done(error, false);
    };
    const id = SourceId.safeParse(name);
    if (secret === undefined || secret.length > 1024) return refuse(RETURN.badSecret, "no secret");
    void gate(() => desk.authenticate(id.success ? id.data : "", secret.toString("utf8"))).then((answer) => {
      if (client.closed) return;
      if (answer === undefined) return refuse(RETURN.unavailable, "too many connections at once");
      const source = answer.value;
      if (source === undefined || !source.enabled) return refuse(RETURN.notAuthorized, "not authorized");
      const mine = perSource.get(source.id) ?? 0;
      if (connected.size >= limits.maxClients || mine >= limits.maxClientsPerSource) return refuse(RETURN.unavailable, "too many clients");
      pending.delete(client.conn);
      sources.set(client, source.id);
      connected.add(client);
      perSource.set(source.id, mine + 1);
      done(null, true);
    });
  };

  return {
    preConnect,
    authenticate,
    sourceOf: (client: Client): SourceId | undefined => sources.get(client),
    /** A connection was made; the oldest of those that have not authenticated makes room for it. */
    arrived(stream: Duplex): void {
      pending.add(stream);
      if (pending.size <= limits.maxPending) return;
      const oldest = pending.values().next().value;
      if (oldest === undefined) return;
      refused++;
      pending.delete(oldest);
      oldest.destroy();
    },
    left,
    /** The connection is gone; `client` when it got as far as a CONNECT. */
    gone(stream: Duplex, client: Client | undefined): void {
      pending.delete(stream);
      if (client !== undefined) left(client);
    },
    stats: () => ({ clients: connected.size, pending: pending.size, refused }),
  };
}
