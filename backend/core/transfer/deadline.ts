import type { FactBody } from "#contract/fact";
import type { Instant } from "#contract/ids";
import type { Transfer } from "#contract/transfer";

/** When a room's own deadline for an answer is past: the giver waits for one, the receiver owes one; undefined: neither, or it was told. */
export function dueOfTransfer(one: Transfer | undefined): Instant | undefined {
  if (one === undefined || one.answer !== undefined || one.end !== undefined || one.lateAt !== undefined) return undefined;
  const due = one.side === "giver" ? one.due : one.answerBy;
  // At its last millisecond a limit is still kept.
  return due === undefined ? undefined : due + 1;
}

export function expireTransfer(one: Transfer | undefined, now: Instant): FactBody[] {
  const at = dueOfTransfer(one);
  return one === undefined || at === undefined || at > now ? [] : [{ kind: "transfer:late", transferId: one.id, due: at - 1, lateBy: now - at + 1 }];
}
