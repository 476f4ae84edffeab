import { IncidentId } from "#contract/incident";
import type { Transfer } from "#contract/transfer";

/** How a case stands in this room; `held-up`: open, with open cases under it. */
export type Held = "open" | "held-up" | "over" | "unknown";

/** What a room has to do for a transfer by itself. */
export type Owed =
  | { is: "arrived" }
  /** Let go of the case, and say so, in one transaction. */
  | { is: "given"; caseId: IncidentId }
  | { is: "withdrawn"; cause: "case-over" | "open-children" }
  /** Open the case that was given, or given back, and say so. */
  | { is: "taken" | "retaken"; caseId: IncidentId }
  | { is: "returned"; caseId: IncidentId }
  /** The case is over here: nothing more comes of the transfer. */
  | { is: "done"; caseId: IncidentId }
  /** The room had let go of it in a history that a backup undid. */
  | { is: "closed"; caseId: IncidentId }
  /** The room had opened it in a history that a backup undid. */
  | { is: "opened"; caseId: IncidentId };

/** The receiver's case, and the giver's once it has it back: named by the transfer, so that opening twice opens one. */
export const takenId = (id: string): IncidentId => IncidentId.parse(`cg-${id}`);
export const retakenId = (id: string): IncidentId => IncidentId.parse(`cg-${id}-v`);

/**
 * The next thing a room owes a transfer. To be asked only by a room that has read all the centre has in its present history: one
 * that was put back to a backup may have given the case away before, and learns it by reading on.
 *
 * @param held how a case of this room stands
 * @param gone whether this room let go of the case in another transfer
 */
export function owed(one: Transfer, held: (id: IncidentId) => Held, gone: (id: IncidentId) => boolean): Owed | undefined {
  return one.side === "giver" ? giverOwes(one, held, gone) : receiverOwes(one, held, gone);
}

function giverOwes(one: Transfer, held: (id: IncidentId) => Held, gone: (id: IncidentId) => boolean): Owed | undefined {
  const { end, answer, caseId } = one;
  if (end?.is === "given") {
    if (isOpen(held(caseId))) return { is: "closed", caseId };
    if (one.returnedAt === undefined) return undefined;
    if (one.retakenAs === undefined) return { is: "retaken", caseId: retakenId(one.id) };
    return held(one.retakenAs) === "unknown" && !gone(one.retakenAs) ? { is: "opened", caseId: one.retakenAs } : undefined;
  }
  if (end !== undefined || answer?.is !== "accepted") return undefined;
  const stands = held(caseId);
  return stands === "open" ? { is: "given", caseId } : { is: "withdrawn", cause: stands === "held-up" ? "open-children" : "case-over" };
}

function receiverOwes(one: Transfer, held: (id: IncidentId) => Held, gone: (id: IncidentId) => boolean): Owed | undefined {
  const { end, takenAs } = one;
  if (end?.is !== "given") return end === undefined && one.answer === undefined && one.arrivedAt === undefined ? { is: "arrived" } : undefined;
  if (takenAs === undefined) return { is: "taken", caseId: takenId(one.id) };
  if (one.returnedAt !== undefined) return isOpen(held(takenAs)) ? { is: "closed", caseId: takenAs } : undefined;
  // What becomes of the case afterwards, opened again here or by a backup, is this room's own matter.
  if (one.doneAt !== undefined) return undefined;
  const stands = held(takenAs);
  if (stands === "unknown" && !gone(takenAs)) return { is: "opened", caseId: takenAs };
  if (stands === "unknown" || stands === "over") return { is: "done", caseId: takenAs };
  return one.returnAsked !== undefined && stands === "open" ? { is: "returned", caseId: takenAs } : undefined;
}

const isOpen = (held: Held): boolean => held === "open" || held === "held-up";
