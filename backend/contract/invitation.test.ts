import { expect, test } from "vitest";
import type { Account } from "./account.ts";
import { AccountId } from "./ids.ts";
import { AgencyId } from "./incident.ts";
import { lacksOf } from "./invitation.ts";

const id = AgencyId.parse("thoat-nuoc");
const officer = (more: Partial<Account> = {}): Account => ({ id: AccountId.parse("lan"), name: "Lan", roles: ["focal-officer"], enabled: true, agencyId: id, ...more });

test.each<[string, string | undefined, Account[], string[]]>([
  ["a leader and an officer", "Trần Văn A", [officer()], []],
  ["no leader", undefined, [officer()], ["leader"]],
  ["a leader of blanks", "  ", [officer()], ["leader"]],
  ["no officer", "Trần Văn A", [], ["officer"]],
  ["an officer who was disabled", "Trần Văn A", [officer({ enabled: false })], ["officer"]],
  ["another agency's officer", "Trần Văn A", [officer({ agencyId: AgencyId.parse("dien-luc") })], ["officer"]],
  ["somebody of the agency who is no officer", "Trần Văn A", [officer({ roles: ["auditor"] })], ["officer"]],
  ["nobody", undefined, [], ["leader", "officer"]],
])("K-16.2 an agency with %s", (_what, leader, accounts, lacks) => expect(lacksOf({ id, leader }, accounts)).toEqual(lacks));
