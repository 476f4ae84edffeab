import type { BackupWhy } from "#contract/backup";

/** Why a backup, a check or a restore cannot go on. The text never holds a secret: it is logged and shown. */
export class BackupFault extends Error {
  override readonly name = "BackupFault";
  readonly why: BackupWhy;
  constructor(why: BackupWhy, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.why = why;
  }
}

const FULL: readonly string[] = ["ENOSPC", "EDQUOT", "EFBIG"];
const LOGIN: readonly string[] = ["EACCES", "EPERM", "EROFS"];

/** An error of the file system or the network as a fault. */
export function backupFault(error: unknown): BackupFault {
  if (error instanceof BackupFault) return error;
  const code = codeOf(error);
  const words = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  if (FULL.includes(code)) return new BackupFault("full", code, { cause: error });
  if (LOGIN.includes(code)) return new BackupFault("login", code, { cause: error });
  if (/^(?:E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code) || (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError"))) return new BackupFault("unreachable", code === "" ? "no answer in time" : code, { cause: error });
  return new BackupFault("other", words, { cause: error });
}

/** Of an error, or of what caused it (fetch wraps what happened). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
