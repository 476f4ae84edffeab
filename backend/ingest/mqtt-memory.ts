/** What the broker remembers: nothing but which QoS 2 messages await their PUBREL. Devices send here; nobody is sent to. */
import { Readable } from "node:stream";

/** Sessions whose QoS 2 ids are kept; beyond, the session longest unused is forgotten (its resends are then found as duplicates by phenomenonTime). */
const MAX_SESSIONS = 4096;

interface Client {
  id: string;
}
interface Numbered {
  messageId?: number;
}

/**
 * aedes' persistence interface (aedes-persistence 10, abstract.js), written out so that nothing a client sends can grow the
 * broker: no retained message, no stored subscription, no offline queue, no stored will.
 * `maxInflightInbound` of aedes bounds the ids of one session.
 */
export function openMemory() {
  const incoming = new Map<string, Set<number>>();
  const awaiting = (client: Client, { messageId }: Numbered): boolean => messageId !== undefined && incoming.get(client.id)?.has(messageId) === true;
  const none = async (): Promise<void> => {};
  const empty = (): Readable => Readable.from([]);
  return {
    /** Whether this QoS 2 message was committed already and only its handshake is unfinished. */
    awaiting,
    setup: async (_broker: unknown): Promise<void> => {},
    storeRetained: none,
    createRetainedStreamCombi: empty,
    addSubscriptions: none,
    removeSubscriptions: none,
    subscriptionsByClient: async (): Promise<unknown[]> => [],
    subscriptionsByTopic: async (): Promise<unknown[]> => [],
    cleanSubscriptions: none,
    outgoingEnqueue: none,
    outgoingEnqueueCombi: none,
    outgoingUpdate: none,
    outgoingClearMessageId: none,
    outgoingStream: empty,
    putWill: none,
    delWill: none,
    streamWill: empty,
    async incomingStorePacket(client: Client, { messageId }: Numbered): Promise<void> {
      if (messageId === undefined) return;
      const ids = incoming.get(client.id) ?? new Set<number>();
      incoming.delete(client.id);
      incoming.set(client.id, ids.add(messageId));
      const oldest = incoming.size > MAX_SESSIONS ? incoming.keys().next().value : undefined;
      if (oldest !== undefined) incoming.delete(oldest);
    },
    async incomingGetPacket(client: Client, packet: Numbered): Promise<Numbered> {
      if (!awaiting(client, packet)) throw new Error("no such packet");
      return packet;
    },
    async incomingDelPacket(client: Client, { messageId }: Numbered): Promise<void> {
      const ids = incoming.get(client.id);
      if (messageId !== undefined) ids?.delete(messageId);
      if (ids?.size === 0) incoming.delete(client.id);
    },
    async cleanIncoming(client: Client): Promise<void> {
      incoming.delete(client.id);
    },
  };
}

type Listener = (packet: { topic: string }, done: () => void) => void;

/**
 * aedes' message bus (mqemitter), reduced to exact topics: an observation has no subscriber here, and the only topic a
 * source may hear is its own status. Answers asynchronously, as aedes' reader must not be re-entered.
 */
export function openBus() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on(topic: string, listener: Listener, done?: () => void): void {
      const at = listeners.get(topic) ?? new Set<Listener>();
      listeners.set(topic, at.add(listener));
      if (done !== undefined) setImmediate(done);
    },
    removeListener(topic: string, listener: Listener, done?: () => void): void {
      const at = listeners.get(topic);
      at?.delete(listener);
      if (at?.size === 0) listeners.delete(topic);
      if (done !== undefined) setImmediate(done);
    },
    /** What a client published (aedes puts its id on it) reaches nobody: only the broker itself speaks on a status topic. */
    emit(packet: { topic: string; clientId?: string }, done: () => void): void {
      if (packet.clientId === undefined) for (const listener of listeners.get(packet.topic) ?? []) listener(packet, () => {});
      process.nextTick(done);
    },
    close(done: () => void): void {
      listeners.clear();
      setImmediate(done);
    },
  };
}
