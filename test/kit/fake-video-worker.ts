import type { StreamState } from "#contract/camera";
import type { FromWorker, ToWorker } from "../../renderer/video/messages.ts";

/** The worker of a window's tiles, played by the test. */
export interface FakeWorkers {
  /** What pages told all workers, oldest first. */
  told(): ToWorker[];
  /** Tiles that were opened, oldest first. */
  open(): Extract<ToWorker, { is: "open" }>[];
  say(message: FromWorker): void;
  /** The newest tile does so; live unless said otherwise. @param what.age of its picture, ms */
  report(what: { age: number | undefined; state?: StreamState; unplayable?: string; rationed?: boolean }): void;
  die(): void;
  stop(): void;
}

/** Puts a worker, a canvas that can be handed over and observers into the simulated document; one at a time. */
export function fakeWorkers(): FakeWorkers {
  const told: ToWorker[] = [];
  const alive: EventTarget[] = [];
  class FakeWorker extends EventTarget {
    constructor() {
      super();
      alive.push(this);
    }
    postMessage(message: ToWorker): void {
      told.push(message);
    }
    terminate(): void {
      alive.splice(0, Infinity, ...alive.filter((each) => each !== this));
    }
  }
  class Seen {
    private readonly hear: (entries: { isIntersecting: boolean }[]) => void;
    constructor(hear: (entries: { isIntersecting: boolean }[]) => void) {
      this.hear = hear;
    }
    observe(): void {
      queueMicrotask(() => this.hear([{ isIntersecting: true }]));
    }
    disconnect(): void {}
  }
  const put = [[globalThis, "Worker", FakeWorker], [globalThis, "IntersectionObserver", Seen], [HTMLCanvasElement.prototype, "transferControlToOffscreen", () => ({})]] as const;
  const own = put.map(([where, name]) => [where, name, Object.getOwnPropertyDescriptor(where, name)] as const);
  for (const [where, name, value] of put) Object.defineProperty(where, name, { configurable: true, writable: true, value });
  const say = (message: FromWorker): void => void alive.at(-1)?.dispatchEvent(new MessageEvent("message", { data: message }));
  const open = (): Extract<ToWorker, { is: "open" }>[] => told.flatMap((each) => (each.is === "open" ? [each] : []));
  return {
    told: () => told,
    open,
    say,
    report({ age, state = { is: "live", since: 1 }, unplayable, rationed = false }) {
      const now = Date.now();
      const takenAt = age === undefined ? undefined : now - age;
      say({ is: "report", level: 0, tiles: [{
        tile: open().at(-1)?.tile ?? 0, takenAt, delay: age === undefined ? undefined : 35, stood: age === undefined ? undefined : Math.max(0, age - 35), asked: 0, interval: 40, rationed, link: true, state, unplayable,
        figures: { stream: "sub", codec: "avc1.64001f", width: 640, height: 360, delay: 35, fps: 25, bitrate: 512_000, decoded: 100, shown: 98, dropped: 2, skipped: 1, restarts: 0 },
      }] });
    },
    die: () => void alive.at(-1)?.dispatchEvent(new Event("error")),
    stop() {
      // The window's worker is one for all tests of a file: it ends as one that died.
      alive.at(-1)?.dispatchEvent(new Event("error"));
      for (const [where, name, was] of own) {
        if (was === undefined) Reflect.deleteProperty(where, name);
        else Object.defineProperty(where, name, was);
      }
    },
  };
}
