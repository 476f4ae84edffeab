import type { AgencyCase } from "#contract/agency";
import type { EventKind } from "#contract/process";
import type { PossibleMove } from "./moves.ts";

/**
 * What an agency is offered in a case, what is expected next first. Its process is not known here: what does not fit the step is
 * refused by the backend, with the reason.
 */
export function agencyMoves({ part, closedAt, clocks }: Pick<AgencyCase, "part" | "closedAt" | "clocks">): PossibleMove[] {
  if (closedAt !== undefined || part.leftAt !== undefined) return [];
  const lead = part.role === "lead";
  const running = clocks.filter(({ outcome }) => outcome === "running");
  // Handed back by the centre: its work has a clock again.
  const again = part.answeredAt !== undefined && running.some(({ from }) => from >= (part.answeredAt ?? 0));
  const working = part.answeredAt === undefined || again;
  const kinds: EventKind[] = [];
  if (part.receivedAt === undefined) kinds.push("received");
  if (part.acceptedAt === undefined && working && !again) kinds.push("accepted");
  if (part.deployedAt === undefined && working) kinds.push("deployed");
  if (working) kinds.push("answered", "progress");
  if (part.extensionAskedAt === undefined && working) kinds.push("extension-asked");
  kinds.push("beyond-scenario");
  if (part.acceptedAt === undefined && working && !again) kinds.push("refused");
  return kinds.map((is) => ({ is, agencyId: part.agencyId, needs: is === "answered" && lead ? ["evidence"] : [] }));
}
