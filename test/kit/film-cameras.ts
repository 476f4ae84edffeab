import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readFilms } from "../../backend/feed/cameras/films.ts";
import { serveFilms } from "../../backend/feed/cameras/serve.ts";

/** The built-in city's small films over RTSP, from a process of its own that can be killed: many cameras cost it nearly nothing. */
export interface FilmCameras {
  port: number;
  /** One a film. */
  urls: string[];
  kill(): Promise<void>;
}

const Served = z.object({ port: z.int(), ids: z.array(z.string()) });

/** @param port 0: any; the same as before, to be back where it was */
export async function startFilmCameras(port = 0): Promise<FilmCameras> {
  const child = fork(fileURLToPath(import.meta.url), ["serve", String(port)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  const told = await new Promise<unknown>((done, broken) => {
    child.once("message", done);
    child.once("exit", (code) => broken(new Error(`the cameras ended with ${code}`)));
  });
  const served = Served.parse(told);
  return {
    port: served.port,
    urls: served.ids.map((id) => `rtsp://127.0.0.1:${served.port}/${id}`),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === "serve") {
  process.once("disconnect", () => process.exit(0));
  const films = readFilms(fileURLToPath(new URL("../../assets/city/hue/cameras", import.meta.url))).films.filter(({ id }) => id.endsWith("/sub"));
  const { port } = await serveFilms(films, Number(process.argv[3]));
  process.send?.({ port, ids: films.map(({ id }) => id) });
}
