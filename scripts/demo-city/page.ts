import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { DemoCity } from "./city.ts";

const HTML = readFileSync(new URL("page.html", import.meta.url));
/** Of what a page may say, bytes. */
const MAX_BODY = 1000;
const Body = z.object({ at: z.string().max(40).optional() });

/** The switch of each room's line, for a browser on this machine: no other page may press it. @returns where it is */
export async function openPage(city: DemoCity, port: number): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { text: error instanceof Error ? error.message : String(error) }));
  });
  let address = "";

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const own = [address, address.replace("127.0.0.1", "localhost")];
    const { host, origin } = request.headers;
    if (!own.includes(`http://${host ?? ""}`)) return send(response, 421, { text: "not this server" });
    const path = request.url ?? "/";
    if (request.method === "GET" && path === "/") return void response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'", "cache-control": "no-store" }).end(HTML);
    if (request.method === "GET" && path === "/state") return send(response, 200, { now: Date.now(), rooms: city.look() });
    const [, id, act] = /^\/rooms\/([a-z-]{1,60})\/(cut|mend|kill|restore)$/.exec(path) ?? [];
    if (request.method !== "POST" || id === undefined) return send(response, 404, { text: "not found" });
    // A page of somewhere else sends its own origin, and a browser lets it say no other.
    if (origin === undefined || !own.includes(origin)) return send(response, 403, { text: "from this page alone" });
    if (act === "restore") {
      const body = Body.safeParse(await bodyOf(request));
      if (!body.success) return send(response, 400, { text: "malformed" });
      const done = await city.restore(id, body.data.at);
      return send(response, done === undefined ? 404 : done.ok ? 200 : 409, { text: done?.text ?? "" });
    }
    const known = act === "cut" ? city.cut(id) : act === "mend" ? city.mend(id) : city.kill(id);
    return send(response, known ? 200 : 404, {});
  }
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY) return undefined;
  }
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
