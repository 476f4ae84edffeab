import type { Socket } from "socket.io";

/** What one window's socket has been given and has not taken. */
export interface Backlog {
  packets(): number;
  /** Queued packets and what lies in the TCP stream, bytes. */
  bytes(): number;
}

/** A socket with this much waiting gets no telemetry until it has caught up: at most 4 packets ever wait. */
const BEHIND = { packets: 2, bytes: 1_048_576 };
/** With this much waiting it is closed and resyncs by `seq`: facts are never dropped, so they must not pile up either. */
const TOO_SLOW = { packets: 2000, bytes: 16_777_216 };

/** Watches a socket by the events Engine.IO publishes for it: `packetCreate` queues one, `flush` hands all to the transport. */
export function watchBacklog(socket: Pick<Socket, "conn" | "request">): Backlog {
  let packets = 0;
  let bytes = 0;
  socket.conn.on("packetCreate", (packet: { data?: unknown }) => {
    packets++;
    const { data } = packet;
    // A string may be up to 3 bytes a character on the wire; 2 is what it costs here at most.
    if (typeof data === "string") bytes += 2 * data.length;
    else if (ArrayBuffer.isView(data) || data instanceof ArrayBuffer) bytes += data.byteLength;
  });
  socket.conn.on("flush", () => {
    packets = 0;
    bytes = 0;
  });
  return { packets: () => packets, bytes: () => bytes + socket.request.socket.writableLength };
}

export function isBehind(backlog: Backlog): boolean {
  return backlog.packets() >= BEHIND.packets || backlog.bytes() > BEHIND.bytes;
}

export function isTooSlow(backlog: Backlog): boolean {
  return backlog.packets() > TOO_SLOW.packets || backlog.bytes() > TOO_SLOW.bytes;
}
