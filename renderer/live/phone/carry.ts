import { AgencyEvent } from "#contract/agency";
import type { Fault } from "#contract/fault";
import { EvidenceId } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import { askAgency } from "../agency-link.ts";
import { uploadEvidence } from "../evidence.ts";
import type { PhoneStore } from "./store.ts";
import type { Waiting, WaitingFile } from "./waiting.ts";

/** Faults that a later try may not meet again. */
const PASSING: ReadonlySet<Fault["code"]> = new Set<Fault["code"]>(["unavailable", "too-many", "disk-full", "unauthenticated"]);
export const isPassing = ({ code }: Fault): boolean => PASSING.has(code);

/**
 * Sends one thing: its files, then the deed that names them. What is done already is not done again, on either side.
 *
 * @param heard is told bytes of files that the backend has
 */
export async function carry(item: Waiting, store: PhoneStore, heard: (bytes: number) => void): Promise<Result<null>> {
  let now = item;
  let before = 0;
  for (const file of item.files) {
    if (file.evidenceId === undefined) {
      const blob = await store.file(file.key);
      if (blob === undefined) return fail({ code: "unknown-id", kind: "file", id: file.name });
      const since = before;
      const sent = await uploadEvidence(item.incidentId, new File([blob], file.name, { type: blob.type }), {
        at: file.upload, accountId: item.accountId,
        // Where it goes on outlives the page: opened anew, it is not begun again.
        began: (at) => store.put((now = withFile(now, { ...file, upload: at }))),
        heard: (bytes) => heard(since + bytes),
      });
      if (!sent.ok) return sent;
      now = withFile(now, { ...file, evidenceId: sent.value.id });
      await store.put(now);
    }
    heard((before += file.bytes));
  }
  const sending = { key: now.key, madeAt: now.madeAt, sentAt: Date.now() };
  const ids = now.files.flatMap(({ evidenceId }) => (evidenceId === undefined ? [] : [EvidenceId.parse(evidenceId)]));
  if (now.what.is === "message") {
    const answer = await askAgency("incident:note", { incidentId: now.incidentId, text: now.what.text, kind: "message", ...(ids.length > 0 && { evidence: ids }), sending }, now.accountId);
    return answer.ok ? ok(null) : answer;
  }
  const event = AgencyEvent.safeParse("evidence" in now.what.event ? { ...now.what.event, evidence: ids } : now.what.event);
  if (!event.success) return fail({ code: "malformed", path: "event", detail: event.error.issues[0]?.message ?? "" });
  const answer = await askAgency("agency:act", { incidentId: now.incidentId, event: event.data, sending }, now.accountId);
  return answer.ok ? ok(null) : answer;
}

export function withFile(item: Waiting, file: WaitingFile): Waiting {
  return { ...item, files: item.files.map((one) => (one.key === file.key ? file : one)) };
}
