import { app, powerMonitor } from "electron";
import { inTime } from "./in-time.ts";
import type { Report } from "./reports.ts";
import type { RoomWindow } from "./room-window.ts";

/** Between two looks whether the windows paint again, ms; and how long that is looked at, ms: frozen.ts goes on by itself. */
const LOOK = 50;
const BACK = 120_000;
/** In pieces of so much, ms: each asks anew who is there. */
const ROUND = 10_000;
/** A console behind other windows gets no frames; one that had some so lately, ms, is waited for. */
const LATELY = 2_000;
/** So many frames in a row by the new process prove that a window paints: the first may have been on its way before. */
const PROOF = 2;
/** Longest wait for the smallest piece of a window's picture, ms. */
const PIECE = 2_000;

/** Chromium's helper processes, as far as the room needs them. */
export interface Processes {
  /** Ends the GPU process, where it lives and no window paints: Chromium starts another. */
  endGpu(): void;
}

/**
 * Tells of helper processes of Chromium that died. Chromium starts them again by itself, the GPU process too, however often
 * (see index.ts); a page that has lost its pictures draws them anew. A GPU process is told as recovered when every window
 * that painted before has painted again, and its picture can be had of the new process: the time is the last one's.
 */
export function watchProcesses(report: Report, windows: () => readonly RoomWindow[]): Processes {
  /** The loss that is not over: when it began, who painted then. A second death goes on with it. */
  let loss: { at: number; keys: ReadonlySet<string> } | undefined;
  let deaths = 0;
  let hung = false;

  app.on("child-process-gone", (_event, { type, reason, name, serviceName }) => {
    // The audio service and the like end by themselves when nobody needs them.
    if (reason === "clean-exit") return;
    const gpu = type === "GPU";
    report({ what: gpu ? "gpu-gone" : "utility-gone", cause: gpu ? (hung ? "hung" : reason) : `${serviceName ?? name ?? type}: ${reason}` });
    if (!gpu) return;
    const wasHung = hung;
    hung = false;
    deaths += 1;
    if (loss !== undefined) return;
    // One that hung was lost with the last picture it let a window make.
    const at = wasHung ? Math.max(0, ...windows().map(({ page }) => page.frames().at)) : performance.now();
    const keys = new Set(windows().filter(({ page }) => page.isSeen() || at - page.frames().at < LATELY).map(({ place }) => place.key));
    loss = { at, keys };
    void watchReturn(loss).finally(() => (loss = undefined));
  });

  async function watchReturn({ at, keys }: { at: number; keys: ReadonlySet<string> }): Promise<void> {
    while (performance.now() - at < BACK) {
      const last = await paintedAgain(keys);
      if (last !== undefined) return report({ what: "recovered", cause: "gpu", tookMs: Math.max(0, Math.round(last - at)) });
    }
    console.error("gpu: not all windows paint again");
  }

  /** @returns when the last of the windows had proved itself; undefined: another death, or too long */
  async function paintedAgain(keys: ReadonlySet<string>): Promise<number | undefined> {
    const death = deaths;
    const end = performance.now() + ROUND;
    /** How many frames each window had when the new process was there: of the windows as they are now, one may be another. */
    const before = new Map<RoomWindow, number>();
    for (; performance.now() < end && death === deaths; await pause()) {
      if (!hasGpu()) continue;
      const affected = windows().filter(({ place }) => keys.has(place.key));
      for (const one of affected) before.set(one, before.get(one) ?? one.page.frames().count);
      const open = affected.filter((one) => one.page.frames().count < (before.get(one) ?? 0) + PROOF);
      for (const { page } of open) page.askFrames();
      if (open.length > 0) continue;
      const there = await Promise.all(affected.map(hasPicture));
      if (there.every(Boolean) && death === deaths) return Math.max(0, ...affected.map(({ page }) => page.frames().at));
    }
    return undefined;
  }

  return {
    endGpu() {
      const pid = gpuPid();
      if (pid === undefined) return;
      hung = true;
      end(pid);
    },
  };
}

const pause = () => new Promise<void>((settle) => setTimeout(settle, LOOK));
const gpuPid = () => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid;
const hasGpu = () => gpuPid() !== undefined;

/** The smallest piece of a window's picture can be had of whoever draws it now. */
async function hasPicture({ window }: RoomWindow): Promise<boolean> {
  try {
    return !(await inTime(PIECE, () => window.webContents.capturePage({ x: 0, y: 0, width: 2, height: 2 }))).isEmpty();
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** @param awake called when the machine wakes from sleep: what slept is looked at again */
export function watchSleep(awake: () => void): void {
  powerMonitor.on("resume", awake);
  powerMonitor.on("unlock-screen", awake);
}
