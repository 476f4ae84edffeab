/** WebRTC beside it, as a peer: Debian's GStreamer (webrtcbin) passes each camera's stream on as it is, a page of Chromium plays them. */
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { WebSocketServer, type WebSocket } from "ws";
import { z } from "zod";
import type { XServer } from "../kit/x-server.ts";
import { madeFilm, type FilmKind } from "./camera-film.ts";
import type { Numbers } from "./camera-numbers.ts";
import { lookAtVideos } from "./camera-page.ts";
import { serveCameras } from "./camera-served.ts";

const PYTHON = "/usr/bin/python3";
const NEEDED = "import gi; gi.require_version('GstWebRTC', '1.0'); from gi.repository import Gst; Gst.init(None); assert all(Gst.ElementFactory.find(name) for name in ('webrtcbin', 'nicesrc', 'dtlsenc', 'rtph264pay', 'rtspsrc'))";

const PAGE = (tiles: number): string => `<!doctype html><meta charset=utf-8><style>body{margin:0;background:#000;display:grid;height:100vh;grid:repeat(${Math.ceil(tiles / Math.ceil(Math.sqrt(tiles)))},minmax(0,1fr))/repeat(${Math.ceil(Math.sqrt(tiles))},minmax(0,1fr))}video{width:100%;height:100%;object-fit:contain}</style><body><script>
for (let i = 0; i < ${tiles}; i++) {
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = video.autoplay = true;
  const peer = new RTCPeerConnection();
  peer.ontrack = ({ track, receiver }) => {
    receiver.playoutDelayHint = 0;
    video.srcObject = new MediaStream([track]);
  };
  const socket = new WebSocket("ws://" + location.host + "/" + i);
  peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && socket.send(peer.localDescription.sdp);
  socket.onmessage = async ({ data }) => {
    await peer.setRemoteDescription({ type: "offer", sdp: data });
    await peer.setLocalDescription(await peer.createAnswer());
  };
}
</script>`;
const Offer = z.object({ camera: z.int(), offer: z.string() });

/** Why there is no such peer here; undefined: there is (Debian: gstreamer1.0-plugins-bad, gstreamer1.0-nice, gir1.2-gst-plugins-bad-1.0, python3-gi). */
export function noWebRtc(): string | undefined {
  return spawnSync(PYTHON, ["-c", NEEDED], { timeout: 60_000, stdio: "ignore" }).status === 0 ? undefined : "no webrtcbin on this machine";
}

/** Plays so many cameras beside each other on the wall's monitor, and looks. */
export async function playByWebRtc(server: XServer, { kind, tiles, seconds, settle }: { kind: FilmKind; tiles: number; seconds: number; settle: number }): Promise<Numbers> {
  const cameras = await serveCameras({ files: [await madeFilm(kind)], cameras: tiles, fps: kind.fps });
  const child = spawn(PYTHON, [new URL("webrtc-server.py", import.meta.url).pathname], { stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, GST_DEBUG: "0" } });
  const tell = (line: object): void => void child.stdin.write(`${JSON.stringify(line)}\n`);
  const windows = new Map<number, WebSocket>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { camera, offer } = Offer.parse(JSON.parse(line));
    // Chromium's list has no High profile, its decoder does not mind: what it is told is Main.
    windows.get(camera)?.send(offer.replace(/profile-level-id=\w+/g, "profile-level-id=4d001f"));
  });
  const http = createServer((_asked, answer) => answer.setHeader("content-type", "text/html").end(PAGE(tiles)));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on("connection", (socket, { url }) => {
    const camera = Number(url?.slice(1));
    windows.set(camera, socket);
    socket.on("message", (answer: Buffer) => tell({ camera, answer: answer.toString() }));
    tell({ camera, url: cameras.urls[camera] });
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  const { port } = http.address() as AddressInfo;
  try {
    // Its own addresses hidden behind names nobody here resolves, the page would be reached by nobody.
    return await lookAtVideos(server, { url: `http://127.0.0.1:${port}/`, args: ["--disable-features=WebRtcHideLocalIpsWithMdns", "--allow-loopback-in-peer-connection"], kind, tiles, seconds, settle });
  } finally {
    child.kill();
    sockets.close();
    http.close();
    cameras.stop();
  }
}
