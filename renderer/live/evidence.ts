import { Evidence, MAX_EVIDENCE, type IncidentId } from "#contract/incident";
import { fail, type Result } from "#contract/result";
import { sendFile } from "./http.ts";

/** A film over a phone's line takes its time. */
const UPLOAD_MS = 180_000;

/** Sends a file into a case. @returns its record; `too-large` before anything is sent where it is */
export async function uploadEvidence(incidentId: IncidentId, file: File): Promise<Result<Evidence>> {
  if (file.size > MAX_EVIDENCE) return fail({ code: "too-large", limit: MAX_EVIDENCE });
  return sendFile(`/api/evidence?incidentId=${encodeURIComponent(incidentId)}&name=${encodeURIComponent(file.name.slice(0, 200))}`, file, Evidence, UPLOAD_MS);
}

/** Where a piece of evidence is looked at. */
export const evidenceUrl = (id: string): string => `/api/evidence/${encodeURIComponent(id)}`;
