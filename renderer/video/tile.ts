import { StreamState, type CameraId, type StreamName } from "#contract/camera";
import { TileConfig, type TileOrder, type VideoMessage } from "#contract/video-wire";
import type { MakeDecoding, Picture } from "./decoding.ts";
import type { Ration } from "./governor.ts";
import type { Box, TileReport } from "./messages.ts";
import { due, UNPACED } from "./pace.ts";
import { createPipeline, type Pipeline, type Taken } from "./pipeline.ts";
import type { Sink } from "./sink.ts";
import { firstChoice, nextChoice, type Choice } from "./stream-choice.ts";
import { createTally } from "./tally.ts";
import { isAhead } from "./tile-condition.ts";

/** A tile nobody sees gives its place at the gateway back after this, ms; before, it is only paused and there again at once. */
const FORGET_MS = 30_000;
/** One that the server decodes for keeps a process and one of few places busy: after this; a page that is turned back finds it still, ms. */
const FORGET_REMOTE_MS = 5000;
/** A tile that has shown nothing for so long takes the first picture it gets, however old: its age is said. */
const BARE_MS = 1000;
/** At the governor's last level a key picture is sent so often, ms; each as it comes until one of the stream was shown. */
const STILL_EVERY = 5000;
/** A stream that nothing here decodes is asked for again after this, ms: somebody may have set its camera to another codec. */
const PLAYABLE_AGAIN_MS = 600_000;
const FREE: Ration = { fps: undefined, keys: false };

export interface TileDeps<P extends Picture> {
  tile: number;
  camera: CameraId;
  has: readonly StreamName[];
  sink: Sink<P>;
  make: MakeDecoding<P>;
  /** This page has decoders at all: then the server is asked for what they do not know. */
  decodes: boolean;
  /** ms of the room's clock: by it a picture is so old. */
  now: () => number;
  /** ms of a clock that never jumps: by it everything lasts so long. */
  ticks: () => number;
  /** A number for a stream on the wire, never used before in this worker. */
  nextWire: () => number;
  send: (order: TileOrder) => void;
  /** Something a person should see at once: the first picture, another state. */
  news: () => void;
}

/** One tile: the stream it shows, and while it changes to the other one that one as well. */
export interface Tile {
  readonly id: number;
  open(link: boolean, visible: boolean, box: Box): void;
  link(up: boolean): void;
  visible(on: boolean): void;
  box(box: Box): void;
  /** The message is for one of its streams. @returns whether it was */
  take(message: VideoMessage): boolean;
  ration(ration: Ration): void;
  /** Twice a second. @param mayMain it may have the main stream */
  look(mayMain: boolean): void;
  load(): { waiting: number | undefined; due: number; taken: number };
  height(): number | undefined;
  area(): number;
  report(): TileReport;
  close(): void;
}

export function createTile<P extends Picture>({ tile, camera, has, sink, make, decodes, now, ticks, nextWire, send, news }: TileDeps<P>): Tile {
  let up = false;
  let seen = false;
  let size: Box = { width: 0, height: 0 };
  let choice: Choice | undefined;
  let current: Pipeline | undefined;
  let coming: Pipeline | undefined;
  let hiddenSince: number | undefined;
  let since = ticks();
  /** The stream whose picture is on the screen. */
  let showing: Pipeline | undefined;
  /** The picture on the screen: when it arrived (room's clock), how old it was when it came there, and when that was (ticks). */
  let onScreen: { takenAt: number; delay: number; at: number } | undefined;
  let state: StreamState | undefined;
  let comingState: StreamState | undefined;
  let subHeight: number | undefined;
  let ration = FREE;
  let pace = UNPACED;
  let mayMain = true;
  const window = { due: 0, taken: 0 };
  const tally = createTally();
  /** Streams that nothing here decodes, since when; not chosen as long as the other one may play. */
  const cannot = new Map<StreamName, number>();
  /** None of the camera's streams can be decoded here: the server does it. Or, since when: it cannot either. */
  let [remote, refused]: [boolean, number | undefined] = [false, undefined];

  const ask = () => {
    const playable = has.filter((stream) => !cannot.has(stream));
    return { height: size.height, subHeight, has: playable.length > 0 ? playable : current === undefined ? has : [current.stream], mayMain };
  };
  const policy = (of: Pipeline): void => send({ is: "policy", tile: of.wire, mode: ration.keys ? "key" : "all", every: of === showing && ration.keys && ration.fps !== undefined ? STILL_EVERY : 0 });

  function subscribe(stream: StreamName): Pipeline {
    const wire = nextWire();
    const made = createPipeline<P>({ wire, stream, make, now: ticks }, { picture: (picture, taken) => offer(made, picture, taken) });
    send({ is: "subscribe", tile: wire, camera, stream, ...(remote && { decoded: true }) });
    if (ration.keys) policy(made);
    return made;
  }
  function drop(pipeline: Pipeline | undefined, tell: boolean): void {
    if (pipeline === undefined) return;
    tally.over(pipeline.figures());
    pipeline.close();
    if (tell) send({ is: "unsubscribe", tile: pipeline.wire });
  }
  function forget(tell: boolean): void {
    drop(current, tell);
    drop(coming, tell);
    current = coming = undefined;
  }
  function begin(): void {
    if (!up || !seen || current !== undefined) return;
    choice = firstChoice(ask(), ticks());
    current = subscribe(choice.stream);
  }
  /** Learns what can be decoded here; the larger stream that cannot be is given up, the smaller one plays on. */
  function learn(at: number): void {
    for (const [stream, since] of cannot) if (at - since > PLAYABLE_AGAIN_MS) cannot.delete(stream);
    for (const each of [current, coming]) {
      if (each === undefined) continue;
      const { unplayable, decoded } = each.figures();
      if (unplayable !== undefined) cannot.set(each.stream, at);
      else if (decoded > 0) cannot.delete(each.stream);
    }
    if (coming === undefined || !cannot.has(coming.stream)) return;
    drop(coming, true);
    coming = comingState = undefined;
  }
  /** Has the server decode what nothing here does, or no more, where it has nothing to do it with. @returns whether that changed */
  function turn(at: number): boolean {
    if (remote ? state?.reason !== "no-decoder" : !decodes || !has.every((stream) => cannot.has(stream)) || (refused !== undefined && at - refused <= PLAYABLE_AGAIN_MS)) return false;
    if (remote) refused = at;
    remote = !remote;
    cannot.clear();
    forget(true);
    comingState = state = undefined;
    since = at;
    begin();
    return true;
  }
  /** Ages are compared, not instants: the clock may have been set in between. */
  function isNewer(delay: number, at: number): boolean {
    return onScreen === undefined || isAhead(onScreen.delay) || delay < onScreen.delay + at - onScreen.at;
  }
  /** A decoded picture of one of the two streams. */
  function offer(from: Pipeline, picture: P, { arrived, stale }: Taken): void {
    const at = ticks();
    const delay = now() - arrived;
    const bare = from === current && (onScreen === undefined || at - onScreen.at > BARE_MS) && isNewer(delay, at);
    if ((stale && !bare) || !seen) return picture.close();
    if (from === coming) {
      // Its first picture is here: only now the old stream goes, so that nobody sees black in between.
      drop(current, true);
      current = coming;
      coming = undefined;
      state = comingState;
      pace = UNPACED;
    }
    const next = due(pace, ration.keys ? undefined : ration.fps, at);
    if (next === undefined && !bare) {
      tally.dropped();
      return picture.close();
    }
    pace = next ?? pace;
    const first = onScreen === undefined || bare;
    window.due += 1;
    if (!sink.put(picture)) return tally.dropped();
    window.taken += 1;
    if (showing !== from) {
      showing = from;
      if (ration.keys && ration.fps !== undefined) policy(from);
    }
    onScreen = { takenAt: arrived, delay, at };
    tally.shown(delay, at);
    if (first) news();
  }

  return {
    id: tile,
    open(link, visible, box) {
      [up, seen, size] = [link, visible, box];
      if (!visible) hiddenSince = ticks();
      begin();
    },
    link(next) {
      up = next;
      tally.pause();
      if (!up) forget(false);
      state = undefined;
      begin();
    },
    visible(on) {
      if (on === seen) return;
      seen = on;
      tally.pause();
      if (!on) {
        hiddenSince = ticks();
        drop(coming, true);
        coming = undefined;
        if (current === undefined) return;
        current.rest();
        send({ is: "pause", tile: current.wire });
        return;
      }
      hiddenSince = undefined;
      since = ticks();
      if (current === undefined) begin();
      else send({ is: "resume", tile: current.wire });
    },
    box: (next) => void (size = next),
    take(message) {
      const to = [current, coming].find((each) => each?.wire === message.tile);
      if (to === undefined) return false;
      if (message.type === "unit") to.take(message);
      else if (message.type === "gap") to.interrupt();
      else if (message.type === "config") {
        const config = TileConfig.safeParse(json(message.payload));
        if (config.success) {
          to.configure(config.data);
          if (config.data.stream === "sub") subHeight = config.data.height;
        }
      } else {
        const told = StreamState.safeParse(json(message.payload));
        if (!told.success) return true;
        if (to === coming) comingState = told.data;
        else {
          const changed = told.data.is !== state?.is;
          if (changed && told.data.is === "lost") tally.pause();
          state = told.data;
          if (changed) news();
        }
      }
      return true;
    },
    ration(next) {
      const changed = next.keys !== ration.keys || (next.keys && next.fps !== ration.fps);
      // What already waits for a decoder would keep it from the tiles that still move; of a tile that has shown nothing yet it is what is waited for.
      if (next.keys && !ration.keys && current === showing) current?.rest();
      ration = next;
      if (changed) for (const each of [current, coming]) if (each !== undefined) policy(each);
    },
    look(main) {
      mayMain = main;
      const at = ticks();
      current?.look(at);
      coming?.look(at);
      if (hiddenSince !== undefined && at - hiddenSince > (remote ? FORGET_REMOTE_MS : FORGET_MS)) forget(true);
      if (!seen || !up || current === undefined || choice === undefined) return;
      learn(at);
      if (turn(at)) return;
      choice = nextChoice(choice, ask(), at);
      const wanted = coming?.stream ?? current.stream;
      if (choice.stream === wanted) return;
      drop(coming, true);
      coming = comingState = undefined;
      if (choice.stream === current.stream) return;
      if (!cannot.has(current.stream)) {
        coming = subscribe(choice.stream);
        return;
      }
      // No picture of it will ever come: nothing is lost by not waiting for the other one's.
      drop(current, true);
      current = subscribe(choice.stream);
      state = undefined;
      since = at;
    },
    load() {
      const { due: asked, taken } = window;
      [window.due, window.taken] = [0, 0];
      const figures = current?.figures();
      return { waiting: !seen || figures === undefined || figures.catchingUp ? undefined : figures.waiting, due: asked, taken };
    },
    height: () => (seen ? size.height : undefined),
    area: () => size.width * size.height,
    report() {
      const figures = current?.figures();
      const at = ticks();
      return {
        tile, takenAt: onScreen?.takenAt, delay: onScreen?.delay, stood: onScreen === undefined ? undefined : at - onScreen.at, asked: at - since,
        interval: tally.interval(), rationed: ration.keys, link: up, state, unplayable: decodes && refused === undefined ? undefined : figures?.unplayable,
        figures: { stream: current?.stream, ...tally.figures(at, figures) },
      };
    },
    close() {
      forget(true);
      sink.close();
    },
  };
}

/** @returns undefined: it is no JSON */
function json(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
