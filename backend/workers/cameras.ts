/** Entry of the thread that serves the demonstration's cameras. Does nothing when loaded by any other thread. */
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { readFilms } from "../feed/cameras/films.ts";
import { serveFilms } from "../feed/cameras/serve.ts";

const Start = z.object({ role: z.literal("cameras"), folder: z.string(), port: z.int() });
const Heard = z.object({ heard: z.array(z.tuple([z.string(), z.number()])) });

const start = Start.safeParse(workerData);
if (parentPort !== null && start.success) {
  const { folder, port } = start.data;
  const { films, hear } = readFilms(folder);
  parentPort.on("message", (message: unknown) => {
    const told = Heard.safeParse(message);
    if (told.success) for (const [ds, value] of told.data.heard) hear(ds, value);
  });
  // The port of the last time, where nobody has taken it meanwhile.
  const serving = await serveFilms(films, port).catch(() => serveFilms(films, 0));
  const has = (id: string): boolean => films.some((film) => film.id === id);
  parentPort.postMessage({ port: serving.port, cameras: films.filter(({ id }) => !id.includes("/")).map(({ id }) => ({ id, sub: has(`${id}/sub`) })) });
}
