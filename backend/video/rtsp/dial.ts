import { createHash } from "node:crypto";
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { targetOf } from "./address.ts";
import { rtspFault, type RtspFault } from "./fault.ts";

/** How long a camera may take to be connected to, ms. */
const PATIENCE = 5000;

/**
 * Connects to a camera, by the protocol of its address.
 *
 * @param certificate SHA-256, hex: no other one is spoken with; absent: the machine's trusted authorities decide
 */
export function dial({ url, certificate, clock }: { url: string; certificate?: string | undefined; clock: Pick<Clock, "after"> }): Promise<Result<Socket, RtspFault>> {
  const { host, port, secure } = targetOf(url);
  return new Promise((done) => {
    const socket = secure ? connectTls({ host, port, rejectUnauthorized: certificate === undefined, minVersion: "TLSv1.2", ...(isIP(host) === 0 && { servername: host }) }) : connectTcp({ host, port });
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
    });
  });
}
