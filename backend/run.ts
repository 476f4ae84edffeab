import { readFileSync } from "node:fs";
import { fail } from "#contract/result";
import { systemClock } from "./clock.ts";
import { readConfig, USAGE, type Config } from "./config.ts";
import { makeFolder } from "./data-folder.ts";
import { openLog } from "./log.ts";
import { DiskFull, StoreDamaged } from "./ports.ts";
import { startBackend } from "./start-backend.ts";
import { StoreRefused } from "./store/migrate.ts";
import { lockFolder } from "./store/lock.ts";

/** Exit codes a starter can act on. */
const EXIT = { configuration: 64, damaged: 65, taken: 75, broken: 70, cannotStart: 69 } as const;
/** An orderly end takes no longer than this, ms. */
const PATIENCE = 10_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(new URL(import.meta.url.endsWith(".ts") ? "../package.json" : "../../package.json", import.meta.url), "utf8"));
  return typeof parsed === "object" && parsed !== null && "version" in parsed ? String(parsed.version) : "0";
}

/**
 * The process from its first argument to its last exit code: reads the configuration, locks the folder, starts, tells where
 * it is, and ends in order when asked.
 *
 * @returns an exit code when it cannot start; undefined when it runs
 */
export async function run(): Promise<number | undefined> {
  if (process.argv.slice(2).includes("--help")) {
    say(USAGE);
    return 0;
  }
  const read = readConfig(process.argv.slice(2), process.env);
  if (!read.ok) {
    complain(["Cấu hình không dùng được / configuration cannot be used:", ...read.fault.map((line) => `  ${line}`)].join("\n"));
    return EXIT.configuration;
  }
  const config = read.value;
  const folder = makeFolder(config.data);
  if (!folder.ok) {
    complain(`Không dùng được thư mục dữ liệu / data folder cannot be used: ${folder.fault}`);
    return EXIT.cannotStart;
  }
  const lock = lockFolder(config.data);
  if (!lock.ok) {
    const { holder } = lock.fault;
    const where = holder?.port === undefined ? "" : ` – http://127.0.0.1:${holder.port}/`;
    complain(`Thư mục dữ liệu đang được dùng / data folder is in use: ${config.data} (pid ${holder?.pid ?? "?"})${where}`);
    return EXIT.taken;
  }
  const log = openLog(config.log);
  log.info("configuration", { config: masked(config) });
  const end = (code: number): never => {
    lock.value.release();
    process.exit(code);
  };
  // A bug ends the process: what was acknowledged is on the disk, and a restart begins from there.
  const broken = (error: unknown): never => {
    log.error("broken", { error });
    return end(EXIT.broken);
  };
  process.on("uncaughtException", broken);
  process.on("unhandledRejection", broken);

  const starting = startBackend({ config, version: version(), clock: systemClock(), log, onBroken: broken });
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    setTimeout(() => end(EXIT.broken), PATIENCE).unref();
    // Asked to stop while still starting: the start is finished first, so that the end is in order too.
    starting.then((started) => (started.ok ? started.value.close() : undefined)).then(() => end(0), broken);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(signal));

  const started = await starting.catch((error: unknown) => {
    if (error instanceof StoreRefused || error instanceof DiskFull) return fail(error.message);
    if (!(error instanceof StoreDamaged)) throw error;
    complain(`Tệp dữ liệu hỏng / damaged data file: ${error.file}: ${error.detail}`);
    return end(EXIT.damaged);
  });
  if (!started.ok) {
    complain(`Không khởi động được / cannot start: ${started.fault}`);
    return end(EXIT.cannotStart);
  }
  const { port, mqttPort, firstRunCode } = started.value;
  lock.value.describe({ pid: process.pid, port });
  announce(config, port, mqttPort, firstRunCode);
  return undefined;
}

function announce(config: Config, port: number, mqttPort: number | undefined, code: string | undefined): void {
  const address = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;
  say(`Kỳ Đài – ${config.site.name}`);
  say(`  Bàn điều hành / console   ${address}/`);
  say(`  Màn hình tường / wall     ${address}/wall`);
  say(`  Trang cơ quan / agency    ${address}/agency`);
  if (mqttPort !== undefined) say(`  MQTT                      mqtt://${config.mqtt.host}:${mqttPort}`);
  say(`  Dữ liệu / data            ${config.data}`);
  if (config.feed.file !== "none") say(`  Nguồn mẫu / feed          ${config.feed.file === "built-in" ? config.feed.day : config.feed.file}, × ${config.feed.speed}`);
  if (code !== undefined) say(`  Mã thiết lập lần đầu / first-run code   ${code}`);
}

/** The configuration as printed: names of variables that hold passwords are shown, contents never are. */
function masked(config: Config): Config {
  return { ...config, brokers: config.brokers.map((broker) => ({ ...broker, username: broker.username === undefined ? undefined : "…" })), channels: config.channels.map((channel) => (channel.kind === "smtp" && channel.user !== undefined ? { ...channel, user: "…" } : channel)) };
}
