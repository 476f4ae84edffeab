import { createServer, type IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { signature } from "../../backend/notify/webhook/signature.ts";

/** What a room called a gateway with. */
export interface Call {
  headers: IncomingHttpHeaders;
  body: string;
  /** Its signature fits. */
  sound: boolean;
}

/** A real HTTP gateway on a port of its own, as a city's app would stand there, that can be told to misbehave. */
export interface Gateway {
  url: string;
  calls: Call[];
  /** Messages it holds: told apart by their key, as it should. */
  messages(): Set<string>;
  /** `hang`: takes the call and never answers. `error`: 500. `no`: 404. */
  mood(next: "good" | "hang" | "error" | "no"): void;
  stop(): Promise<void>;
}

const Body = z.object({ key: z.string() });

/** @param key what both sides sign with */
export async function startGateway(key: string): Promise<Gateway> {
  const calls: Call[] = [];
  const held = new Set<string>();
  let mood: Parameters<Gateway["mood"]>[0] = "good";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      calls.push({ headers: request.headers, body: body.toString(), sound: request.headers["kydai-signature"] === signature(key, String(request.headers["kydai-timestamp"]), body) });
      if (mood === "error") return void response.writeHead(500).end("broken <b>truc@thoatnuoc.example</b>");
      if (mood === "no") return void response.writeHead(404).end();
      held.add(Body.parse(JSON.parse(body.toString())).key);
      if (mood === "hang") return undefined;
      response.writeHead(202, { "content-type": "application/json" }).end("{}");
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/in`, calls, messages: () => held,
    mood: (next) => void (mood = next),
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
