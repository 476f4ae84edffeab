import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { hasDisplay, program, virtualWall } from "../../scripts/machine.ts";
import { until } from "./until.ts";

/** An X server to put windows on. */
export interface XServer {
  /** Value for DISPLAY. */
  display: string;
  monitors: number;
  /** Pulls a monitor's cable, or puts it back. Only with more than one monitor. */
  cable(monitor: number, state: "unplug" | "plug"): void;
  /** Gives a monitor another resolution, such as `1280x720`, at its place. Only with more than one monitor. */
  resolve(monitor: number, mode: string): void;
  stop(): void;
}

/** @returns a display number nobody uses; `KYDAI_TEST_DISPLAY` names one where several people test on one machine */
function freeDisplay(): string {
  const named = process.env["KYDAI_TEST_DISPLAY"];
  if (named !== undefined && named !== "") return named;
  for (let n = 90; n < 200; n++) if (!existsSync(`/tmp/.X11-unix/X${n}`) && !existsSync(`/tmp/.X${n}-lock`)) return `:${n}`;
  throw new Error("no free X display");
}

/**
 * Starts an X server without a screen: a wall of several monitors where the tool for it is there, else one monitor (Xvfb),
 * else whatever DISPLAY names.
 */
export async function startXServer(wanted: number): Promise<XServer> {
  const display = freeDisplay();
  // The former server on a named display may still be on its way out.
  await until(() => !existsSync(`/tmp/.X${display.slice(1)}-lock`), 10_000, () => `${display} is taken`);
  const wall = virtualWall();
  if (wall !== undefined) {
    execFileSync(wall, ["start", String(wanted), display], { stdio: ["ignore", "ignore", "inherit"], timeout: 120_000 });
    return {
      display,
      monitors: wanted,
      resolve: (monitor, mode) => void execFileSync("xrandr", ["--output", `DUMMY${monitor}`, "--mode", mode], { env: { ...process.env, DISPLAY: display }, timeout: 20_000 }),
      cable: (monitor, state) => void execFileSync(wall, [state, String(monitor), display], { timeout: 20_000 }),
      stop: () => void execFileSync(wall, ["stop", display], { timeout: 20_000 }),
    };
  }
  const only = () => { throw new Error("one monitor only"); };
  const single = { monitors: 1, cable: only, resolve: only };
  const xvfb = program("Xvfb");
  if (xvfb === undefined) {
    if (!hasDisplay()) throw new Error("no X server");
    return { ...single, display: process.env["DISPLAY"] ?? ":0", stop: () => undefined };
  }
  const server = spawn(xvfb, [display, "-screen", "0", "1920x1080x24", "-nolisten", "tcp"], { stdio: "ignore" });
  await until(() => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`), 10_000, () => "Xvfb did not start");
  return { ...single, display, stop: () => void server.kill() };
}
