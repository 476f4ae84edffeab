import { expect, test } from "vitest";
import { Account, type Party } from "#contract/account";
import { Agency } from "#contract/agency";
import type { NewFact } from "#contract/fact";
import { AccountId, SessionId } from "#contract/ids";
import { ok } from "#contract/result";
import { accountOf } from "../../../test/kit/fake-room.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import { fold } from "../../core/fold.ts";
import { emptyState } from "../../core/state.ts";
import { CALENDARS, TEMPLATES } from "../../law/index.ts";
import type { IssuedRow } from "../../ports.ts";
import { newestTemplate, processFacts, withheld } from "../cases/processes.ts";
import { openIssued } from "./open-issued.ts";

const LEAD: Party = { kind: "person", account: accountOf(["shift-lead"], "truong-ca"), sessionId: SessionId.parse("s1") };
const ADMIN: Party = { kind: "person", account: accountOf(["administrator"], "quan-tri"), sessionId: SessionId.parse("s2") };
const DRAINAGE = { id: "thoat-nuoc", name: "Công ty Thoát nước" };

function openRoom() {
  const state = emptyState();
  const facts: NewFact[] = [];
  /** Accounts that have one. */
  const passwords = new Set<string>();
  const write = (some: readonly NewFact[]) => {
    for (const fact of some) fold(state, fact);
    facts.push(...some);
  };
  write(processFacts(state, 0));
  facts.length = 0;
  const issued = openIssued({
    state, now: () => ({ wall: 1000, steady: 0 }), log: quietLog(), transfers: { heard: () => undefined, read: () => Promise.resolve(true) },
    commit: (some) => (write(some), Promise.resolve(ok([]))), desk: { hasPassword: (id) => passwords.has(id), adoptAccount: (decide) => (write(decide()), Promise.resolve(ok({}))) },
  });
  let turn = 0;
  const row = (of: string, record: object, version: number, over: Partial<IssuedRow> = {}): IssuedRow => ({ turn: ++turn, mark: `m${turn}`, of, recordId: "id" in record ? String(record.id) : "", version, body: JSON.stringify(record), approvedBy: "Sở Thông tin", approvedAt: 900, ...over });
  const give = async (one: IssuedRow, scope: "all" | "site" = "all") => issued.take({ scope, after: one.turn - 1, rows: [one] });
  const edit = (agency: object) => write([{ kind: "agency:saved", at: 1, agency: Agency.parse(agency), by: AccountId.parse("lan") }]);
  return { state, facts, passwords, issued, row, give, edit, write, kinds: () => facts.splice(0).map((fact) => (fact.kind === "centre:issued" ? fact.outcome : fact.kind === "centre:refused" ? fact.why : fact.kind)) };
}

test("what the centre issues is in force by facts that say who approved which version, and the cursor is the newest of them", async () => {
  const { state, facts, give, row, issued } = openRoom();
  expect(await give(row("agency", DRAINAGE, 3))).toEqual({ id: "all", turn: 1, mark: "m1" });
  expect(facts).toMatchObject([
    { kind: "centre:issued", of: "agency", recordId: "thoat-nuoc", version: 3, outcome: "taken", approvedBy: "Sở Thông tin", approvedAt: 900 },
    { kind: "agency:saved", agency: { ...DRAINAGE, version: 3 } },
  ]);
  expect(facts[1]).not.toHaveProperty("by");
  expect(issued.places()).toEqual([{ id: "all", turn: 1, mark: "m1" }]);
  expect(issued.state()).toEqual({ inForce: 1, newestAt: 900, open: 0, refused: 0 });
  await give(row("agency", { ...DRAINAGE, phone: "0234" }, 4));
  expect(state.agencies.get("thoat-nuoc")).toMatchObject({ phone: "0234", version: 4 });
});

test("no version is lowered: neither the centre's, when it is put back, nor the room's own number", async () => {
  const { state, give, row, kinds, issued } = openRoom();
  await give(row("agency", DRAINAGE, 5));
  kinds();
  await give(row("agency", { ...DRAINAGE, name: "cũ" }, 4));
  await give(row("agency", DRAINAGE, 5));
  await give(row("agency", { ...DRAINAGE, name: "khác" }, 5));
  expect(kinds()).toEqual(["passed", "passed", "altered"]);
  expect(state.agencies.get("thoat-nuoc")).toMatchObject({ name: "Công ty Thoát nước", version: 5 });
  // Sent once more because the answer came late: nothing; from the first on: looked at, and known.
  const again = row("agency", { ...DRAINAGE, name: "mới" }, 6);
  await give(again);
  kinds();
  await give(again);
  expect(kinds()).toEqual([]);
  await issued.take({ scope: "all", after: 0, rows: [again] });
  expect(kinds()).toEqual(["passed"]);
});

test.each<["centre" | "room", string, unknown]>([
  ["centre", "Trung tâm đặt", { stands: "in-force", inForce: { version: 2 } }],
  ["room", "Phòng sửa", { stands: "ours" }],
])("H-12.3 both versions of what was edited on both sides are kept until a person takes the %s's, by a fact with who and why", async (take, name, stands) => {
  const { state, give, row, kinds, edit, issued, facts } = openRoom();
  await give(row("agency", DRAINAGE, 1));
  edit({ ...state.agencies.get("thoat-nuoc"), name: "Phòng sửa", version: 2 });
  kinds();
  await give(row("agency", { ...DRAINAGE, name: "Trung tâm đặt" }, 2));
  expect(kinds()).toEqual(["conflict"]);
  expect(state.agencies.get("thoat-nuoc")?.name).toBe("Phòng sửa");
  expect(await issued.answers["issued:list"]({}, LEAD)).toMatchObject({ value: { issued: [{ stands: "open", record: { record: { name: "Trung tâm đặt" } }, own: { record: { name: "Phòng sửa" } }, inForce: { version: 1 } }] } });
  const settle = (version: number) => issued.answers["issued:settle"]({ of: "agency", recordId: "thoat-nuoc", version, take, reason: "đã hỏi hai bên" }, LEAD);
  expect(await settle(1)).toMatchObject({ fault: { code: "conflict" } });
  expect(await settle(2)).toMatchObject({ ok: true, value: stands });
  expect(facts[0]).toMatchObject({ kind: "centre:settled", take, by: "truong-ca", reason: "đã hỏi hai bên", version: 2 });
  expect(state.agencies.get("thoat-nuoc")).toMatchObject({ name, version: take === "centre" ? 3 : 2 });
  expect(await settle(2)).toMatchObject({ fault: { code: "conflict" } });
  kinds();
  // What the room kept as its own is not overwritten by the next version either.
  await give(row("agency", { ...DRAINAGE, name: "lần ba" }, 3));
  expect(kinds()).toEqual(take === "centre" ? ["taken", "agency:saved"] : ["conflict"]);
});

test("an edit that says what the centre says, or was taken back, is no conflict", async () => {
  const { state, give, row, kinds, edit } = openRoom();
  edit({ ...DRAINAGE, version: 1 });
  kinds();
  await give(row("agency", DRAINAGE, 1));
  edit({ ...DRAINAGE, name: "lỡ tay", version: 2 });
  edit({ ...DRAINAGE, version: 3 });
  await give(row("agency", { ...DRAINAGE, phone: "1022" }, 2));
  expect(kinds()).toEqual(["alike", "agency:saved", "agency:saved", "taken", "agency:saved"]);
  expect(state.agencies.get("thoat-nuoc")?.version).toBe(4);
});

test("the program's own calendar and the law's processes yield to the centre's first version, a calendar that people edited does not; cases keep their version", async () => {
  const { state, give, row, kinds } = openRoom();
  const [calendar, law] = [CALENDARS[0]!, TEMPLATES[0]!];
  const { version: _, edition: __, ...draft } = calendar;
  await give(row("calendar", { ...draft, document: "QĐ 12/2027" }, 1));
  expect(state.calendars.get(calendar.id)).toMatchObject({ document: "QĐ 12/2027", version: calendar.version + 1 });
  expect(state.calendars.get(calendar.id)).not.toHaveProperty("edition");
  await give(row("process", { ...law, regulation: "QĐ mới" }, 1));
  expect(state.templates.get(`${law.id}@${law.version}`)?.regulation).toBe(law.regulation);
  expect(state.templates.get(`${law.id}@${law.version + 1}`)?.regulation).toBe("QĐ mới");
  expect(kinds()).toEqual(["taken", "calendar:saved", "taken", "process:saved"]);
  const edited = openRoom();
  edited.write([{ kind: "calendar:saved", at: 1, calendar: { ...draft, document: "phòng tự sửa", version: calendar.version + 1 }, by: AccountId.parse("lan") }]);
  edited.kinds();
  await edited.give(edited.row("calendar", { ...draft, document: "QĐ 12/2027" }, 1));
  expect(edited.kinds()).toEqual(["conflict"]);
  expect(edited.state.calendars.get(calendar.id)?.document).toBe("phòng tự sửa");
});

test.each([[1], [2]])("a later program's version of a process, %i above the one it brought, does not stand before the centre's nor under its number: it is told, until the centre issues it", async (above) => {
  const { state, give, row, kinds, write } = openRoom();
  const [law, other] = [TEMPLATES[0]!, TEMPLATES[1]!];
  const later = [law, other].map((one) => ({ ...one, version: one.version + above, regulation: "QĐ của bản mới" }));
  await give(row("process", { ...law, regulation: "QĐ của thành phố" }, 1));
  write(processFacts(state, 2, later));
  expect(newestTemplate(state, law.id)?.regulation).toBe("QĐ của thành phố");
  expect(newestTemplate(state, other.id)?.regulation).toBe("QĐ của bản mới");
  expect(withheld(state, later)).toEqual([later[0]]);
  await give(row("process", { ...law, regulation: "QĐ của bản mới" }, 2));
  expect(kinds()).toEqual(["taken", "process:saved", "process:saved", "taken", "process:saved"]);
  expect(newestTemplate(state, law.id)?.regulation).toBe("QĐ của bản mới");
  expect(withheld(state, later)).toEqual([]);
});

test("invariant 11 garbage is laid apart with its reason, holds up nothing, and is forgotten when a sound version comes", async () => {
  const { give, row, kinds, state, issued } = openRoom();
  const law = TEMPLATES[0]!;
  await give(row("agency", DRAINAGE, 1, { body: "{" }));
  await give(row("agency", { id: "thoat-nuoc" }, 1));
  await give(row("bomb", DRAINAGE, 1));
  await give(row("agency", DRAINAGE, 1, { recordId: "khac" }));
  await give(row("agency", DRAINAGE, -1.5));
  await give(row("agency", DRAINAGE, 1, { approvedBy: "" }));
  await give(row("agency", DRAINAGE, 1, { approvedAt: -1 }));
  const { body: _, ...large } = row("agency", DRAINAGE, 1);
  await give(large);
  await give(row("agency", { ...DRAINAGE, areaIds: ["hu-khong"] }, 1));
  await give(row("process", { ...law, id: "sai", limits: law.limits.map((one) => ({ ...one, calendar: "khong-co" })) }, 1));
  await give(row("x".repeat(500), { id: "y".repeat(5000) }, 2 ** 60));
  expect(kinds()).toEqual(["malformed", "malformed", "malformed", "malformed", "malformed", "malformed", "malformed", "too-large", "unknown-id", "unsound", "malformed"]);
  expect(state.issued.size + state.agencies.size).toBe(0);
  expect(issued.state().refused).toBe(5);
  await give(row("agency", DRAINAGE, 2));
  expect(kinds()).toEqual(["taken", "agency:saved"]);
  expect([...state.issuedRefusals.keys()]).not.toContain("agency:thoat-nuoc");
});

test("what is issued to this room alone goes before what is for all, whichever came first", async () => {
  const { give, row, kinds, state } = openRoom();
  await give(row("agency", { ...DRAINAGE, name: "chung" }, 7));
  await give({ ...row("agency", { ...DRAINAGE, name: "riêng" }, 1), turn: 1 }, "site");
  await give(row("agency", { ...DRAINAGE, name: "chung mới" }, 8));
  expect(kinds()).toEqual(["taken", "agency:saved", "taken", "agency:saved", "passed"]);
  expect(state.agencies.get("thoat-nuoc")).toMatchObject({ name: "riêng", version: 8 });
});

test("invariant 12 an account is taken without a password, the last administrator is not disabled from afar, and who leads a shift decides on no account", async () => {
  const { give, row, kinds, state, issued, passwords } = openRoom();
  await give(row("account", { id: "hoa", name: "Hoa", roles: ["operator"] }, 1));
  expect(kinds()).toEqual(["taken", "account:saved"]);
  state.accounts.set("quan-tri", Account.parse({ id: "quan-tri", name: "Quản trị", roles: ["administrator"] }));
  passwords.add("quan-tri");
  // One whom the centre issued has no password: after the room's own nobody would be let in.
  await give(row("account", { id: "quan-tri-2", name: "Quản trị 2", roles: ["administrator"] }, 1));
  await give(row("account", { id: "quan-tri", name: "Quản trị", roles: ["administrator"], enabled: false }, 1));
  await give(row("account", { id: "can-bo", name: "Cán bộ", roles: ["focal-officer"], agencyId: "khong-co" }, 1));
  await give(row("account", { id: "can-bo", name: "Cán bộ", roles: ["focal-officer", "operator"] }, 2));
  expect(kinds()).toEqual(["taken", "account:saved", "last-administrator", "unknown-id", "unsound"]);
  // What both said alike before is the centre's to change; not this.
  await give(row("account", { id: "quan-tri", name: "Quản trị", roles: ["administrator"] }, 2));
  await give(row("account", { id: "quan-tri", name: "Quản trị", roles: ["administrator"], enabled: false }, 3));
  expect(kinds()).toEqual(["alike", "last-administrator"]);
  passwords.add("quan-tri-2");
  await give(row("account", { id: "quan-tri", name: "Quản trị", roles: ["administrator"], enabled: false }, 4));
  expect(kinds()).toEqual(["taken", "account:saved"]);
  state.accounts.set("hoa", Account.parse({ id: "hoa", name: "Hoa", roles: ["shift-lead"] }));
  await give(row("account", { id: "hoa", name: "Hoa", roles: ["operator"], enabled: false }, 2));
  expect(kinds()).toEqual(["conflict"]);
  const settle = (party: Party) => issued.answers["issued:settle"]({ of: "account", recordId: "hoa", version: 2, take: "centre", reason: "nghỉ việc" }, party);
  expect(await settle(LEAD)).toMatchObject({ fault: { code: "forbidden" } });
  expect(await settle(ADMIN)).toMatchObject({ ok: true });
  expect(state.accounts.get("hoa")?.enabled).toBe(false);
});
