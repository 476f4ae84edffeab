import { randomBytes } from "node:crypto";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { CameraId, StreamName, StreamState } from "#contract/camera";
import { MAX_ORDER, VIDEO_PROTOCOL } from "#contract/video-wire";
import { WebSocketServer } from "ws";
import type { Clock } from "../../ports.ts";
import { makeClip } from "../reel/clip.ts";
import { openReels, type Reels } from "../reel/reels.ts";
import { openDecoders } from "../decode/decoders.ts";
import { openAnswers } from "./answer.ts";
import { openDevices } from "./devices.ts";
import { openHub } from "./hub.ts";
import { openListeners } from "./listeners.ts";
import { BEAT, Order, type GatewayCamera, type Told } from "./orders.ts";
import type { Answered, Asked, Question } from "./questions.ts";
import { openWindow, type Window } from "./window.ts";

/** Windows at one time, those that are about to be opened included. */
const MOST_WINDOWS = 512;
/** … of one session or display: a shell's walls share one. */
const MOST_EACH = 32;
/** A connection that is not let go by the backend in so long is cut off, ms. */
const HAND_OVER = 5000;

type ClipOrder = Extract<Order, { is: "clip" }>;
type WindowOrder = Extract<Order, { is: "window" }>;

/** The pipe to the backend. */
export interface Pipe {
  send(told: Told): void;
  onOrder(take: (order: unknown, handle: unknown) => void): void;
}

/** The gateway: cameras on one side, windows on the other. Begins with no camera and waits for orders. @returns the way to end it, which has ended when cameras were told to stop */
export function runGateway(pipe: Pipe, clock: Clock): () => Promise<unknown> {
  const windows = new Map<Window, string>();
  // Until the backend has said so, nothing sensitive goes out.
  let isPrivate = true;
  const coming = new Map<number, { order: WindowOrder; socket: Socket; cancel: () => void }>();
  const changed = new Map<string, { cameraId: CameraId; stream: StreamName; state: StreamState }>();
  let reels: Reels | undefined;
  let [opening, clips, ended] = [Promise.resolve(), Promise.resolve(), false];
  function tell(cameraId: CameraId, stream: StreamName, state: StreamState): void {
    const heldFrom = reels?.heldFrom(cameraId, stream);
    changed.set(`${cameraId} ${stream}`, { cameraId, stream, state: { ...state, ...(heldFrom !== undefined && { heldFrom: Math.round(heldFrom) }) } });
  }
  const random = (): string => randomBytes(8).toString("hex");
  const hub = openHub({ clock, chance: Math.random, random, onState: tell, reels: () => reels });
  const devices = openDevices({ clock, random, asked: (id) => askedOf(hub.camera(id)) });
  const answer = openAnswers({ devices, clock, random });
  const listeners = openListeners({ devices, clock, chance: Math.random, onHeard: (heard) => pipe.send({ is: "heard", heard }), onNoticed: (noticed) => pipe.send({ is: "noticed", noticed }) });
  const decoders = openDecoders({ hub, clock, chance: Math.random });
  const sockets = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: MAX_ORDER, handleProtocols: (asked) => (asked.has(VIDEO_PROTOCOL) ? VIDEO_PROTOCOL : false) });

  function receive(order: WindowOrder, socket: Socket): void {
    socket.on("error", () => socket.destroy());
    const each = [...windows.values(), ...[...coming.values()].map(({ order: { holder } }) => holder)].filter((holder) => holder === order.holder).length;
    if (windows.size + coming.size >= MOST_WINDOWS || each >= MOST_EACH) {
      socket.destroy();
      return pipe.send({ is: "refused", id: order.id });
    }
    const cancel = clock.after(HAND_OVER, () => {
      coming.delete(order.id);
      socket.destroy();
    });
    coming.set(order.id, { order, socket, cancel });
    pipe.send({ is: "got", id: order.id });
  }
  function go(id: number): void {
    const found = coming.get(id);
    if (found === undefined) return;
    coming.delete(id);
    found.cancel();
    admit(found.order, found.socket);
  }
  function admit({ key, version, head, holder, sensitive }: WindowOrder, socket: Socket): void {
    // The request as it was, of which the backend has checked everything else.
    const request = new IncomingMessage(socket);
    request.method = "GET";
    request.headers = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-key": key, "sec-websocket-version": version, "sec-websocket-protocol": VIDEO_PROTOCOL };
    sockets.handleUpgrade(request, socket, Buffer.from(head, "base64"), (wire) => {
      socket.setNoDelay(true);
      const window: Window = openWindow({ wire, hub, decoders, clock, sensitive, isPrivate: () => isPrivate, onGone: () => void windows.delete(window) });
      windows.set(window, holder);
    });
  }
  function keep({ folder, bounds }: Extract<Order, { is: "keep" }>): void {
    // Live pictures do not wait for it.
    opening = openReels(folder, bounds, clock).then((opened) => {
      if (ended) return opened.close();
      reels = opened;
      if (cameras !== undefined) reels.retain(cameras);
      return undefined;
    }).catch(() => void (keepingFailed = true));
  }
  let cameras: ReadonlySet<CameraId> | undefined;
  let keepingFailed = false;
  async function clip({ id, file, ...wanted }: ClipOrder): Promise<void> {
    await opening;
    if (reels === undefined) return pipe.send({ is: "clip", id, fault: "failed" });
    try {
      const made = await makeClip(reels, wanted, file);
      pipe.send(made.ok ? { is: "clip", id, made: made.value } : { is: "clip", id, fault: made.fault });
    } catch (error) {
      pipe.send({ is: "clip", id, fault: error instanceof Error && "code" in error && error.code === "ENOSPC" ? "disk-full" : "failed" });
    }
  }
  function ask(question: Question): Promise<Answered> {
    // What no window is shown is not shown in this way either.
    const isCovered = question.is === "picture" && isPrivate && hub.camera(question.camera)?.sensitive === true;
    return isCovered ? Promise.resolve({ is: "fault", reason: "private" }) : answer(question);
  }
  function settle(): void {
    for (const window of windows.keys()) window.settle();
  }
  pipe.onOrder((message, handle) => {
    const parsed = Order.safeParse(message);
    if (!parsed.success) return;
    const order = parsed.data;
    switch (order.is) {
      case "keep": return keep(order);
      // One after the other: each is made in memory.
      case "clip": return void (clips = clips.then(() => clip(order)));
      case "cameras":
        cameras = new Set(order.cameras.map(({ id }) => id));
        reels?.retain(cameras);
        hub.update(order.cameras);
        listeners.update(order.cameras);
        return settle();
      case "ask": return void ask(order.question).then((told) => pipe.send({ is: "answered", id: order.id, answer: told }));
      case "decoder": return decoders.use(order.program);
      case "privacy":
        isPrivate = order.on;
        return settle();
      case "window": return handle instanceof Socket ? receive(order, handle) : undefined;
      case "go": return go(order.id);
      case "end":
        for (const [window, holder] of windows) if (holder === order.holder) window.close();
        for (const { order: { id, holder }, socket } of coming.values()) {
          if (holder !== order.holder) continue;
          coming.get(id)?.cancel();
          coming.delete(id);
          socket.destroy();
        }
        return undefined;
    }
  });

  let cancel = clock.after(BEAT, beat);
  function beat(): void {
    const { sources, bytes } = hub.counts();
    pipe.send({ is: "beat", sources, bytes, windows: windows.size, kept: reels?.bytes() ?? 0, keeping: keepingFailed ? "failed" : (reels?.state() ?? "ok") });
    if (changed.size > 0) pipe.send({ is: "states", states: [...changed.values()] });
    changed.clear();
    cancel = clock.after(BEAT, beat);
  }
  return () => {
    cancel();
    ended = true;
    for (const window of windows.keys()) window.close();
    const told = Promise.all([devices.close(), listeners.close()]);
    decoders.close();
    hub.close();
    void reels?.close();
    return told;
  };
}

/** Of a camera's settings those that its control has to do with. */
const askedOf = (camera: GatewayCamera | undefined): Asked | undefined => camera && { control: camera.control, login: camera.login, certificate: camera.certificate };
