import type { NewFact, PublicationFactKind } from "#contract/fact";
import { MONTHS_PUBLISHED } from "#contract/publication";
import type { RoomState, Touch } from "./state.ts";

type PublicationFact = Extract<NewFact, { kind: PublicationFactKind }>;

/** Folds what the city publishes: the newest decision on a service, and months' figures, the newest MONTHS_PUBLISHED of them. */
export function foldPublication({ services, figures }: Pick<RoomState, "services" | "figures">, fact: PublicationFact): Touch[] {
  const gone = (month: string): Touch[] => (figures.delete(month) ? [{ collection: "figures", id: month, body: undefined }] : []);
  switch (fact.kind) {
    case "service:decided":
      services.set(fact.decision.id, fact.decision);
      return [{ collection: "services", id: fact.decision.id, body: fact.decision }];
    case "figures:published": {
      figures.set(fact.figures.id, fact.figures);
      const old = [...figures.keys()].toSorted().slice(0, -MONTHS_PUBLISHED);
      return [...(old.includes(fact.figures.id) ? [] : [{ collection: "figures" as const, id: fact.figures.id, body: fact.figures }]), ...old.flatMap(gone)];
    }
    case "figures:withdrawn": return gone(fact.month);
  }
}
