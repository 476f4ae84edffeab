import type { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import type { Transfer } from "#contract/transfer";

/** What people do to a transfer. */
export type TransferDeed = "withdraw" | "accept" | "refuse" | "return";

/** @returns `conflict` where the transfer does not stand so */
export function mayBe(one: Transfer, deed: TransferDeed): Result<Transfer, Fault> {
  const against = whyNot(one, deed);
  return against === undefined ? ok(one) : fail({ code: "conflict", detail: `transfer ${one.id} ${against}` });
}

function whyNot({ side, answer, end, takenAt, returnAsked, returnedAt, doneAt }: Transfer, deed: TransferDeed): string | undefined {
  if ((side === "giver") !== (deed === "withdraw")) return "is the other room's to do";
  if (doneAt !== undefined) return "is over";
  if (deed === "return") return takenAt === undefined ? "is not taken yet" : returnAsked === undefined && returnedAt === undefined ? undefined : "is on its way back";
  if (end !== undefined) return end.is === "given" ? "was given already" : "was withdrawn";
  return answer === undefined ? undefined : `was ${answer.is} already`;
}

/** It waits for an answer, or is not in the hands of either for good. */
export function isUnderWay({ answer, end, returnedAt, retakenAt, doneAt }: Transfer): boolean {
  if (end === undefined) return answer?.is !== "refused";
  if (returnedAt === undefined && doneAt !== undefined) return false;
  return end.is === "given" && (returnedAt === undefined || retakenAt === undefined);
}
