import { spawn } from "node:child_process";
import { join } from "node:path";
import { electronHere, electronPackage } from "./machine.ts";

/** How long a refused download of the Electron runtime may hold up the start, ms. */
const FETCH_LIMIT = 10_000;

/**
 * Electron's executable: the one that is here, or else the one its package fetches, which must begin within seconds.
 *
 * @returns undefined, having said so, where there is none to be had
 */
export async function findElectron(): Promise<string | undefined> {
  const here = electronHere();
  if (here !== undefined) return here;
  const folder = electronPackage();
  if (folder !== undefined && (process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? "") === "" && process.env["ELECTRON_SKIP_BINARY_DOWNLOAD"] !== "1") {
    console.log(`Đang tải Electron, tối đa ${FETCH_LIMIT / 1000} giây / fetching Electron, at most ${FETCH_LIMIT / 1000} s …`);
    await fetchRuntime(join(folder, "install.js"));
    const fetched = electronHere();
    if (fetched !== undefined) return fetched;
  }
  console.log("Không có Electron trên máy này: phòng điều hành mở trong trình duyệt / no Electron here: the room opens in a browser.");
  return undefined;
}

/** Runs the package's own installer; ended at the limit, so that a network that swallows packets does not hold the room. */
function fetchRuntime(installer: string): Promise<void> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [installer], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), FETCH_LIMIT);
    const done = () => {
      clearTimeout(timer);
      settle();
    };
    child.on("error", done);
    child.on("exit", done);
  });
}
