import { MAX_EVIDENCE, MAX_FILM, type Evidence, type IncidentId } from "#contract/incident";
import { fail, type Result } from "#contract/result";
import { uploadInParts, type Upload } from "./tus.ts";

/** Bytes a file of this name and kind may have. */
export const mostOf = (file: Pick<File, "type" | "name">): number => (file.type === "video/mp4" || /\.(?:mp4|m4v|mov|3gp)$/i.test(file.name) ? MAX_FILM : MAX_EVIDENCE);

/** Sends a file into a case, in parts. @returns its record; `too-large` before anything is sent where it is */
export async function uploadEvidence(incidentId: IncidentId, file: File, parts: Pick<Upload, "at" | "began" | "heard" | "accountId"> = {}): Promise<Result<Evidence>> {
  if (file.size > mostOf(file)) return fail({ code: "too-large", limit: mostOf(file) });
  return uploadInParts({ incidentId, name: file.name.slice(0, 200), blob: file, ...parts });
}

/** Where a piece of evidence is looked at. */
export const evidenceUrl = (id: string): string => `/api/evidence/${encodeURIComponent(id)}`;
