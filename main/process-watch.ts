import { app, powerMonitor } from "electron";
import type { Report } from "./reports.ts";
import type { RoomWindow } from "./room-window.ts";

/** Longest time a GPU process may take to be there again until it is told as it is, ms; and between two looks, ms. */
const BACK = 30_000;
const LOOK = 250;

/**
 * Tells of helper processes of Chromium that died. Chromium starts them again by itself, the GPU process too, however often
 * (see index.ts); a page that has lost its pictures draws them anew. What is told as recovered is that a wall's picture can
 * be had from the new process.
 */
export function watchProcesses(report: Report, windows: () => readonly RoomWindow[]): void {
  app.on("child-process-gone", (_event, { type, reason, name, serviceName }) => {
    // The audio service and the like end by themselves when nobody needs them.
    if (reason === "clean-exit") return;
    const gpu = type === "GPU";
    report({ what: gpu ? "gpu-gone" : "utility-gone", cause: gpu ? reason : `${serviceName ?? name ?? type}: ${reason}` });
    if (gpu) void watchReturn(performance.now());
  });

  async function watchReturn(from: number): Promise<void> {
    while (performance.now() - from < BACK) {
      const [wall] = windows().filter(({ page }) => page.isWell());
      if (wall !== undefined && hasGpu() && !(await picture(wall)).isEmpty()) return report({ what: "recovered", cause: "gpu", tookMs: Math.round(performance.now() - from) });
      await new Promise((settle) => setTimeout(settle, LOOK));
    }
  }
}

const hasGpu = () => app.getAppMetrics().some(({ type }) => type === "GPU");

async function picture({ window }: RoomWindow): Promise<{ isEmpty: () => boolean }> {
  const none = { isEmpty: () => true };
  const late = new Promise<typeof none>((settle) => setTimeout(() => settle(none), 2_000));
  return Promise.race([window.webContents.capturePage().catch(() => none), late]);
}

/** @param awake called when the machine wakes from sleep: what slept is looked at again */
export function watchSleep(awake: () => void): void {
  powerMonitor.on("resume", awake);
  powerMonitor.on("unlock-screen", awake);
}
