/** The city's centre and three rooms on one machine: `npm run demo:city`. A person cuts a room's link and sees that nothing is lost. */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { defaultDataFolder } from "../../backend/config.ts";
import { lockFolder } from "../../backend/store/lock.ts";
import { buildStale } from "../build.ts";
import { ROOT } from "../fingerprint.ts";
import { openDemoCity, ROOMS } from "./city.ts";
import { stopLeftBehind } from "./left-behind.ts";
import { ownFolder } from "./own-folder.ts";
import { openPage } from "./page.ts";
import { NO_POSTGRES } from "./postgres.ts";

const USAGE = `npm run demo:city -- [flag …]      thành phố trình diễn: PostgreSQL, trung tâm và ba phòng / demonstration: PostgreSQL, a centre and three rooms
  --data DIR    thư mục dữ liệu / data folder; lần sau chạy tiếp / the next run goes on with it
  --fresh       bắt đầu lại từ đầu, xóa dữ liệu trình diễn / begin anew, the demonstration's data are removed
  --port N      trang công tắc; các phòng N+1…N+3, MQTT N+11…N+13 / the switch's page; rooms and MQTT follow (7380; 0: free ports)
  --speed N     tốc độ ngày mô phỏng / speed of the simulated day (60)
  --feed none   không phát ngày mô phỏng / no recorded day`;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
function refuse(code: number, text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(code);
}

function optionsOf() {
  try {
    const { values } = parseArgs({ options: { data: { type: "string" }, fresh: { type: "boolean" }, port: { type: "string", default: "7380" }, speed: { type: "string", default: "60" }, feed: { type: "string", default: "built-in" }, entry: { type: "string" }, help: { type: "boolean" } } });
    return values;
  } catch (error) {
    return refuse(64, `${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
const options = optionsOf();
if (options.help === true) {
  say(USAGE);
  process.exit(0);
}
const [port, speed] = [Number(options.port), Number(options.speed)];
if (!Number.isInteger(port) || port < 0 || port > 65_000 || !(speed >= 0.1 && speed <= 3600) || !["built-in", "none"].includes(options.feed)) refuse(64, USAGE);
// The database does not run as root, and its user may not look into root's home.
const folder = resolve(options.data ?? (process.getuid?.() === 0 ? "/var/tmp/ky-dai-city" : `${defaultDataFolder(process.env)}-city`));
try {
  ownFolder(folder);
} catch (error) {
  refuse(73, error instanceof Error ? error.message : String(error));
}
if (NO_POSTGRES !== undefined) refuse(69, `Không có PostgreSQL 15 trở lên trên máy này / ${NO_POSTGRES}\n  Debian, Ubuntu: apt install postgresql`);
const locked = lockFolder(folder);
if (!locked.ok) refuse(75, `Thành phố trình diễn đang chạy trong thư mục này / a demonstration runs in ${folder} (pid ${locked.fault.holder?.pid ?? "?"})`);
try {
  await stopLeftBehind(folder);
} catch (error) {
  refuse(69, `Còn tiến trình của lần chạy trước / left from the last run: ${error instanceof Error ? error.message : String(error)}`);
}
if (options.fresh === true) for (const name of ["rooms", "postgres", "password", "centre.password", "backup.key"]) rmSync(join(folder, name), { recursive: true, force: true });

let stopping = false;
let end = (): Promise<void> => Promise.resolve();
const stop = (code: number): void => {
  if (stopping) return;
  stopping = true;
  say("\nĐang dừng các phòng và trung tâm / stopping rooms and centre …");
  void end().finally(() => {
    locked.value.release();
    process.exit(code);
  });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));

try {
  if (options.entry === undefined) await buildStale();
  const starting = openDemoCity({ folder, entry: options.entry ?? join(ROOT, "dist/backend/main.js"), port: port === 0 ? 0 : port + 1, speed, feed: options.feed !== "none" });
  // Asked to stop while still starting: what was begun is ended too.
  end = () => starting.then((begun) => begun.stop(), () => undefined);
  const city = await starting;
  const page = await openPage(city, port);
  end = async () => {
    await page.close();
    await city.stop();
  };
  say(`Kỳ Đài – thành phố trình diễn / demonstration city (${ROOMS.length} phòng / rooms)`);
  say(`  Cắt và nối đường truyền / cut and restore links   ${page.address}/`);
  for (const [i, { name }] of ROOMS.entries()) say(`  ${name.padEnd(48)}  ${port === 0 ? "(địa chỉ trên trang đó / its address is on that page)" : `http://127.0.0.1:${port + 1 + i}/`}`);
  say(`  Đăng nhập / sign in   ${city.account.id}   ${city.account.password}`);
  say(`  Dữ liệu / data        ${folder}`);
  say("  Ctrl-C dừng tất cả / stops everything");
} catch (error) {
  process.stderr.write(`Không khởi động được / cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  stop(69);
}
