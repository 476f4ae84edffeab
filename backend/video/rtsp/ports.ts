import { createSocket, type Socket } from "node:dgram";
import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "./fault.ts";

/** Pairs of ports that are tried. */
const TRIES = 20;
/** Bytes the system may hold for us: a key picture comes in one burst. */
const BUFFER = 1_048_576;

/** Two neighbouring UDP ports: an even one for pictures, the next for reports (RFC 3550 §11). Packets from anybody but the camera are dropped. */
export interface PortPair {
  rtp: number;
  rtcp: number;
  /** To the camera's own port of reports. */
  report(port: number, data: Uint8Array): void;
  close(): void;
}

function bind(family: "udp4" | "udp6", port: number): Promise<Socket | undefined> {
  return new Promise((done) => {
    const socket = createSocket(family);
    socket.once("error", () => {
      socket.close();
      done(undefined);
    });
    socket.bind(port, () => {
      socket.removeAllListeners("error");
      socket.on("error", () => undefined);
      try {
        socket.setRecvBufferSize(BUFFER);
      } catch {
        // The system allows less: then it is less.
      }
      done(socket);
    });
  });
}

/** @param peer address of the camera. @param onPacket `report`: it came to the second port */
export async function openPorts(peer: string, onPacket: (data: Buffer, report: boolean) => void): Promise<Result<PortPair, RtspFault>> {
  const family = peer.includes(":") ? "udp6" : "udp4";
  const plain = peer.replace(/^::ffff:/, "");
  for (let tries = 0; tries < TRIES; tries++) {
    const any = await bind(family, 0);
    if (any === undefined) break;
    const { port } = any.address();
    const [low, high] = port % 2 === 0 ? [any, await bind(family, port + 1)] : [await bind(family, port - 1), any];
    if (low === undefined || high === undefined) {
      low?.close();
      high?.close();
      continue;
    }
    low.on("message", (data, { address }) => address.replace(/^::ffff:/, "") === plain && onPacket(data, false));
    high.on("message", (data, { address }) => address.replace(/^::ffff:/, "") === plain && onPacket(data, true));
    let closed = false;
    return ok({
      rtp: low.address().port, rtcp: high.address().port,
      report: (to, data) => void (closed || high.send(data, to, peer, () => undefined)),
      close() {
        if (closed) return;
        closed = true;
        low.close();
        high.close();
      },
    });
  }
  return fail(rtspFault("unreachable", "no pair of UDP ports"));
}
