import type { Account } from "#contract/account";
import type { AccountId, Instant } from "#contract/ids";
import { onDuty, type OnDuty } from "#contract/duty";
import type { RoomState } from "./state.ts";

/** What it is known from who is on duty. */
export type DutyBooks = Pick<RoomState, "rosters" | "accounts">;

/**
 * An agency's officers whose turn it is (K-16.2). A turn of somebody who is no longer its officer counts for nobody.
 * @param ahead ms that local time is ahead of UTC
 * @returns undefined: it keeps no roster; none: nobody is on duty
 */
export function officersOnDuty(agencyId: string, { rosters, accounts }: DutyBooks, at: Instant, ahead: number): OnDuty[] | undefined {
  const roster = rosters.get(agencyId);
  if (roster === undefined) return undefined;
  return [...onDuty(roster.turns, at, ahead)].flatMap(([accountId, until]) => {
    const account = accounts.get(accountId);
    return account !== undefined && isOfficerOf(account, agencyId) ? [{ accountId, name: account.name, until }] : [];
  });
}

/** @returns whether orders of this agency are for the account as it stands now */
export function isOfficerOf(account: Account | undefined, agencyId: string): boolean {
  return account?.enabled === true && account.agencyId === agencyId && account.roles.includes("focal-officer");
}

/** As `officersOnDuty`, for those who only ask who: the first to be told. */
export function firstToTell(books: DutyBooks, at: Instant, ahead: number): (agencyId: string) => readonly AccountId[] {
  return (agencyId) => (officersOnDuty(agencyId, books, at, ahead) ?? []).map(({ accountId }) => accountId);
}
