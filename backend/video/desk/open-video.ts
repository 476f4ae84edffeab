import { mkdirSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Camera, CameraId, CameraLogin, Listening, StreamName, StreamState } from "#contract/camera";
import { may } from "#contract/permission";
import type { Party } from "#contract/account";
import type { AccountId } from "#contract/ids";
import type { Fact, NewFact } from "#contract/fact";
import { ok, type Result } from "#contract/result";
import { VIDEO_PROTOCOL } from "#contract/video-wire";
import type { AccessDesk, CameraNotices, Clock, Journal, Log, VideoDesk, VideoDoor } from "../../ports.ts";
import type { GatewayCamera } from "../gateway/orders.ts";
import type { ReelBounds } from "../reel/reels.ts";
import { believed } from "./believed.ts";
import { openClips, type Clips } from "./clips.ts";
import { openQuestions } from "./questions.ts";
import { snapshotFile } from "./snapshot-file.ts";
import { openHealth } from "./health.ts";
import { openOutages } from "./outages.ts";
import { videoSamples, type VideoSample } from "./samples.ts";
import { openSeal } from "./seal.ts";
import { superviseGateway, type Supervisor } from "./supervisor.ts";
import { openTickets } from "./tickets.ts";
import { openWatching } from "./watching.ts";

/** ms between two looks for outages; a connection that the gateway does not fetch in so long is closed, ms. */
const [LOOK, FETCHED] = [1000, 6000];

export interface OpenVideo extends VideoDesk, VideoDoor {
  /** Figures of the gateway – zero while it is away – and of every stream, for Prometheus. */
  samples(): VideoSample[];
  close(): Promise<void>;
}

interface Options {
  folder: string;
  cameras: () => ReadonlyMap<CameraId, Camera>;
  journal: Pick<Journal, "secret">;
  access: Pick<AccessDesk, "onEnded">;
  onFacts: (listener: (facts: Fact[]) => void) => () => void;
  /** For what happened and cannot be taken back. */
  hold: (facts: NewFact[]) => unknown;
  /** Called with what cameras noticed by themselves. */
  onNoticed: (noticed: CameraNotices) => void;
  /** What cameras' newest pictures may take on the disk. */
  reels: ReelBounds;
  /** Program that decodes what windows cannot. */
  decoder?: string | undefined;
  /** What is sensitive is to be covered now. */
  isPrivate: () => boolean;
  clock: Clock;
  log: Log;
}

/** Opens the way to live pictures: a process that fetches them, tickets for windows, states for people. @returns in words why it cannot */
export function openVideo({ folder, cameras, journal, access, onFacts, hold, onNoticed, reels, decoder, isPrivate, clock, log }: Options): Result<OpenVideo, string> {
  const opened = openSeal(folder);
  if (!opened.ok) return opened;
  const logins = opened.value;
  const tickets = openTickets(clock);
  const [outages, watching] = [openOutages(), openWatching()];
  const health = openHealth();
  const states = new Map<string, StreamState>();
  const listening = new Map<CameraId, Listening>();
  let connections = 0;
  /** Connections on their way to the gateway, until it has them. */
  const handed = new Map<number, Socket>();
  /** Closed here, and only then answered there: while both are open, both could read from it. */
  function letGo(id: number): void {
    const socket = handed.get(id);
    handed.delete(id);
    socket?.once("close", () => live.gateway?.send({ is: "go", id }));
    socket?.destroy();
  }
  /** Whose sessions asked for tickets: other roles, other tickets. Gone with the session. */
  const holders = new Map<string, AccountId>();
  let counts = { sources: 0, windows: 0, bytes: 0, kept: 0 };
  let [keeping, died] = ["ok", 0];
  /** Since when the gateway is away; steady clock and wall clock, ms. */
  let away: { steady: number; since: number } | undefined;

  function told(cameraId: CameraId, stream: StreamName, state: StreamState): void {
    // A word that crossed the camera's removal.
    if (!cameras().has(cameraId)) return;
    states.set(`${cameraId} ${stream}`, state);
    for (const each of [outages, watching]) each.take(cameraId, stream, state, clock.wall());
  }
  function tellAs(key: string, state: StreamState): void {
    const [id, stream] = key.split(" ") as [CameraId, StreamName];
    told(id, stream, state);
  }
  function stateOf(id: CameraId, stream: StreamName): StreamState {
    return states.get(`${id} ${stream}`) ?? { is: "idle", since: 0 };
  }
  const nowOf = (id: CameraId, stream: StreamName): StreamState => believed(stateOf(id, stream), live.gateway?.isSilent() === true);
  function loginOf(id: CameraId): CameraLogin | undefined {
    const sealed = journal.secret("camera", id);
    return sealed === undefined ? undefined : logins.open(id, sealed);
  }
  function forGateway(camera: Camera): GatewayCamera {
    const { id, streams, transport, certificate, sensitive, always, enabled, secured, control } = camera;
    const login = secured ? loginOf(id) : undefined;
    if (secured && login === undefined) log.error("camera-login-unreadable", { camera: id });
    return { id, films: join(folder, "films"), urls: { main: streams.main.url, ...(streams.sub !== undefined && { sub: streams.sub.url }) }, transport, sensitive, always, enabled, ...(control !== undefined && { control }), ...(certificate !== undefined && { certificate }), ...(login !== undefined && { login }) };
  }
  const live: { gateway?: Supervisor } = {};
  const making = join(folder, "clips-making");
  // What a kill left half made.
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const clips: Clips = openClips({ folder: making, clock, send: (order) => begin().send(order), states: (id) => [stateOf(id, "main"), stateOf(id, "sub")] });
  const questions = openQuestions({ clock, loginOf, send: (order) => begin().send(order) });
  function beginAnew(): void {
    tellPrivacy();
    live.gateway?.send({ is: "decoder", ...(decoder !== undefined && { program: decoder }) });
    live.gateway?.send({ is: "keep", folder: join(folder, "camera-reels"), bounds: reels });
    // Of what it says nothing now, nobody looks at it.
    for (const [key, { reason }] of states) {
      if (reason !== "gateway") continue;
      tellAs(key, { is: "idle", since: clock.wall() });
      states.delete(key);
    }
    tellCameras();
    clips.begun();
  }
  const tellCameras = (): void => void live.gateway?.send({ is: "cameras", cameras: [...cameras().values()].map(forGateway) });
  let toldPrivate = isPrivate();
  function tellPrivacy(): void {
    toldPrivate = isPrivate();
    live.gateway?.send({ is: "privacy", on: toldPrivate });
  }
  /** A room without cameras needs no process for them. */
  const begin = (): Supervisor => (live.gateway ??= superviseGateway({
    clock, log,
    onBegun: () => queueMicrotask(beginAnew),
    onTold(news) {
      if (news.is === "beat") {
        if (away !== undefined) hold([{ kind: "video:gateway-back", at: clock.wall(), awayFor: Math.max(0, Math.round(clock.steady() - away.steady)) }]);
        away = undefined;
        counts = { sources: news.sources, windows: news.windows, bytes: news.bytes, kept: news.kept };
        if (news.keeping !== keeping) log.warn("camera-reels", { is: news.keeping });
        keeping = news.keeping;
      } else if (news.is === "got") letGo(news.id);
      else if (news.is === "refused") handed.get(news.id)?.destroy();
      else if (news.is === "clip") clips.told(news);
      else if (news.is === "answered") questions.told(news);
      else if (news.is === "noticed") onNoticed(news.noticed);
      else if (news.is === "heard") listening.set(news.heard.cameraId, news.heard.listening);
      else for (const { cameraId, stream, state } of news.states) told(cameraId, stream, state);
    },
    onDied(detail) {
      died++;
      for (const socket of handed.values()) socket.destroy();
      handed.clear();
      questions.lost();
      listening.clear();
      counts = { sources: 0, windows: 0, bytes: 0, kept: 0 };
      away ??= { steady: clock.steady(), since: clock.wall() };
      for (const [key, state] of states) if (state.is !== "idle") tellAs(key, { is: "lost", reason: "gateway", since: clock.wall() });
      hold([{ kind: "video:gateway-died", at: clock.wall(), detail: detail.slice(0, 200) }]);
    },
  }));
  if (cameras().size > 0) begin();
  /** Its windows close; those that may come again with a new ticket. */
  function end(holder: string): void {
    tickets.revoke(holder);
    live.gateway?.send({ is: "end", holder });
  }
  const stopFacts = onFacts((facts) => {
    if (isPrivate() !== toldPrivate) tellPrivacy();
    for (const fact of facts) if (fact.kind === "account:saved") for (const [holder, accountId] of holders) if (accountId === fact.account.id) end(holder);
    if (!facts.some(({ kind }) => kind === "camera:saved" || kind === "camera:removed")) return;
    for (const fact of facts) {
      if (fact.kind !== "camera:removed") continue;
      for (const each of [outages, watching]) each.forget(fact.cameraId);
      for (const stream of ["main", "sub"] as const) {
        states.delete(`${fact.cameraId} ${stream}`);
        health.forget(`${fact.cameraId} ${stream}`);
      }
    }
    if (live.gateway !== undefined) tellCameras();
    else if (facts.some(({ kind }) => kind === "camera:saved")) begin();
  });
  const stopEnded = access.onEnded(({ sessionId, displayId }) => {
    for (const holder of [sessionId, displayId]) {
      if (holder === undefined) continue;
      end(holder);
      holders.delete(holder);
    }
  });
  let cancel = clock.after(LOOK, look);
  function look(): void {
    const facts = [...watching.due(clock.wall()), ...outages.due(clock.wall())];
    health.tick(states, clock.steady());
    if (facts.length > 0) hold(facts);
    // The key on a full disk makes no fact yet.
    if (isPrivate() !== toldPrivate) tellPrivacy();
    cancel = clock.after(LOOK, look);
  }

  return ok({
    samples: () => videoSamples({ counts: { ...counts, died }, streams: [...cameras().values()].flatMap((camera) => streamsOf(camera).map((stream) => ({ camera, stream, state: stateOf(camera.id, stream), health: health.of(`${camera.id} ${stream}`) }))) }),
    states: (id) => {
      const sub = cameras().get(id)?.streams.sub;
      return { main: nowOf(id, "main"), ...(sub !== undefined && { sub: nowOf(id, "sub") }) };
    },
    awaySince: () => away?.since,
    health: (id) => ({ main: health.of(`${id} main`), sub: health.of(`${id} sub`) }),
    seal: (cameraId, login) => logins.close(cameraId, login),
    clip: (wanted) => clips.make(wanted),
    ...questions,
    snapshot: (id) => snapshotFile(making, clock.wall(), () => questions.picture(id, true)),
    listening(id) {
      const camera = cameras().get(id);
      return camera?.enabled === true && camera.control?.events === true ? (listening.get(id) ?? { is: "connecting", since: 0 }) : undefined;
    },
    ticket(party) {
      begin();
      if (party.kind === "person") holders.set(party.sessionId, party.account.id);
      return ok(tickets.give(holderOf(party)));
    },
    take({ headers, socket, head }) {
      const asked = String(headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim());
      const ticket = asked.find((one) => one.startsWith("ticket."))?.slice("ticket.".length);
      const key = headers["sec-websocket-key"];
      if (!asked.includes(VIDEO_PROTOCOL) || ticket === undefined || typeof key !== "string" || !(socket instanceof Socket)) return false;
      const holder = tickets.take(ticket);
      if (holder === undefined) return false;
      const id = ++connections;
      handed.set(id, socket);
      const cancelFetched = clock.after(FETCHED, () => void socket.destroy());
      socket.once("close", () => {
        cancelFetched();
        handed.delete(id);
      });
      return live.gateway?.send({ is: "window", id, key, version: String(headers["sec-websocket-version"] ?? ""), head: Buffer.from(head).toString("base64"), ...holder }, socket) ?? false;
    },
    async close() {
      cancel();
      stopFacts();
      stopEnded();
      clips.close();
      await live.gateway?.close();
    },
  });
}

function holderOf(party: Party): { holder: string; sensitive: boolean } {
  const [holder, bearers] = party.kind === "person" ? [party.sessionId, party.account.roles] : [party.display.id, ["display"] as const];
  return { holder, sensitive: may(bearers, "video:sensitive") };
}

const streamsOf = ({ streams }: Pick<Camera, "streams">): StreamName[] => (streams.sub === undefined ? ["main"] : ["main", "sub"]);
