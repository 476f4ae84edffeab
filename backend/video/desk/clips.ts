import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { CameraId, StreamState } from "#contract/camera";
import type { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import type { Clock, MadeClip, WantedClip } from "../../ports.ts";
import type { Order, Told } from "../gateway/orders.ts";

/** Clips that are waited for at one time; one more is `too-many`. */
const MOST = 16;
/** Pictures of an instant are here so long after it, ms: what lies between a lens and a disk. */
const SETTLE = 400;
/** Pictures that come as much later as they are old (segments) are waited for, ms, looked for so often; then what is there is taken. */
const [OLDEST, LOOK] = [15_000, 250];
/** How long a clip may take once its time is over, ms: a gateway that died meanwhile is there again and is asked anew. */
const PATIENCE = 12_000;

type Answer = Extract<Told, { is: "clip" }>;
interface Waiting {
  id: number;
  file: string;
  wanted: WantedClip;
  /** Its time is over: it can be made. */
  ripe: boolean;
  done: (made: Result<MadeClip>) => void;
}

/** Clips that are asked of the gateway, whatever becomes of its process meanwhile. */
export interface Clips {
  make(wanted: WantedClip): Promise<Result<MadeClip>>;
  told(answer: Answer): void;
  /** The gateway is there (again) and knows of none. */
  begun(): void;
  close(): void;
}

interface Options {
  folder: string;
  clock: Clock;
  /** False: the gateway is away. */
  send: (order: Order) => boolean;
  /** How its streams do. */
  states: (camera: CameraId) => readonly StreamState[];
}

export function openClips({ folder, clock, send, states }: Options): Clips {
  /** Pictures of that instant have come, or none are coming. */
  const reached = ({ cameraId, to }: WantedClip): boolean => states(cameraId).every(({ is, pictureAt = to }) => (is !== "live" && is !== "late") || pictureAt >= to);
  const waiting = new Map<number, Waiting>();
  let count = 0;

  function ask(one: Waiting): void {
    const { from, to, at, cameraId } = one.wanted;
    // Each try under a number and a name of its own: half a file of the one before is in nobody's way.
    waiting.delete(one.id);
    one.id = ++count;
    void rm(one.file, { force: true }).catch(() => undefined);
    one.file = join(folder, `${clock.wall()}-${one.id}.mp4`);
    waiting.set(one.id, one);
    send({ is: "clip", id: one.id, camera: cameraId, from, to, at, file: one.file });
  }
  function end(one: Waiting, made: Result<MadeClip>): void {
    if (!waiting.delete(one.id)) return;
    if (!made.ok) void rm(one.file, { force: true }).catch(() => undefined);
    one.done(made);
  }
  return {
    make: (wanted) => new Promise((done) => {
      if (waiting.size >= MOST) return done(fail({ code: "too-many", retryAfter: 5 }));
      const one: Waiting = { id: ++count, file: "", wanted, ripe: false, done };
      waiting.set(one.id, one);
      let looks = 0;
      const look = (): void => {
        if (waiting.get(one.id) !== one) return;
        if (looks++ * LOOK < OLDEST && !reached(wanted)) return void clock.after(LOOK, look);
        one.ripe = true;
        ask(one);
        clock.after(PATIENCE, () => end(one, fail({ code: "unavailable", detail: "the camera gateway did not answer" })));
      };
      clock.after(Math.max(0, wanted.to - clock.wall() + SETTLE), look);
      return undefined;
    }),
    told({ id, made, fault }) {
      const one = waiting.get(id);
      if (one === undefined) return;
      const { file } = one;
      end(one, made === undefined ? fail(faultOf(fault, one.wanted.cameraId)) : ok({ file, clipped: made, release: () => rm(file, { force: true }) }));
    },
    begun() {
      for (const one of [...waiting.values()]) if (one.ripe) ask(one);
    },
    close() {
      for (const one of [...waiting.values()]) end(one, fail({ code: "unavailable", detail: "the room is closing" }));
    },
  };
}

function faultOf(fault: Answer["fault"], cameraId: string): Fault {
  switch (fault) {
    case "none": return { code: "unknown-id", kind: "pictures", id: cameraId };
    case "codec": return { code: "conflict", detail: "the camera sends single JPEGs: a still can be kept, no clip" };
    case "disk-full": return { code: "disk-full" };
    case "failed":
    case undefined: return { code: "unavailable", detail: "the clip could not be made" };
  }
}
