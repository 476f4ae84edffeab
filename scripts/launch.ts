import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { readConfig } from "../backend/config.ts";
import { backendAt } from "./backend-at.ts";
import { openBrowser } from "./browser.ts";
import { buildStale } from "./build.ts";
import { foreground } from "./child.ts";
import { findElectron } from "./electron.ts";
import { ROOT } from "./fingerprint.ts";
import { hasDisplay } from "./machine.ts";
import { startOptions, USAGE } from "./start-options.ts";

/** A shell that fails sooner than this, ms, could not open its windows at all (a missing library, no usable display). */
const STILLBORN = 10_000;
/** Between two looks whether the backend is up, ms; and the longest time until the room says that it is not, ms. */
const LOOK = 100;
const UP = 60_000;

const options = startOptions(process.argv.slice(2), process.env);
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const config = readConfig(options.backend, process.env);
if (!config.ok) {
  console.error("Không hiểu cấu hình / configuration not understood (npm start -- --help):");
  for (const line of config.fault) console.error(`  ${line}`);
  process.exit(2);
}
const { data, host } = config.value;
console.log(`Thư mục dữ liệu / data folder: ${data}`);

const display = hasDisplay();
const running = options.join ? undefined : await backendAt(data, host);
if (running !== undefined) console.log("Máy chủ đã chạy trên thư mục này / a backend already serves this folder");
else await buildStale();

const electron = options.headless || !display ? undefined : await findElectron();
if (!options.headless && !display) console.log("Không có màn hình: phòng điều hành mở trong trình duyệt / no display: the room opens in a browser.");
if (electron !== undefined) {
  if (running !== undefined) await buildStale();
  const code = await shell(electron);
  if (code !== undefined) process.exit(code);
}
if (options.join) {
  console.error("Không có Electron hoặc màn hình: mở địa chỉ /wall của máy chủ kia trong trình duyệt / no Electron or no display: open /wall of that server in a browser");
  process.exit(1);
}
if (running !== undefined) {
  tell(running);
  process.exit(0);
}
process.exit(await serve());

/** @returns the shell's exit code, or undefined when it could not show windows and the browser is to take over */
async function shell(file: string): Promise<number | undefined> {
  const args = [ROOT];
  if (process.platform === "linux" && process.getuid?.() === 0) {
    console.log("Chạy bằng root: Electron tắt hộp cát / running as root: Electron without its sandbox (--no-sandbox)");
    args.unshift("--no-sandbox");
  }
  const env = { ...process.env, ...options.env, KYDAI_DATA: data, KYDAI_HOST: host, KYDAI_NODE: process.execPath, KYDAI_KEEP_BACKEND: options.keepBackend ? "1" : "" };
  const start = performance.now();
  const code = await foreground(file, args, env).exit;
  if (code > 128 && code !== 130 && code !== 143) console.log("Vỏ ứng dụng dừng bất ngờ và tự chạy lại; đóng bàn điều hành để kết thúc / the shell ended unexpectedly and is started again by itself; close the console to end it");
  const failed = code !== 0 && code !== 130 && code !== 143 && performance.now() - start < STILLBORN;
  if (!failed) return code;
  console.log("Electron không mở được cửa sổ: dùng trình duyệt / Electron could not open a window: using a browser.");
  return undefined;
}

/** Runs the backend in the foreground and says where it is once it answers. */
async function serve(): Promise<number> {
  const { exit } = foreground(process.execPath, [join(ROOT, "dist/backend/main.js"), ...options.backend], process.env);
  const up = until(() => backendAt(data, host));
  const first = await Promise.race([exit, up]);
  // The backend has printed where it is.
  if (typeof first === "string") show(first);
  const code = await exit;
  // Code 64 to 75: it has said itself why it does not start.
  if (code !== 0 && code !== 130 && code !== 143 && (code < 64 || code > 75)) {
    console.error(`Máy chủ dừng bất ngờ (mã ${code}); mọi điều đã xác nhận còn nguyên, chạy lại npm start / the backend ended unexpectedly (${code}); all that was acknowledged is kept, run npm start again`);
  }
  return code;
}

function tell(address: string): void {
  console.log(`  Bàn điều hành / console   ${address}/\n  Màn hình tường / wall     ${address}/wall`);
  show(address);
}

function show(address: string): void {
  if (!options.headless && display) openBrowser(`${address}/`);
}

/** Asks again until there is an answer; undefined when there was none in time. */
async function until(ask: () => Promise<string | undefined>): Promise<string | undefined> {
  for (const end = performance.now() + UP; performance.now() < end; await sleep(LOOK)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  console.error("Máy chủ chưa trả lời sau một phút / the backend has not answered within a minute");
  return undefined;
}
