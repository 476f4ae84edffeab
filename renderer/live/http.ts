import { z } from "zod";
import { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";

const Answered = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), fault: Fault })]);

/**
 * One HTTP call that answers a Result; never throws. `unavailable`: no answer ("timeout", "not-connected"), or one that is no Result.
 *
 * @param patience ms until it is given up
 * @param heard is told the headers of whatever answered
 */
export async function callHttp(path: string, init: RequestInit, patience: number, heard?: (headers: Headers) => void): Promise<Result<unknown>> {
  try {
    const response = await fetch(path, { credentials: "same-origin", ...init, signal: AbortSignal.timeout(patience) });
    heard?.(response.headers);
    const answer = Answered.safeParse(await response.json());
    if (!answer.success) return fail({ code: "unavailable", detail: `HTTP ${response.status}` });
    return answer.data.ok ? ok(answer.data.value) : fail(answer.data.fault);
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "not-connected" });
  }
}

/** The body of a call in JSON. */
export const jsonBody = (body: unknown, more: Readonly<Record<string, string>> = {}): RequestInit => ({ headers: { "content-type": "application/json", ...more }, body: JSON.stringify(body) });

/**
 * Sends a file's bytes; what it is, the backend sees by itself.
 *
 * @param kept what the backend answers of what it keeps
 */
export async function sendFile<T>(path: string, file: Blob, kept: z.ZodType<T>, patience: number): Promise<Result<T>> {
  const answer = await callHttp(path, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file }, patience);
  if (!answer.ok) return answer;
  const parsed = kept.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : fail({ code: "unavailable", detail: "another answer than expected" });
}
