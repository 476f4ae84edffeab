import { createHash } from "node:crypto";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { targetOf } from "./address.ts";
import { rtspFault, type RtspFault } from "./fault.ts";

/** How long a camera may take to be connected to, ms. */
const PATIENCE = 5000;

/** What comes is read into one piece of memory for all cameras, and copied in its own size: Node's own way takes 64 kB for every read. */
const READ = Buffer.allocUnsafe(65_536);

/**
 * Connects to a camera, by the protocol of its address.
 *
 * @param certificate SHA-256, hex: no other one is spoken with; absent: the machine's trusted authorities decide
 * @param take gets all that comes, from the beginning; absent: the socket's own events tell
 */
export function dial({ url, certificate, clock, take }: { url: string; certificate?: string | undefined; clock: Pick<Clock, "after">; take?: (chunk: Buffer) => void }): Promise<Result<Socket, RtspFault>> {
  const { host, port, secure } = targetOf(url);
  const onread = take === undefined ? undefined : { buffer: READ, callback(bytes: number, buffer: Uint8Array): boolean {
    take(Buffer.from(buffer.subarray(0, bytes)));
    return true;
  } };
  return new Promise((done) => {
    const socket = secure ? connectTls({ host, port, rejectUnauthorized: certificate === undefined, minVersion: "TLSv1.2", ...(isIP(host) === 0 && { servername: host }) }) : connectTcp({ host, port, ...(onread !== undefined && { onread }) });
    const settle = (result: Result<Socket, RtspFault>): void => {
      cancel();
      socket.removeAllListeners();
      // A socket that is let go may still fail: nobody is to die of it.
      socket.on("error", () => undefined);
      if (!result.ok) socket.destroy();
      done(result);
    };
    const cancel = clock.after(PATIENCE, () => settle(fail(rtspFault("unreachable", "no connection in time"))));
    socket.once("error", (error: Error & { code?: string }) => settle(fail(rtspFault(/CERT|TLS|SSL|ALTNAME|SELF_SIGNED/.test(error.code ?? "") ? "tls" : "unreachable", error.code ?? "no connection"))));
    socket.once("close", () => settle(fail(rtspFault("closed", "closed while connecting"))));
    socket.once(secure ? "secureConnect" : "connect", () => {
      if (secure && certificate !== undefined && "getPeerCertificate" in socket) {
        const { raw } = socket.getPeerCertificate();
        if (raw === undefined || createHash("sha256").update(raw).digest("hex") !== certificate) return settle(fail(rtspFault("tls", "another certificate than the one kept")));
      }
      socket.setNoDelay(true);
      settle(ok(socket));
      if (secure && take !== undefined) socket.on("data", take);
    });
  });
}
