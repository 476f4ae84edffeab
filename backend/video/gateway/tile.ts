import type { StreamName, StreamState } from "#contract/camera";
import type { VideoHeader } from "#contract/video-wire";
import type { Mode } from "./flow.ts";
import type { SentFormat, SentUnit, Viewer } from "./source.ts";

/** A message without what the connection adds to it. */
export type TileMessage = Omit<VideoHeader, "serial" | "tile"> & { payload: Uint8Array };

interface Options {
  stream: StreamName;
  send: (message: TileMessage) => void;
  mode: () => Mode;
  wall: () => number;
  /** The stream's pictures from its newest key one. */
  fromKey: () => readonly SentUnit[];
}

/** One tile of a window: what of a stream is sent to it. Keeps nothing back: what cannot be sent now is left out up to a key picture. */
export interface Tile extends Viewer {
  /** Sends what is needed to show the newest picture at once. */
  begin(): void;
  pause(): void;
  resume(): void;
  policy(mode: "all" | "key", every: number): void;
  /** Nothing of the camera goes out but why; undefined: what is to be seen goes on as anew. */
  withhold(why: "forbidden" | "private" | undefined): void;
}

export function openTile({ stream, send, mode, wall, fromKey }: Options): Tile {
  let format: SentFormat | undefined;
  let [paused, needsKey, gap] = [false, true, false];
  let policy: { mode: "all" | "key"; every: number } = { mode: "all", every: 0 };
  let lastKey = 0;
  let lastSeq: number | undefined;
  let withheld: "forbidden" | "private" | undefined;
  let known: StreamState | undefined;
  const plain = { codec: undefined, key: false, broken: false, stale: false, seq: 0, captured: undefined };
  const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

  function give(unit: SentUnit, stale: boolean): void {
    const { codec, key, seq, arrived, captured, data } = unit;
    send({ type: "unit", codec, key, broken: unit.broken || gap, stale, seq, arrived, captured, payload: data });
    [needsKey, gap, lastSeq] = [false, false, seq];
    if (key) lastKey = arrived;
  }
  function tellFormat(next: SentFormat): void {
    send({ ...plain, type: "config", codec: next.codec, arrived: wall(), payload: json({ codec: next.name, width: next.width, height: next.height, stream }) });
  }
  function skip(): void {
    if (!gap && !needsKey) send({ ...plain, type: "gap", arrived: wall(), payload: new Uint8Array() });
    [gap, needsKey] = [true, true];
  }
  function begin(): void {
    const units = paused || withheld !== undefined || format === undefined ? [] : fromKey();
    const wanted = policy.mode === "key" ? units.slice(0, 1) : units;
    if (wanted.length === 0 || mode() === "nothing") {
      needsKey = true;
      return;
    }
    wanted.forEach((unit, i) => give(unit, i < wanted.length - 1));
  }

  return {
    begin,
    state(state: StreamState) {
      known = state;
      if (withheld !== undefined) return;
      if (state.is === "lost") needsKey = true;
      send({ ...plain, type: "state", arrived: wall(), payload: json(state) });
    },
    format(next) {
      format = next;
      needsKey = true;
      if (withheld === undefined) tellFormat(next);
    },
    withhold(why) {
      if (why === withheld) return;
      withheld = why;
      needsKey = true;
      if (why !== undefined) return send({ ...plain, type: "state", arrived: wall(), payload: json({ is: "lost", reason: why, since: wall() } satisfies StreamState) });
      if (known !== undefined) send({ ...plain, type: "state", arrived: wall(), payload: json(known) });
      if (format !== undefined) tellFormat(format);
      begin();
    },
    unit(unit) {
      if (paused || withheld !== undefined || format === undefined) return;
      // Given out already, from the ring.
      if (lastSeq !== undefined && !needsKey && ((unit.seq - lastSeq) | 0) <= 0) return;
      const may = mode();
      if (may === "nothing") return skip();
      if (policy.mode === "key" || may === "keys") {
        const since = unit.arrived - lastKey;
        // The room's clock may have been set back: then it counts from now.
        if (!unit.key || (since >= 0 && since < policy.every)) return void (unit.key || (needsKey = true));
      } else if (needsKey && !unit.key) return;
      give(unit, false);
    },
    pause: () => void (paused = true),
    resume() {
      if (!paused) return;
      [paused, needsKey] = [false, true];
      begin();
    },
    policy(next, every) {
      if (policy.mode === "key" && next === "all") needsKey = true;
      policy = { mode: next, every };
    },
  };
}
