import type { Account, Party } from "#contract/account";
import type { AgencyId } from "#contract/incident";
import type { AccountId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import type { Actor } from "../../core/process/decide.ts";

const CENTRE = ["operator", "shift-lead"] as const;

/** On whose behalf a person may act in cases, the first that fits counts. */
export function actorsOf(account: Account, second?: AccountId): Actor[] {
  const more = second === undefined ? {} : { second };
  const actors: Actor[] = [];
  if (isCentre(account)) actors.push({ by: account.id, as: "centre", ...more });
  if (account.roles.includes("leader")) actors.push({ by: account.id, as: "leadership", ...more });
  return actors;
}

/** Stands on duty for the operations centre. */
export function isCentre({ roles }: Pick<Account, "roles">): boolean {
  return CENTRE.some((role) => roles.includes(role));
}

/** The person who asks; displays ask for nothing here. */
export function accountOf(party: Party): Result<Account> {
  return party.kind === "person" ? ok(party.account) : fail({ code: "unauthenticated" });
}

/** Whose officer the person is. Who works for the centre sees cases by other requests. */
export function agencyOf(party: Party): Result<{ account: Account; agencyId: AgencyId }> {
  const account = accountOf(party);
  if (!account.ok) return account;
  const { agencyId } = account.value;
  return agencyId === undefined ? fail({ code: "conflict", detail: "this account belongs to no agency: an administrator sets it" }) : ok({ account: account.value, agencyId });
}
