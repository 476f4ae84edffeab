import type { Log } from "../../backend/ports.ts";

/** A log that keeps what it is told, for tests that ask; prints nothing. */
export function quietLog(): Log & { lines: { level: string; event: string; fields: Record<string, unknown> | undefined }[] } {
  const lines: { level: string; event: string; fields: Record<string, unknown> | undefined }[] = [];
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) => void lines.push({ level, event, fields });
  return { lines, error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}
