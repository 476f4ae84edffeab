import { expect, test } from "vitest";
import type { Agency } from "#contract/agency";
import { AccountId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { recipientsOf } from "./order-messages.ts";

const agencyId = AgencyId.parse("thoat-nuoc");
const [lan, minh, ha] = ["lan", "minh", "ha"].map((id) => AccountId.parse(id)) as [AccountId, AccountId, AccountId];
const contacts: NonNullable<Agency["contacts"]> = [{ id: "c-lan", name: "Lan", accountId: lan }, { id: "c-minh", name: "Minh", accountId: minh }, { id: "truc", name: "Máy trực" }];
const ids = (first: readonly AccountId[], of: typeof contacts | undefined = contacts, phones: readonly AccountId[] = []): string[] => recipientsOf({ agencyId }, { contacts: of }, { first, phones }).map((one) => (one.is === "contact" ? one.contactId : one.is === "account" ? `${one.accountId}@${one.agencyId}` : one.is));

test.each<[string, readonly AccountId[], readonly string[]]>([
  ["who is on duty, and the desk, which always is", [minh], ["c-minh", "truc"]],
  ["everybody where nobody is on duty", [], ["c-lan", "c-minh", "truc"]],
  ["everybody where who is on duty is no contact", [ha], ["c-lan", "c-minh", "truc"]],
])("K-16.2 an order goes to %s", (_who, first, told) => expect(ids(first)).toEqual(told));

test("K-16.2 without contacts it goes to the agency itself, whoever is on duty", () => expect(ids([lan], [])).toEqual(["agency"]));

const DESK: typeof contacts = contacts.filter(({ accountId }) => accountId === undefined);
test.each<[string, { first: readonly AccountId[]; of: typeof contacts; phones: readonly AccountId[] }, readonly string[]]>([
  ["beside the desk's address to every officer's phone where nobody is on duty", { first: [], of: DESK, phones: [lan, minh] }, ["truc", "lan@thoat-nuoc", "minh@thoat-nuoc"]],
  ["to the phone of who is on duty alone", { first: [minh], of: DESK, phones: [lan, minh] }, ["truc", "minh@thoat-nuoc"]],
  ["to every phone where who is on duty has none", { first: [ha], of: DESK, phones: [lan, minh] }, ["truc", "lan@thoat-nuoc", "minh@thoat-nuoc"]],
  ["to no phone of who is off duty where a contact is on duty", { first: [minh], of: contacts, phones: [lan, minh, ha] }, ["c-minh", "truc"]],
  ["once to who is a contact too", { first: [], of: contacts, phones: [lan, minh, ha] }, ["c-lan", "c-minh", "truc", "ha@thoat-nuoc"]],
])("K-16.2 an order goes %s", (_what, { first, of, phones }, told) => expect(ids(first, of, phones)).toEqual(told));
