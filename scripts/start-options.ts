import { parseArgs } from "node:util";

/** Flags `npm start` itself understands; all others are the backend's (backend/config.ts). */
const OWN = {
  headless: { type: "boolean" }, "keep-backend": { type: "boolean" }, help: { type: "boolean" },
  join: { type: "string" }, ticket: { type: "string" }, role: { type: "string" }, "start-with-system": { type: "string" }, minder: { type: "string" },
} as const;
/** Those the shell alone understands; it refuses what they should not be. */
const SHELL = ["join", "ticket", "role", "start-with-system", "minder"] as const;

export interface StartOptions {
  headless: boolean;
  keepBackend: boolean;
  help: boolean;
  /** The shell joins another PC's wall: there is no backend to start here. */
  join: boolean;
  /** What the backend is told, as given: `--port 7373 …`. */
  backend: string[];
  /** The same as `KYDAI_*`, for a shell that starts the backend later. */
  env: Record<string, string>;
}

export const USAGE = `npm start -- [flag …]          mỗi cờ cũng là một biến KYDAI_* / every flag also as KYDAI_*
  --headless          chỉ máy chủ, không cửa sổ / server only, no window
  --data DIR          thư mục dữ liệu / data folder
  --host H --port N   địa chỉ HTTP / HTTP address (127.0.0.1, 7373)
  --mqtt-port N       cổng MQTT / MQTT port (1883)
  --config FILE       tệp cấu hình YAML / YAML configuration
  --feed FILE|none    nguồn phát lại / recorded feed; --speed N (1–600)
  --day flood|calm|fire   ngày mô phỏng / simulated day; --vehicles N (0–10000, 200)
  --pack DIR|none     gói thành phố cho thư mục mới / city pack for a new folder
  --log LEVEL         error, warn, info, debug
  --keep-backend      máy chủ chạy tiếp khi đóng cửa sổ / backend outlives the shell
  --join URL          chỉ là màn hình tường của máy chủ khác / a wall of another PC's backend; --ticket T
  --role wall         máy này chỉ có màn hình tường / this PC is for the wall alone
  --start-with-system on|off   tự chạy khi đăng nhập / start at log-in`;

/** Splits the command line into what starting needs and what the backend gets. Unknown flags are left for the backend to refuse. */
export function startOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  const { values, tokens } = parseArgs({ args: [...argv], options: OWN, strict: false, tokens: true, allowPositionals: true });
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !(token.name in OWN)) continue;
    taken.add(token.index);
    if (token.value !== undefined && token.inlineValue === false) taken.add(token.index + 1);
  }
  const backend = argv.filter((_arg, index) => !taken.has(index));
  const on = (name: keyof typeof OWN, variable: string) => values[name] === true || ["1", "true"].includes(env[variable] ?? "");
  return {
    headless: on("headless", "KYDAI_HEADLESS"),
    keepBackend: on("keep-backend", "KYDAI_KEEP_BACKEND"),
    help: on("help", "KYDAI_HELP"),
    join: values.join !== undefined || (env["KYDAI_JOIN"] ?? "") !== "",
    backend,
    env: { ...asEnvironment(backend), ...Object.fromEntries(SHELL.flatMap((name) => (typeof values[name] === "string" ? [[variableOf(name), values[name]]] : []))) },
  };
}

/** `--mqtt-port 1884` and `--mqtt-port=1884` → `KYDAI_MQTT_PORT: "1884"`. */
function asEnvironment(argv: readonly string[]): Record<string, string> {
  const env: Record<string, string> = {};
  argv.forEach((arg, index) => {
    const match = /^--([a-z-]+)(?:=(.*))?$/.exec(arg);
    if (match?.[1] === undefined) return;
    const value = match[2] ?? argv[index + 1];
    if (value !== undefined) env[variableOf(match[1])] = value;
  });
  return env;
}

const variableOf = (name: string) => `KYDAI_${name.toUpperCase().replaceAll("-", "_")}`;
