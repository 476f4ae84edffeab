/** The bench's cameras, in a process of their own: films over RTSP by the wall clock, so that a picture's number tells when it was sent. */
import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { pictures } from "../../backend/feed/cameras/packets.ts";
import { serveFilms } from "../../backend/feed/cameras/serve.ts";

const Order = z.object({ files: z.array(z.string()), cameras: z.int(), fps: z.number() });
type Order = z.infer<typeof Order>;
const Served = z.object({ urls: z.array(z.string()) });

/** Connections one server takes. */
const MOST = 50;

/** By how much a camera's pictures come after the first one's, ms. */
export const phaseOf = (camera: number, { cameras, fps }: Pick<Order, "cameras" | "fps">): number => ((camera * 7919) % cameras) * (1000 / fps / cameras);

export interface ServedCameras {
  child: ChildProcess;
  /** One a camera, in order; each shows the film of its number modulo the films. */
  urls: string[];
  stop(): void;
}

export async function serveCameras(order: Order): Promise<ServedCameras> {
  const child = fork(fileURLToPath(import.meta.url), ["serve"], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const told = new Promise<unknown>((done, broken) => {
    child.once("message", done);
    child.once("exit", () => broken(new Error("the bench's cameras ended")));
  });
  child.send(order);
  return { child, urls: Served.parse(await told).urls, stop: () => void child.kill() };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === "serve") {
  process.once("disconnect", () => process.exit(0));
  process.once("message", (message: unknown) => {
    const order = Order.parse(message);
    const films = order.files.map((file) => pictures(readFileSync(file)));
    const cameras = Array.from({ length: order.cameras }, (_value, i) => ({ id: `c${i}`, pictures: films[i % films.length] ?? [], fps: order.fps, phase: phaseOf(i, order) }));
    const groups = Array.from({ length: Math.ceil(cameras.length / MOST) }, (_value, k) => cameras.slice(k * MOST, (k + 1) * MOST));
    void Promise.all(groups.map(async (group) => {
      const { port } = await serveFilms(group, 0);
      return group.map(({ id }) => `rtsp://127.0.0.1:${port}/${id}`);
    })).then((urls) => process.send?.({ urls: urls.flat() }));
  });
}
