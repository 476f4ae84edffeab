import { expect, test } from "vitest";
import { Account, type Party } from "#contract/account";
import { Agency } from "#contract/agency";
import { AccountId, DisplayId, SessionId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { ok } from "#contract/result";
import { accountOf } from "../../../test/kit/fake-room.ts";
import { emptyState, type RoomState } from "../../core/state.ts";
import { registerAnswers } from "./register-answers.ts";

const WALL: Party = { kind: "display", display: { id: DisplayId.parse("d1"), name: "Tường", createdAt: 0 } };
const LEAD: Party = { kind: "person", account: accountOf(["shift-lead"], "truong-ca"), sessionId: SessionId.parse("s1") };
/** Everything that an agency can have: a field added later is asked for here by the compiler. */
const WHOLE: Required<Agency> = {
  ...Agency.parse({ id: "thoat-nuoc", name: "Công ty Thoát nước", version: 3 }), nameEn: "Drainage Company", kind: "company", phone: "0234 123 456", leader: "ông Nam",
  contacts: [{ id: "lan", name: "Chị Lan", mobile: "+84905123456", email: "lan@thoatnuoc.example", accountId: AccountId.parse("lan"), language: "vi" }],
};

function room(): { state: RoomState; answers: ReturnType<typeof registerAnswers> } {
  const state = emptyState();
  state.agencies.set(WHOLE.id, WHOLE);
  return { state, answers: registerAnswers({ state, keeper: { write: () => Promise.resolve(ok([])) }, now: () => ({ wall: 0, steady: 0 }) }) };
}

test("invariant 12 a wall learns what agencies there are, and of their people neither name, number, address nor account", async () => {
  const { answers } = room();
  const seen = await answers["agency:list"]({}, WALL);
  expect(seen).toEqual(ok({ agencies: [{ id: "thoat-nuoc", name: "Công ty Thoát nước", nameEn: "Drainage Company", kind: "company", areaIds: [], fields: [], version: 3 }] }));
  expect(JSON.stringify(seen)).not.toMatch(/lan|Nam|8490|0234/);
  expect(await answers["agency:list"]({}, LEAD)).toEqual(ok({ agencies: [WHOLE] }));
});

test.each<[string, Partial<Account>, boolean]>([
  ["one of its officers", { agencyId: WHOLE.id }, true],
  ["another agency's officer", { agencyId: AgencyId.parse("dien-luc") }, false],
  ["somebody who is no officer", { agencyId: WHOLE.id, roles: ["operator"] }, false],
])("invariant 12 an agency's orders are bound to the phone of %s as the accounts say", async (_who, minh, taken) => {
  const { state, answers } = room();
  state.accounts.set(AccountId.parse("minh"), Account.parse({ id: "minh", name: "Minh", roles: ["focal-officer"], ...minh }));
  state.accounts.set(AccountId.parse("lan"), Account.parse({ id: "lan", name: "Lan", roles: ["focal-officer"], agencyId: "dien-luc" }));
  const { version, ...draft } = WHOLE;
  const save = (contact: string) => answers["agency:save"]({ agency: { ...draft, contacts: [...WHOLE.contacts, { id: "m", name: "Minh", accountId: AccountId.parse(contact) }] }, version }, LEAD);
  expect(await save("minh")).toMatchObject(taken ? { ok: true } : { ok: false, fault: { code: "unknown-id", kind: "account", id: "minh" } });
  // Who stands there and has gone meanwhile does not stop the rest from being kept right; who is invited has no account yet.
  for (const contact of ["lan", "chua-co"]) expect(await save(contact)).toMatchObject({ ok: true });
});
