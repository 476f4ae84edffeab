/** The usual way of browsers' video walls, as a peer: one ffmpeg a camera wraps its stream for Media Source Extensions, a WebSocket brings it, a page of Chromium plays it at the live edge. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { XServer } from "../kit/x-server.ts";
import { madeFilm, type FilmKind } from "./camera-film.ts";
import type { Numbers } from "./camera-numbers.ts";
import { lookAtVideos } from "./camera-page.ts";
import { serveCameras } from "./camera-served.ts";

/** Behind the newest picture so far at the most, s: beyond it plays faster, far beyond it jumps (video.md: 0.15 s is what this path holds). */
const [TARGET, FAR] = [0.15, 1];

const PAGE = (tiles: number): string => `<!doctype html><meta charset=utf-8><style>body{margin:0;background:#000;display:grid;height:100vh;grid:repeat(${Math.ceil(tiles / Math.ceil(Math.sqrt(tiles)))},minmax(0,1fr))/repeat(${Math.ceil(Math.sqrt(tiles))},minmax(0,1fr))}video{width:100%;height:100%;object-fit:contain}</style><body><script>
for (let i = 0; i < ${tiles}; i++) {
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = video.autoplay = true;
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  source.addEventListener("sourceopen", () => {
    const buffer = source.addSourceBuffer('video/mp4; codecs="avc1.64001f"');
    const waiting = [];
    const next = () => {
      if (buffer.updating) return;
      const end = buffer.buffered.length === 0 ? 0 : buffer.buffered.end(buffer.buffered.length - 1);
      if (end > 0) {
        const behind = end - video.currentTime;
        if (behind > ${FAR}) video.currentTime = end - ${TARGET};
        video.playbackRate = behind > ${TARGET} * 1.5 ? 1.1 : 1;
        if (buffer.buffered.start(0) < end - 20) return buffer.remove(0, end - 10);
      }
      if (waiting.length > 0) buffer.appendBuffer(waiting.shift());
    };
    buffer.addEventListener("updateend", next);
    const socket = new WebSocket("ws://" + location.host + "/" + i);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => (waiting.push(data), next());
  }, { once: true });
}
</script>`;

/** Plays so many cameras beside each other on the wall's monitor, and looks. */
export async function playByMse(server: XServer, { kind, tiles, seconds, settle }: { kind: FilmKind; tiles: number; seconds: number; settle: number }): Promise<Numbers> {
  const cameras = await serveCameras({ files: [await madeFilm(kind)], cameras: tiles, fps: kind.fps });
  const http = createServer((_asked, answer) => answer.setHeader("content-type", "text/html").end(PAGE(tiles)));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  const children = new Set<ReturnType<typeof spawn>>();
  sockets.on("connection", (socket, { url }) => {
    const child = spawn("ffmpeg", ["-v", "quiet", "-rtsp_transport", "tcp", "-i", cameras.urls[Number(url?.slice(1))] ?? "", "-c", "copy", "-f", "mp4", "-movflags", "frag_every_frame+empty_moov+default_base_moof", "-"], { stdio: ["ignore", "pipe", "ignore"] });
    children.add(child);
    child.stdout.on("data", (chunk: Buffer) => socket.send(chunk));
    socket.on("close", () => child.kill());
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  try {
    return await lookAtVideos(server, { url: `http://127.0.0.1:${port}/`, kind, tiles, seconds, settle });
  } finally {
    for (const child of children) child.kill();
    sockets.close();
    http.close();
    cameras.stop();
  }
}
