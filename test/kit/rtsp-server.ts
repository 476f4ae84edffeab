import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { until } from "./until.ts";

const PYTHON = "/usr/bin/python3";
const SCRIPT = new URL("rtsp-server.py", import.meta.url).pathname;
const NEEDED = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer; Gst.init(None); assert all(Gst.ElementFactory.find(name) for name in ('x264enc', 'x265enc', 'jpegenc', 'rtph264pay', 'videotestsrc'))";

/** Why GStreamer's RTSP server cannot be had here; undefined: it can. Debian has it in gir1.2-gst-rtsp-server-1.0, python3-gi and the plugins. */
export const NO_GSTREAMER: string | undefined = existsSync(PYTHON) && spawnSync(PYTHON, ["-c", NEEDED], { timeout: 60_000, stdio: "ignore" }).status === 0 ? undefined : "no GStreamer RTSP server";

export const CAMERA_LOGIN = { user: "cam", password: "bi-mat-cam" };

/** A camera of another maker: 320 × 240, 25 pictures a second, a key one each second. */
export interface RtspServer {
  port: number;
  url: string;
  child: ChildProcess;
  /** Its connections stay and nothing comes. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
}

/** @param options.port the same as before, to be back where it was */
export async function startRtspServer({ codec = "h264", auth = "none", port = 0 }: { codec?: "h264" | "h265" | "mjpeg"; auth?: "none" | "basic" | "digest"; port?: number } = {}): Promise<RtspServer> {
  const child = spawn(PYTHON, [SCRIPT, codec, auth, String(port)], { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, GST_DEBUG: "0" } });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  await until(() => out.includes("\n") || child.exitCode !== null, 30_000, () => `no RTSP server: ${errors}`);
  if (child.exitCode !== null) throw new Error(`no RTSP server: ${errors}`);
  const bound = Number(out.trim());
  return {
    port: bound, url: `rtsp://127.0.0.1:${bound}/live`, child,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async kill() {
      child.kill("SIGCONT");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
