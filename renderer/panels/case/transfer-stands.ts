import type { Transfer } from "#contract/transfer";

type Stage = "on-its-way" | "at-the-centre" | "seen" | "accepted" | "refused" | "withdrawn" | "given" | "return-asked" | "returned" | "done";
type GiverStage = `giver.${Stage | "returning"}`;
type ReceiverStage = `receiver.${Exclude<Stage, "on-its-way" | "at-the-centre">}`;

/** How a transfer stands, as its room's people are told; since when; and why, where somebody said so. */
export function standsAs(one: Transfer): { stage: GiverStage | ReceiverStage; since: number; reason: string } {
  const { side, offered, arrivedAt, answer, end, returnAsked, returnedAt, retakenAs, doneAt, onItsWay } = one;
  const as = (stage: Exclude<Stage, "on-its-way" | "at-the-centre">, since: number, reason = ""): ReturnType<typeof standsAs> => ({ stage: `${side}.${stage}`, since, reason });
  if (returnedAt !== undefined) return side === "giver" && retakenAs === undefined ? { stage: "giver.returning", since: returnedAt, reason: "" } : as("returned", returnedAt);
  if (doneAt !== undefined) return as("done", doneAt);
  if (end?.is === "given") return returnAsked === undefined ? as("given", end.at) : as("return-asked", returnAsked.at, returnAsked.reason);
  if (end !== undefined) return as("withdrawn", end.at, end.reason);
  if (answer !== undefined) return as(answer.is, answer.at, answer.reason);
  if (side === "receiver" || arrivedAt !== undefined) return as("seen", arrivedAt ?? offered.at);
  return { stage: onItsWay.includes("transfer:offered") ? "giver.on-its-way" : "giver.at-the-centre", since: offered.at, reason: "" };
}

/** This room's own deadline for an answer; undefined: none is awaited. */
export function answerDue({ side, due, answerBy, answer, end }: Transfer): number | undefined {
  return answer !== undefined || end !== undefined ? undefined : side === "giver" ? due : answerBy;
}
