import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ENCODERS = spawnSync("ffmpeg", ["-hide_banner", "-encoders"], { timeout: 20_000 }).stdout?.toString() ?? "";
/** Why no HLS can be made here; undefined: it can. */
export const NO_FFMPEG = ENCODERS.includes("libx264") && ENCODERS.includes("libx265") ? undefined : "ffmpeg with libx264 and libx265 is not installed";

/** What ffmpeg makes, of a moving test picture of 320 × 180 at 25 a second with a key picture each second. */
export interface HlsOptions {
  codec?: "libx264" | "libx265";
  segments?: "mpegts" | "fmp4";
  encrypted?: boolean;
  /** For so many seconds, made beforehand and listed a segment a second from the first look on, then ended; absent: live, as time goes, the newest five segments of one second. */
  recorded?: number;
  /** Answers instead of the folder; returns whether it did. */
  instead?: (path: string, answer: ServerResponse, asked: IncomingMessage) => boolean;
  user?: string;
}
export interface HlsServer {
  url: string;
  folder: string;
  asked: string[];
  /** The encoder dies, or goes on. */
  pause(on: boolean): void;
  stop(): Promise<void>;
}

/** HLS as ffmpeg makes it, served by a web server of the test's own on the loopback interface. */
export async function startHls({ codec = "libx264", segments = "mpegts", encrypted = false, recorded, instead, user }: HlsOptions = {}): Promise<HlsServer> {
  const folder = mkdtempSync(join(tmpdir(), "kydai-hls-"));
  const asked: string[] = [];
  let [began, count] = [0, -1];
  /** One segment more at most with each look: how busy the machine is makes no difference. */
  function listed(whole: string): string {
    if (count === -1) began = Date.now();
    count = Math.min(count + 1, Math.floor((Date.now() - began) / 1000));
    const lines = whole.split("\n");
    const named = lines.flatMap((line, at) => (line === "" || line.startsWith("#") ? [] : [at]));
    if (count >= named.length) return whole;
    return `${lines.slice(0, count === 0 ? lines.findIndex((line) => line.startsWith("#EXTINF")) : (named[count - 1] ?? 0) + 1).join("\n")}\n`;
  }
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? "/", "http://x").pathname.slice(1);
    asked.push(path);
    if (instead?.(path, answer, request) === true) return;
    if (user !== undefined && request.headers.authorization !== `Basic ${Buffer.from(user).toString("base64")}`) return void answer.writeHead(401, { "WWW-Authenticate": 'Basic realm="cam"' }).end();
    try {
      if (recorded !== undefined && path === "live.m3u8") return void answer.end(listed(readFileSync(join(folder, path), "utf8")));
      answer.end(readFileSync(join(folder, path.replaceAll(/[^\w.-]/g, ""))));
    } catch {
      answer.writeHead(404).end();
    }
  });
  server.on("connection", (socket) => void socket.on("error", () => undefined));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const given = server.address();
  const origin = `http://127.0.0.1:${typeof given === "object" && given !== null ? given.port : 0}`;
  if (encrypted) {
    writeFileSync(join(folder, "secret.bin"), Buffer.from("0123456789abcdef"));
    writeFileSync(join(folder, "about.txt"), `secret.bin\n${join(folder, "secret.bin")}\n`);
  }
  const args = [
    "-v", "error", ...(recorded === undefined ? ["-re"] : []), "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25", ...(recorded === undefined ? [] : ["-t", String(recorded)]),
    "-c:v", codec, "-pix_fmt", "yuv420p", "-preset", "ultrafast", ...(codec === "libx264" ? ["-g", "25", "-bf", "2"] : ["-x265-params", "keyint=25:min-keyint=25:bframes=2:log-level=none", "-tag:v", "hvc1"]),
    "-f", "hls", "-hls_time", "1", "-hls_segment_type", segments, "-hls_list_size", recorded === undefined ? "5" : "0", "-hls_flags", recorded === undefined ? "delete_segments+program_date_time+temp_file" : "program_date_time", ...(encrypted ? ["-hls_key_info_file", join(folder, "about.txt")] : []),
    "-hls_segment_filename", join(folder, segments === "fmp4" ? "s%d.m4s" : "s%d.ts"), join(folder, "live.m3u8"),
  ];
  const child = recorded === undefined ? spawn("ffmpeg", args, { stdio: "ignore" }) : undefined;
  if (recorded !== undefined) {
    const made = spawnSync("ffmpeg", args, { timeout: 60_000 });
    if (made.status !== 0) throw new Error(`ffmpeg: ${made.stderr.toString().slice(-1000)}`);
  }
  return {
    url: `${origin}/live.m3u8`, folder, asked,
    pause: (on) => void child?.kill(on ? "SIGSTOP" : "SIGCONT"),
    stop: () => new Promise((done) => {
      child?.kill("SIGKILL");
      server.closeAllConnections();
      server.close(() => {
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
        done();
      });
    }),
  };
}
