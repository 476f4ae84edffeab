import type { FastifyInstance } from "fastify";
import { VIDEO_PATH } from "#contract/video-wire";
import type { Log, VideoDoor } from "../ports.ts";
import type { OriginCheck } from "./same-origin.ts";

/** Socket.IO's own; everything else that wants to be upgraded is ours to judge. */
const SOCKETS = "/socket.io/";

/**
 * Connections for live pictures: checked for Host and Origin here, for their ticket by the door, and handed over whole – pictures
 * never pass through this process. Whatever else wants an upgrade is cut off.
 */
export function videoDoor(app: FastifyInstance, { door, trusted, log }: { door: VideoDoor | undefined; trusted: OriginCheck; log: Log }): void {
  app.server.on("upgrade", (request, socket, head) => {
    const [path = ""] = (request.url ?? "").split("?");
    if (path.startsWith(SOCKETS)) return;
    socket.on("error", () => socket.destroy());
    const against = path !== VIDEO_PATH ? "path" : request.method !== "GET" ? "method" : trusted(request.headers);
    if (against === undefined && door?.take({ headers: request.headers, socket, head }) === true) return;
    log.warn("upgrade-refused", { against: against ?? "ticket", from: request.socket.remoteAddress });
    socket.end(`HTTP/1.1 ${against === undefined ? "401 Unauthorized" : "403 Forbidden"}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
  });
}
