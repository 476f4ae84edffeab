import type { Fact, NewFact } from "#contract/fact";
import type { AccountId } from "#contract/ids";
import type { Incident } from "#contract/incident";
import type { RequestName } from "#contract/request";
import { fail, ok } from "#contract/result";
import { MOST_SHARINGS, type PhonePlace, type Sharing, type SharingEnd } from "#contract/sharing";
import type { z } from "zod";
import type { RoomState } from "../../core/state.ts";
import type { Log, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { agencyOf } from "./who.ts";

const HOUR = 3_600_000;

type SharingRequests = Extract<RequestName, `agency:share${string}` | `agency:position${string}`>;

/** Officers' places while they consent, on a case; ends what no longer stands. */
export interface SharingDesk {
  answers: AnswersFor<SharingRequests>;
  /** Told of facts once they are durable. */
  heed(facts: readonly Fact[]): void;
  /** Ends what stopped standing while nothing ran. */
  review(): void;
  close(): void;
}

interface Options {
  state: Pick<RoomState, "sharings" | "accounts" | "incidents">;
  keeper: Pick<CaseKeeper, "write">;
  now: () => Now;
  log: Log;
}

export function openSharing({ state, keeper, now, log }: Options): SharingDesk {
  /** The newest place of each who shares; as many as share, and none of who does not. */
  const places = new Map<AccountId, PhonePlace & { heard: number }>();
  let asked = false;
  let closed = false;

  const isIn = (incident: Incident | undefined, agencyId: string): boolean => incident !== undefined && incident.closedAt === undefined && incident.parts.some((part) => part.agencyId === agencyId && part.leftAt === undefined);
  /** Why a consent holds no more; asked at each look as well, so that nobody is seen between an end and its fact. */
  function endOf({ id, agencyId, incidentId, until }: Sharing): z.infer<typeof SharingEnd> | undefined {
    const account = state.accounts.get(id);
    if (account?.enabled !== true || account.agencyId !== agencyId || !account.roles.includes("focal-officer")) return "account";
    if (!isIn(state.incidents.get(incidentId), agencyId)) return "case";
    return until <= now().wall ? "expired" : undefined;
  }
  const ended = ({ id, agencyId, incidentId }: Sharing, cause: z.infer<typeof SharingEnd>): NewFact => ({ kind: "agency:sharing-ended", at: now().wall, accountId: id, agencyId, incidentId, cause });

  function look(): void {
    asked = false;
    if (closed) return;
    const facts = [...state.sharings.values()].flatMap((sharing) => {
      const cause = endOf(sharing);
      // Its time is the docket's own to fire.
      return cause === undefined || cause === "expired" ? [] : [ended(sharing, cause)];
    });
    if (facts.length === 0) return;
    void keeper.write(facts).then((written) => {
      if (!written.ok) log.warn("sharing-end-not-written", { fault: written.fault.code });
    });
  }
  const ask = (): void => {
    if (!asked) setImmediate(look);
    asked = true;
  };

  return {
    heed(facts) {
      for (const fact of facts) {
        if (fact.kind === "agency:sharing-ended") places.delete(fact.accountId);
        // A place told for one case is not carried into another.
        else if (fact.kind === "agency:sharing-began") places.delete(fact.sharing.id);
        else if (state.sharings.size > 0 && (fact.kind === "incident:moved" || fact.kind === "incident:stood-down" || fact.kind === "account:saved")) ask();
      }
    },
    review: ask,
    close() {
      closed = true;
    },
    answers: {
      "agency:share": async ({ incidentId, hours }, party) => {
        const officer = agencyOf(party);
        if (!officer.ok) return officer;
        const { account, agencyId } = officer.value;
        const incident = state.incidents.get(incidentId);
        // A stranger's case, or one that is over, is as one that is not there.
        if (!isIn(incident, agencyId)) return fail({ code: "unknown-id", kind: "incident", id: incidentId });
        if (!state.sharings.has(account.id) && state.sharings.size >= MOST_SHARINGS) return fail({ code: "too-large", limit: MOST_SHARINGS });
        const at = now().wall;
        const sharing: Sharing = { id: account.id, agencyId, incidentId, from: at, until: at + hours * HOUR };
        const written = await keeper.write([{ kind: "agency:sharing-began", at, sharing }]);
        return written.ok ? ok(sharing) : written;
      },
      "agency:share-end": async (_input, party) => {
        const officer = agencyOf(party);
        if (!officer.ok) return officer;
        const sharing = state.sharings.get(officer.value.account.id);
        // Whoever ends it is not seen from now on, whatever the disk says.
        places.delete(officer.value.account.id);
        if (sharing === undefined) return ok({});
        const written = await keeper.write([ended(sharing, "officer")]);
        return written.ok ? ok({}) : written;
      },
      "agency:position": (place, party) => {
        const officer = agencyOf(party);
        if (!officer.ok) return officer;
        const sharing = state.sharings.get(officer.value.account.id);
        if (sharing === undefined || endOf(sharing) !== undefined) return fail({ code: "conflict", detail: "you do not share your position" });
        places.set(sharing.id, { ...place, heard: now().wall });
        return ok({});
      },
      "agency:positions": () => ok({
        officers: [...state.sharings.values()].filter((sharing) => endOf(sharing) === undefined).map(({ id, agencyId, incidentId, until }) => {
          const seen = places.get(id);
          return { accountId: id, name: state.accounts.get(id)?.name ?? id, agencyId, incidentId, until, ...(seen !== undefined && { seen }) };
        }),
      }),
    },
  };
}
