import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Names the origins that the shell may open outside; read by main/outside.ts. */
const OUTSIDE = "kydai-outside";

/** The Host header as a CSP source; only well-formed ones get this far. */
function socketsOf(request: IncomingMessage): string {
  const host = /^[\w.:[\]-]{1,260}$/.test(request.headers.host ?? "") ? request.headers.host : "localhost";
  return `ws://${host} wss://${host}`;
}

/**
 * Headers of every answer. Nothing is loaded from anywhere but this server; no inline script; nobody frames the windows.
 *
 * @param webPages origins whose pages a cell of the wall may frame
 * @param meetingHosts hosts whose pages the shell may open outside; told in a header of their own, as no policy has a word for it
 */
export async function securityHeaders(app: FastifyInstance, { webPages, meetingHosts }: { webPages: readonly string[]; meetingHosts: readonly string[] }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        // WebAssembly for decoders; maplibre makes its worker from a blob.
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "worker-src": ["'self'", "blob:"],
        "child-src": ["'self'", "blob:"],
        "frame-src": webPages.length === 0 ? ["'none'"] : [...webPages],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        // A frame does not tell whether its server answered: the cell asks the same address beside it.
        "connect-src": ["'self'", "blob:", "data:", ...webPages, (request: IncomingMessage, _response: ServerResponse) => socketsOf(request)],
      },
    },
    // Plain HTTP on the room's own network is the default; a proxy that speaks TLS adds its own.
    hsts: false,
    referrerPolicy: { policy: "no-referrer" },
    frameguard: { action: "deny" },
  });
  if (meetingHosts.length > 0) app.addHook("onSend", async (_request, reply) => void reply.header(OUTSIDE, meetingHosts.map((host) => `https://${host}`).join(" ")));
}
