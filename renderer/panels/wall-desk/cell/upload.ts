import { z } from "zod";
import { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import { WallFileId } from "#contract/wall-panels";

/** Largest picture or document of a cell, bytes. */
export const MAX_FILE = 20_000_000;
const TIMEOUT_MS = 120_000;

const Kept = z.object({ id: WallFileId, type: z.string(), bytes: z.number() });
const Answered = z.union([z.object({ ok: z.literal(true), value: Kept }), z.object({ ok: z.literal(false), fault: Fault })]);

/** Sends a file to the backend, which keeps it by its content. Fails as `unavailable` where there is no answer. */
export async function uploadFile(file: Blob): Promise<Result<z.infer<typeof Kept>>> {
  try {
    const answer = await fetch("/api/wall/file", { method: "POST", credentials: "same-origin", headers: { "content-type": "application/octet-stream" }, body: file, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const parsed = Answered.safeParse(await answer.json());
    if (!parsed.success) return fail({ code: "unavailable", detail: `HTTP ${answer.status}` });
    return parsed.data.ok ? ok(parsed.data.value) : fail(parsed.data.fault);
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "not-connected" });
  }
}
