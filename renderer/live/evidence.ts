import { z } from "zod";
import { Fault } from "#contract/fault";
import { Evidence, MAX_EVIDENCE, type IncidentId } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";

/** A film over a phone's line takes its time. */
const UPLOAD_MS = 180_000;
const Answered = z.union([z.object({ ok: z.literal(true), value: Evidence }), z.object({ ok: z.literal(false), fault: Fault })]);

/** Sends a file into a case. @returns its record; `too-large` before anything is sent where it is */
export async function uploadEvidence(incidentId: IncidentId, file: File): Promise<Result<Evidence>> {
  if (file.size > MAX_EVIDENCE) return fail({ code: "too-large", limit: MAX_EVIDENCE });
  try {
    const response = await fetch(`/api/evidence?incidentId=${encodeURIComponent(incidentId)}&name=${encodeURIComponent(file.name.slice(0, 200))}`, {
      method: "POST", credentials: "same-origin", headers: { "content-type": "application/octet-stream" }, body: file, signal: AbortSignal.timeout(UPLOAD_MS),
    });
    const answer = Answered.safeParse(await response.json());
    if (!answer.success) return fail({ code: "unavailable", detail: `HTTP ${response.status}` });
    return answer.data.ok ? ok(answer.data.value) : fail(answer.data.fault);
  } catch (error) {
    return fail({ code: "unavailable", detail: error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "not-connected" });
  }
}

/** Where a piece of evidence is looked at. */
export const evidenceUrl = (id: string): string => `/api/evidence/${encodeURIComponent(id)}`;
