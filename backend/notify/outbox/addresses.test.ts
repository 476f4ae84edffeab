import { expect, test } from "vitest";
import { Account } from "#contract/account";
import { Agency } from "#contract/agency";
import { AccountId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import type { Recipient } from "#contract/message";
import { emptyState, type RoomState } from "../../core/state.ts";
import { openAddresses } from "./addresses.ts";

const [DRAINAGE, POLICE] = ["thoat-nuoc", "canh-sat"].map((id) => AgencyId.parse(id)) as [AgencyId, AgencyId];
const LAN = AccountId.parse("lan");
const phone = { endpoint: "https://fcm.googleapis.com/fcm/send/1", keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } };

/** An agency whose one contact is Lan's account, which has a phone, as Lan is now. */
function bookWith(lan: Partial<Account>): ReturnType<typeof openAddresses> {
  const state: Pick<RoomState, "agencies" | "accounts"> = emptyState();
  for (const id of [DRAINAGE, POLICE]) state.agencies.set(id, Agency.parse({ id, name: id, version: 1, ...(id === DRAINAGE && { contacts: [{ id: "c", name: "Lan", email: "truc@example.vn", accountId: LAN }] }) }));
  state.accounts.set(LAN, Account.parse({ id: LAN, name: "Lan", roles: ["focal-officer"], agencyId: DRAINAGE, ...lan }));
  return openAddresses({ state, push: () => ({ of: (owner) => (owner === LAN ? [phone] : []), gone: () => undefined }), subscribers: () => undefined });
}
const ways: readonly [string, Recipient][] = [
  ["as a contact", { is: "contact", agencyId: DRAINAGE, contactId: "c" }],
  ["as an officer", { is: "account", accountId: LAN, agencyId: DRAINAGE }],
  ["of the agency", { is: "agency", agencyId: DRAINAGE }],
];

test.each(ways)("K-16.2 an order reaches the phone of an officer, named %s", (_way, to) => {
  expect(bookWith({}).address(to, "web-push")).toEqual({ to: "lan", language: "vi" });
});

test.each<[string, Partial<Account>]>([
  ["of another agency now", { agencyId: POLICE }],
  ["of no agency any more", { agencyId: undefined }],
  ["no officer any more", { roles: ["operator"] }],
  ["locked", { enabled: false }],
])("invariant 12 an order does not reach the phone of somebody who is %s, whatever the register still says", (_what, lan) => {
  for (const [, to] of ways) expect(bookWith(lan).address(to, "web-push")).toBeUndefined();
  // A desk's other addresses are the desk's.
  expect(bookWith(lan).address(ways[0]![1], "smtp")).toEqual({ to: "truc@example.vn", language: "vi" });
});
