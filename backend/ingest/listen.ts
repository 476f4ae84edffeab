import type { Server } from "node:net";

/** @returns the port, once the server listens; rejects with the system's error (address in use, no permission) */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      const address = server.address();
      if (address === null || typeof address === "string") failed(new Error("no TCP address"));
      else done(address.port);
    });
  });
}
