import type { Party } from "#contract/account";
import { EvidenceId, type Evidence, type Incident, type IncidentId } from "#contract/incident";
import { may } from "#contract/permission";
import { fail, ok, type Result } from "#contract/result";
import { partOf } from "../../core/process/parts.ts";
import type { EvidenceDesk, Now } from "../../ports.ts";
import type { CaseKeeper } from "./keeper.ts";
import { MAX_PIECES } from "./records.ts";
import { accountOf, actorsOf } from "./who.ts";

interface Options {
  keeper: CaseKeeper;
  now: () => Now;
}

/** Who may add evidence to a case, and see it: the centre and leaders all of it, an agency its own in cases it has a part in. */
export function evidenceDesk({ keeper, now }: Options): EvidenceDesk {
  /** Whose evidence the person adds; undefined: the centre's. */
  function side(incident: Incident, party: Party): Result<Pick<Evidence, "by" | "agencyId">> {
    const account = accountOf(party);
    if (!account.ok) return account;
    if (actorsOf(account.value).length > 0) return ok({ by: account.value.id });
    const { agencyId } = account.value;
    if (agencyId === undefined || partOf(incident, agencyId) === undefined) return fail({ code: "unknown-id", kind: "incident", id: incident.id });
    return incident.closedAt === undefined ? ok({ by: account.value.id, agencyId }) : fail({ code: "conflict", detail: "the case is over" });
  }
  function admit(incidentId: IncidentId, party: Party): Result<{ by: Pick<Evidence, "by" | "agencyId">; held: number }> {
    const found = keeper.find(incidentId);
    if (!found.ok) return found;
    const by = side(found.value, party);
    if (!by.ok) return by;
    const book = keeper.book();
    if (!book.ok) return book;
    const held = book.value.facts(incidentId, MAX_PIECES, "evidence:added").length;
    return held >= MAX_PIECES ? fail({ code: "too-large", limit: MAX_PIECES }) : ok({ by: by.value, held });
  }

  return {
    mayAdd: (incidentId, party) => {
      const admitted = admit(incidentId, party);
      return admitted.ok ? ok(undefined) : admitted;
    },
    async add({ incidentId, name, kept }, party) {
      const admitted = admit(incidentId, party);
      if (!admitted.ok) return admitted;
      const at = now().wall;
      const id = EvidenceId.parse(`mc-${at}-${admitted.value.held}-${kept.sha256.slice(0, 16)}`);
      const evidence: Evidence = { id, incidentId, ...kept, ...admitted.value.by, at, name: name.slice(0, 200) };
      const written = await keeper.write([{ kind: "evidence:added", at, evidence }]);
      return written.ok ? ok(evidence) : written;
    },
    see(id, party) {
      const account = accountOf(party);
      if (!account.ok) return account;
      const book = keeper.book();
      if (!book.ok) return book;
      const evidence = book.value.evidence(id);
      const mine = evidence !== undefined && (may(account.value.roles, "incident:get") || (evidence.agencyId !== undefined && evidence.agencyId === account.value.agencyId));
      return mine ? ok(evidence) : fail({ code: "unknown-id", kind: "evidence", id });
    },
  };
}
