import type { CameraId, StreamName, StreamState } from "#contract/camera";
import type { Clock } from "../../ports.ts";
import type { Reels } from "../reel/reels.ts";
import type { GatewayCamera } from "./orders.ts";
import { openOpenings } from "./openings.ts";
import { openSource, type Source, type SourceSettings, type Viewer } from "./source.ts";

/** Cameras that are connected to at one time: an opening is a burst of work on both sides. */
const AT_ONCE = 4;
/** A stream nobody looks at any more stays open for so long, ms: people change to and fro. */
const LINGER = 15_000;

/** Every stream that is open, and who looks at it. */
export interface Hub {
  /** All cameras as they are now; what changed is connected anew, who looked goes on looking. */
  update(cameras: readonly GatewayCamera[]): void;
  camera(id: CameraId): GatewayCamera | undefined;
  /** Whatever the camera: what is not there is told as a state. @returns the way to stop */
  watch(id: CameraId, stream: StreamName, viewer: Viewer): () => void;
  /** The open stream's pictures. */
  source(id: CameraId, stream: StreamName): Source | undefined;
  counts(): { sources: number; viewers: number; bytes: number };
  close(): void;
}

interface Line {
  id: CameraId;
  stream: StreamName;
  viewers: Map<Viewer, () => void>;
  settings: string;
  source: Source | undefined;
  cancelLinger: () => void;
}

interface Options {
  clock: Clock;
  chance: () => number;
  random: () => string;
  onState: (id: CameraId, stream: StreamName, state: StreamState) => void;
  /** Where pictures are kept beyond this process; undefined: nowhere (yet). */
  reels?: () => Pick<Reels, "put" | "cut"> | undefined;
}

export function openHub({ clock, chance, random, onState, reels }: Options): Hub {
  const openings = openOpenings(AT_ONCE, clock);
  const lines = new Map<string, Line>();
  let cameras = new Map<CameraId, GatewayCamera>();

  function settingsOf(id: CameraId, stream: StreamName): SourceSettings | undefined {
    const camera = cameras.get(id);
    const url = camera?.urls[stream];
    return camera === undefined || url === undefined || !camera.enabled ? undefined : { url, transport: camera.transport, certificate: camera.certificate, films: camera.films, login: camera.login };
  }
  function missing(id: CameraId): StreamState {
    return { is: "lost", reason: cameras.has(id) ? "off" : "not-found", since: clock.wall() };
  }
  function end(line: Line): void {
    line.cancelLinger();
    line.source?.close();
    line.source = undefined;
  }
  /** Connects, lets be, or ends, as the settings and those who look want it. */
  function settle(line: Line): void {
    const wanted = settingsOf(line.id, line.stream);
    const always = cameras.get(line.id)?.always === true;
    if (wanted === undefined || JSON.stringify(wanted) !== line.settings) end(line);
    line.settings = JSON.stringify(wanted) ?? "";
    if (wanted === undefined) {
      for (const viewer of line.viewers.keys()) viewer.state(missing(line.id));
      onState(line.id, line.stream, missing(line.id));
      if (line.viewers.size === 0) lines.delete(keyOf(line.id, line.stream));
      return;
    }
    line.cancelLinger();
    if (line.viewers.size === 0 && !always) {
      if (line.source === undefined) lines.delete(keyOf(line.id, line.stream));
      else line.cancelLinger = clock.after(LINGER, () => {
        end(line);
        lines.delete(keyOf(line.id, line.stream));
        onState(line.id, line.stream, { is: "idle", since: clock.wall() });
      });
      return;
    }
    if (line.source !== undefined) return;
    line.source = openSource({
      settings: wanted, clock, openings, chance, random, onState: (state) => onState(line.id, line.stream, state),
      keep: (unit, format) => reels?.()?.put(line.id, line.stream, unit, format), onConnect: () => reels?.()?.cut(line.id, line.stream),
    });
    for (const viewer of line.viewers.keys()) line.viewers.set(viewer, line.source.view(viewer));
  }
  function lineOf(id: CameraId, stream: StreamName): Line {
    const known = lines.get(keyOf(id, stream));
    if (known !== undefined) return known;
    const line: Line = { id, stream, viewers: new Map(), settings: "", source: undefined, cancelLinger: () => undefined };
    lines.set(keyOf(id, stream), line);
    return line;
  }

  return {
    camera: (id) => cameras.get(id),
    source: (id, stream) => lines.get(keyOf(id, stream))?.source,
    update(next) {
      cameras = new Map(next.map((camera) => [camera.id, camera]));
      for (const { id, always, urls } of next) if (always) for (const stream of ["main", "sub"] as const) if (urls[stream] !== undefined) lineOf(id, stream);
      for (const line of [...lines.values()]) settle(line);
    },
    watch(id, stream, viewer) {
      const line = lineOf(id, stream);
      line.viewers.set(viewer, () => undefined);
      const had = line.source;
      settle(line);
      if (had !== undefined && line.source === had) line.viewers.set(viewer, had.view(viewer));
      return () => {
        line.viewers.get(viewer)?.();
        if (line.viewers.delete(viewer) && lines.get(keyOf(id, stream)) === line) settle(line);
      };
    },
    counts() {
      let [sources, viewers, bytes] = [0, 0, 0];
      for (const line of lines.values()) {
        viewers += line.viewers.size;
        if (line.source === undefined) continue;
        sources++;
        bytes += line.source.ring.bytes();
      }
      return { sources, viewers, bytes };
    },
    close() {
      for (const line of lines.values()) end(line);
      lines.clear();
    },
  };
}

const keyOf = (id: CameraId, stream: StreamName): string => `${id} ${stream}`;
