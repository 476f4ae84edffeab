import type { NewFact, TransferFactKind } from "#contract/fact";
import { TRANSFERS_KEPT, type Letter, type Transfer, type TransferSync } from "#contract/transfer";
import { place } from "./fold-issued.ts";
import type { RoomState, Touch } from "./state.ts";
import { hear } from "./transfer/hear.ts";
import { isUnderWay } from "./transfer/may.ts";

type Books = Pick<RoomState, "incidents" | "transfers" | "transferSync" | "issuedPlaces">;
type TransferFact = Extract<NewFact, { kind: TransferFactKind | "backup:restored" }>;

/** Folds cases that go from room to room: letters written here, letters read at the centre, and how far those were read. The cases themselves are folded by their own facts. */
export function foldTransfer(state: Books, fact: TransferFact): Touch[] {
  switch (fact.kind) {
    // Until all that the centre has is read, what this room said since the copy is not known.
    case "backup:restored": return [sync(state, { id: "centre", restoredAt: fact.at })];
    case "transfer:synced": return [sync(state, { id: "centre", epoch: fact.epoch })];
    case "transfer:heard": return [place(state, fact), ...letter(state, fact.letter, { own: fact.own, heard: true, at: fact.saidAt })];
    case "transfer:late": {
      const one = state.transfers.get(fact.transferId);
      return one === undefined ? [] : [put(state, { ...one, lateAt: fact.at })];
    }
    default: return letter(state, fact, { own: true, heard: false, at: fact.at });
  }
}

function letter(state: Books, said: Letter, how: Parameters<typeof hear>[2]): Touch[] {
  const after = hear(state.transfers.get(said.transferId), said, how);
  return after === undefined ? [] : [put(state, after), ...forget(state)];
}

function put({ transfers }: Books, one: Transfer): Touch {
  transfers.set(one.id, one);
  return { collection: "transfers", id: one.id, body: one };
}

function sync({ transferSync }: Books, body: TransferSync): Touch {
  transferSync.set(body.id, body);
  return { collection: "transferSync", id: body.id, body };
}

/** What a room put back to a backup still has open, though it let go of it, is not forgotten before it closed it. */
function forget({ transfers, incidents }: Books): Touch[] {
  const over = [...transfers.values()].filter((one) => !isUnderWay(one) && !(one.end?.is === "given" && isHere(one, incidents))).sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? 1 : -1));
  return over.slice(TRANSFERS_KEPT).map(({ id }) => {
    transfers.delete(id);
    return { collection: "transfers", id, body: undefined };
  });
}

const isHere = ({ side, caseId, takenAs, returnedAt }: Transfer, incidents: Books["incidents"]): boolean => (side === "giver" ? incidents.has(caseId) : returnedAt !== undefined && takenAs !== undefined && incidents.has(takenAs));
