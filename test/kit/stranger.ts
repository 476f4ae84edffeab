import { createServer } from "node:http";

/** Some other program on the port of a killed backend: answers everything with 200 and writes down what it is sent. */
export interface Stranger {
  address: string;
  port: number;
  /** All requests: head lines, headers and bodies. */
  heard: string[];
  stop(): Promise<void>;
}

/** @param answers path → JSON body; other paths get `{}`; every answer tries to set a cookie */
export async function openStranger(answers: Record<string, unknown> = {}): Promise<Stranger> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`);
      response.writeHead(200, { "content-type": "application/json", "set-cookie": "kydai_display=planted; Path=/" });
      response.end(JSON.stringify(answers[request.url ?? ""] ?? {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    address: `http://127.0.0.1:${address.port}`, port: address.port, heard,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
