import { pino } from "pino";
import type { Log } from "./ports.ts";

/** Fields that never reach a log, wherever they stand. */
const SECRETS = ["password", "secret", "token", "code", "ticket", "key", "cookie", "authorization"];

/** One JSON line per event on stderr, so that stdout stays for what a person is to read. */
export function openLog(level: "error" | "warn" | "info" | "debug"): Log {
  const redact = { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "…" };
  const out = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, messageKey: "event", redact, serializers: { error: pino.stdSerializers.err } }, pino.destination({ dest: 2, sync: true }));
  const at = (name: "error" | "warn" | "info" | "debug") => (event: string, fields?: Record<string, unknown>) => out[name](fields ?? {}, event);
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}
