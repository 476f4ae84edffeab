import type { NewFact } from "#contract/fact";
import { issuedId, REFUSALS_KEPT, type Approval, type Issued, type IssuedRefusal } from "#contract/issued";
import type { RoomState, Touch } from "./state.ts";

type IssuedFact = Extract<NewFact, { kind: `centre:${"issued" | "refused" | "settled"}` }>;
type Books = Pick<RoomState, "issued" | "issuedPlaces" | "issuedRefusals">;

/** Folds what the centre issued: how far it was read, what of it is in force, open or laid apart. The records themselves are folded by their own facts. */
export function foldIssued(state: Books, fact: IssuedFact): Touch[] {
  switch (fact.kind) {
    case "centre:issued": {
      const id = issuedId(fact.of, fact.recordId);
      return [place(state, fact), ...(fact.outcome === "passed" ? [] : [put(state, cameIn(fact, state.issued.get(id))), ...settleRefusal(state, id)])];
    }
    case "centre:refused": {
      const { scope, of, recordId, version, why, detail, at } = fact;
      const refusal: IssuedRefusal = { id: issuedId(of, recordId), scope, of, recordId, version, why, detail, at };
      state.issuedRefusals.set(refusal.id, refusal);
      return [place(state, fact), { collection: "issuedRefusals", id: refusal.id, body: refusal }, ...forget(state)];
    }
    case "centre:settled": {
      const held = state.issued.get(issuedId(fact.of, fact.recordId));
      if (held === undefined) return [];
      const { record: _, inForce: __, ...rest } = held;
      const decided = { by: fact.by, at: fact.at, reason: fact.reason };
      return [put(state, fact.take === "centre" ? { ...rest, inForce: held.newest, stands: "in-force", decided } : { ...rest, stands: "ours", decided })];
    }
  }
}

function cameIn(fact: Extract<IssuedFact, { kind: "centre:issued" }>, held: Issued | undefined): Issued {
  const { of, recordId, scope, version, sum, approvedBy, approvedAt, record, at } = fact;
  const newest: Approval = { version, sum, approvedBy, approvedAt };
  const one = { id: issuedId(of, recordId), of, recordId, scope, newest, at };
  if (fact.outcome !== "conflict") return { ...one, inForce: newest, stands: "in-force" };
  return { ...one, stands: "open", ...(held?.inForce !== undefined && { inForce: held.inForce }), ...(record !== undefined && { record }) };
}

function put({ issued }: Books, one: Issued): Touch {
  issued.set(one.id, one);
  return { collection: "issued", id: one.id, body: one };
}

/** How far a scope was read. */
export function place({ issuedPlaces }: Pick<RoomState, "issuedPlaces">, { scope, turn, mark }: { scope: Issued["scope"]; turn: number; mark: string }): Touch {
  const body = { id: scope, turn, mark };
  issuedPlaces.set(scope, body);
  return { collection: "issuedPlaces", id: scope, body };
}

/** A version that is taken makes good what was refused before it. */
function settleRefusal({ issuedRefusals }: Books, id: string): Touch[] {
  return issuedRefusals.delete(id) ? [{ collection: "issuedRefusals", id, body: undefined }] : [];
}

function forget({ issuedRefusals }: Books): Touch[] {
  const old = [...issuedRefusals.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(REFUSALS_KEPT);
  return old.flatMap(({ id }) => {
    issuedRefusals.delete(id);
    return [{ collection: "issuedRefusals", id, body: undefined } as const];
  });
}
