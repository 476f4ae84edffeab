import type { Instant } from "#contract/ids";
import type { Letter, Transfer } from "#contract/transfer";

/** `own`: this room wrote it. `heard`: it came from the centre, in its order; else it is this room's own word, just journalled. `at`: when its writer wrote it. */
export interface Hearing {
  own: boolean;
  heard: boolean;
  at: Instant;
}

/**
 * What a letter makes of a transfer. Said twice, late, or once more by a room that was put back to a backup, it changes nothing
 * that was known: of two answers the one counts that the centre had first; that a case was given or returned is never taken back.
 *
 * @returns undefined for a letter about a transfer nobody offered
 */
export function hear(before: Transfer | undefined, letter: Letter, { own, heard, at }: Hearing): Transfer | undefined {
  const one = before ?? begun(letter, own, at);
  if (one === undefined || one.other !== (own ? letter.to : letter.from) || !isTheirs(one, letter, own)) return before;
  // On its way from its own journalling until the centre hands it back.
  const onItsWay = !own ? one.onItsWay : heard ? one.onItsWay.filter((kind) => kind !== letter.kind) : [...new Set([...one.onItsWay, letter.kind])];
  return { ...one, ...told(one, letter, heard, at), onItsWay, changedAt: Math.max(one.changedAt, at) };
}

const GIVERS: ReadonlySet<Letter["kind"]> = new Set(["transfer:offered", "transfer:withdrawn", "transfer:given", "transfer:retaken"]);
/** Each side says what is its to say. */
const isTheirs = ({ side }: Transfer, { kind }: Letter, own: boolean): boolean => GIVERS.has(kind) === ((side === "giver") === own);

function begun(letter: Letter, own: boolean, at: Instant): Transfer | undefined {
  if (letter.kind !== "transfer:offered") return undefined;
  const { transferId: id, from, to, caseId, summary, due, reason, by, who } = letter;
  return { id, side: own ? "giver" : "receiver", other: own ? to : from, caseId, offered: { at, by, who, reason }, due, summary, onItsWay: [], changedAt: at };
}

function told(one: Transfer, letter: Letter, heard: boolean, at: Instant): Partial<Transfer> {
  switch (letter.kind) {
    case "transfer:offered": return {};
    case "transfer:arrived": return one.arrivedAt === undefined ? { arrivedAt: at, answerBy: letter.answerBy } : {};
    case "transfer:accepted":
    case "transfer:refused": {
      if (one.answer !== undefined && (one.answer.heard || !heard)) return {};
      const said = letter.kind === "transfer:refused" ? letter.reason : letter.note;
      return { answer: { is: letter.kind === "transfer:accepted" ? "accepted" : "refused", heard, at, by: letter.by, who: letter.who, ...(said !== undefined && { reason: said }) } };
    }
    case "transfer:withdrawn": {
      const { by, who, reason, cause } = letter;
      return one.end === undefined ? { end: { is: "withdrawn", cause, at, ...(by !== undefined && { by }), ...(who !== undefined && { who }), ...(reason !== undefined && { reason }) } } : {};
    }
    case "transfer:given": return one.end?.is === "given" ? {} : { end: { is: "given", at }, summary: letter.summary };
    case "transfer:taken": return one.takenAt === undefined ? { takenAt: at, takenAs: letter.caseId } : {};
    case "transfer:return-asked": return one.returnAsked === undefined ? { returnAsked: { at, by: letter.by, who: letter.who, reason: letter.reason } } : {};
    case "transfer:returned": return one.returnedAt === undefined ? { returnedAt: at, summary: letter.summary } : {};
    case "transfer:retaken": return one.retakenAt === undefined ? { retakenAt: at, retakenAs: letter.caseId } : {};
    case "transfer:done": return one.doneAt === undefined ? { doneAt: at } : {};
  }
}
