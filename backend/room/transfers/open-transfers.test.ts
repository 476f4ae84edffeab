import { expect, test } from "vitest";
import type { Party } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { SessionId, SiteId } from "#contract/ids";
import { IncidentId, isReal, type Incident } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { ok, type Result } from "#contract/result";
import { Letter, TRANSFER_REQUESTS, TRANSFERS_KEPT, TransferId, type CaseSummary, type Transfer } from "#contract/transfer";
import { accountOf } from "../../../test/kit/fake-room.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import { fold } from "../../core/fold.ts";
import { giveAway } from "../../core/process/give.ts";
import { openIncident } from "../../core/process/open.ts";
import { emptyState } from "../../core/state.ts";
import { isUnderWay } from "../../core/transfer/may.ts";
import { TEMPLATES } from "../../law/index.ts";
import type { CaseBook, IssuedRow } from "../../ports.ts";
import { openCaseKeeper } from "../cases/keeper.ts";
import { envOf, newestTemplate, processFacts } from "../cases/processes.ts";
import { openTransfers } from "./open-transfers.ts";

const HUE = SiteId.parse("hue"), WARD = SiteId.parse("phuong"), OTHER = SiteId.parse("khac");
const ID = TransferId.parse("0123456789ab");
const NOW = 1_800_000_000_000;
const LEAD_ACCOUNT = accountOf(["shift-lead"], "truong-ca");
const LEAD: Party = { kind: "person", account: LEAD_ACCOUNT, sessionId: SessionId.parse("s1") };
const who = { by: LEAD_ACCOUNT.id, who: "Trưởng ca" };
const summary: CaseSummary = { title: "Kè sạt", urgency: "routine", templateId: TEMPLATES[0]!.id, appearedAt: NOW, step: "b", stepEn: "s", timeline: [], evidence: [] };
type Of<K extends Letter["kind"]> = Omit<Extract<Letter, { kind: K }>, "kind" | "transferId" | "from" | "to">;

/** A room over a folded state: cases that are over stand in a book, as in the store. */
function openRoom(site: SiteId) {
  const state = emptyState();
  const over = new Map<string, Incident>();
  const facts: NewFact[] = [], told: NewFact[] = [], looked: string[] = [];
  const commit = (some: readonly NewFact[]): Promise<Result<never[]>> => {
    for (const fact of some) {
      if (fact.kind === "incident:moved" && fact.change.closed === true) over.set(fact.incidentId, foldIncident(state.incidents.get(fact.incidentId), fact)!);
      fold(state, fact);
      facts.push(fact);
    }
    return Promise.resolve(ok([]));
  };
  const book = { closed: (id: string) => (looked.push(id), over.get(id)), facts: () => [], evidence: () => undefined } as Partial<CaseBook> as CaseBook;
  const now = () => ({ wall: NOW, steady: 0 });
  const keeper = openCaseKeeper({ state, ledger: { commit, count: () => 0 }, journal: { head: () => facts.length, cases: () => book }, now, outgoing: (some) => (told.push(...some), [...some]) });
  const log = quietLog();
  const transfers = openTransfers({ state, keeper, site, now, log, rooms: () => [HUE, WARD, OTHER] });
  void commit(processFacts(state, 0));
  let turn = 0;
  const row = (letter: object, over: Partial<IssuedRow> = {}): IssuedRow => ({ turn: ++turn, mark: `m${turn}`, of: "transfer", recordId: `r${turn}`, version: 1, body: JSON.stringify(letter), approvedBy: "from" in letter ? String(letter.from) : "", approvedAt: NOW, ...over });
  const letter = <K extends Letter["kind"]>(kind: K, from: SiteId, to: SiteId, more: Of<K>, id = ID): Letter => Letter.parse({ kind, transferId: id, from, to, ...more });
  /** Takes a letter as the centre hands it. @returns whether it was one */
  const hear = async (one: Letter, over: Partial<IssuedRow> = {}): Promise<boolean> => {
    const bodies = transfers.heard("site", row(one, over));
    if (bodies !== undefined) await commit(bodies.map((body) => ({ ...body, at: NOW })));
    return bodies !== undefined;
  };
  const open = (id: string): Incident => {
    const opened = openIncident({ id: IncidentId.parse(id), drill: false, urgency: "routine", title: "Kè sạt", alarmIds: [], appearedAt: NOW }, envOf(newestTemplate(state, TEMPLATES[0]!.id)!, NOW, state), LEAD_ACCOUNT.id);
    if (!opened.ok) throw new Error(opened.fault.code);
    void commit([opened.value]);
    const incident = state.incidents.get(IncidentId.parse(id));
    if (incident === undefined || !isReal(incident)) throw new Error("no case");
    return incident;
  };
  const one = (id = ID): Transfer | undefined => state.transfers.get(id);
  /** A transfer that cannot be settled. */
  const damage = (id = ID): void => void state.transfers.set(id, { ...state.transfers.get(id)!, get summary(): CaseSummary { throw new Error("damaged"); } });
  return { state, facts, told, damage, looked, log, transfers, commit, hear, letter, open, one, over };
}
type Room = ReturnType<typeof openRoom>;
const offered = (room: Room, more: Partial<Of<"transfer:offered">> = {}, id = ID): Letter => room.letter("transfer:offered", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary, reason: "Vượt khả năng", due: NOW + 3_600_000, ...who, ...more }, id);

test("H-6.2c what a room put back to a backup had let go of it closes silently: its agencies were told when it was given", async () => {
  const room = openRoom(WARD);
  room.open("sv-1");
  await room.commit([{ kind: "backup:restored", at: NOW, from: "x", copy: NOW }]);
  await room.hear(offered(room));
  await room.hear(room.letter("transfer:given", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary }));
  expect(room.state.incidents.has(IncidentId.parse("sv-1"))).toBe(true);
  expect(await room.transfers.read(2)).toBe(true);
  expect(room.over.get("sv-1")).toMatchObject({ givenTo: HUE });
  expect(room.told).toEqual([]);
});

test("H-6.2c a case that is given is told to its agencies", async () => {
  const room = openRoom(WARD);
  room.open("sv-1");
  await room.hear(offered(room));
  await room.hear(room.letter("transfer:accepted", HUE, WARD, who));
  expect(await room.transfers.read(1)).toBe(true);
  expect(room.told.map(({ kind }) => kind)).toEqual(["transfer:given", "incident:moved"]);
});

test.each<[string, Partial<Of<"transfer:offered">>, Partial<IssuedRow>]>([
  ["a deadline beyond a week", { due: 8_640_000_000_000_000 }, {}],
  ["a deadline before it was written", { due: NOW - 1 }, {}],
  ["written in another room's name", {}, { approvedBy: OTHER }],
])("an offer with %s is no letter", async (_what, more, over) => {
  const room = openRoom(HUE);
  expect(await room.hear(offered(room, more), over)).toBe(false);
  expect(room.one()).toBeUndefined();
});

test("a room's own letter comes from itself: what says so and was posted by another gives no case away", async () => {
  const room = openRoom(WARD);
  room.open("sv-1");
  await room.hear(offered(room));
  expect(await room.hear(room.letter("transfer:given", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary }), { approvedBy: HUE })).toBe(false);
  expect(room.one()?.end).toBeUndefined();
});

test("an offer taken down before deadlines were looked at is answered within a week: what is kept can be read again", async () => {
  const room = openRoom(HUE);
  await room.hear(offered(room));
  room.state.transfers.set(ID, { ...room.one()!, due: 8_640_000_000_000_000 });
  expect(await room.transfers.read(1)).toBe(true);
  expect(room.one()?.answerBy).toBe(NOW + 7 * 24 * 3_600_000);
});

test("what cannot be done for one transfer holds up no other, and is named in the log", async () => {
  const room = openRoom(HUE);
  const other = TransferId.parse("1123456789ab");
  for (const id of [ID, other]) {
    await room.hear(offered(room, {}, id));
    await room.hear(room.letter("transfer:given", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary }, id));
  }
  room.damage();
  expect(await room.transfers.read(1)).toBe(false);
  expect(room.one(other)?.takenAs).toBe(`cg-${other}`);
  expect(room.log.lines).toContainEqual(expect.objectContaining({ event: "transfer-not-settled", fields: expect.objectContaining({ transferId: ID }) }));
});

test.each(["a\0b", "nửa \ud800 chữ"])("what the centre cannot hold is refused at the request, not lost on its way: %j", (reason) => {
  expect(TRANSFER_REQUESTS["transfer:withdraw"].input.safeParse({ transferId: ID, reason }).success).toBe(false);
  expect(TRANSFER_REQUESTS["transfer:refuse"].input.safeParse({ transferId: ID, reason }).success).toBe(false);
  expect(TRANSFER_REQUESTS["transfer:accept"].input.safeParse({ transferId: ID, note: reason }).success).toBe(false);
});

test("a name that the centre cannot hold goes without what it cannot hold", async () => {
  const room = openRoom(HUE);
  await room.hear(offered(room));
  await room.transfers.answers["transfer:accept"]({ transferId: ID }, { ...LEAD, account: { ...LEAD_ACCOUNT, name: "La\0n \ud800" } } as Party);
  expect(room.one()?.answer?.who).toBe("Lan \ufffd");
});

/** The ordinary way: offered, accepted, given, taken. */
async function taken(id = ID): Promise<Room> {
  const room = openRoom(HUE);
  await room.hear(offered(room, {}, id));
  await room.hear(room.letter("transfer:given", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary }, id));
  await room.transfers.read(1);
  return room;
}
function close(room: Room, id: IncidentId): Promise<unknown> {
  const incident = room.state.incidents.get(id);
  if (incident === undefined || !isReal(incident)) throw new Error("no case");
  const over = giveAway(incident, { to: OTHER, transferId: "x", reason: "Hết việc", actor: { by: LEAD_ACCOUNT.id, as: "centre" } }, envOf(newestTemplate(room.state, incident.templateId)!, NOW, room.state));
  if (!over.ok) throw new Error(over.fault.code);
  return room.commit([over.value]);
}

test("H-6.2c a case that is over where it was given to ends its transfer, in both rooms, also where a return was asked; afterwards no look reads it from the disk", async () => {
  const room = await taken();
  const { takenAs } = room.one()!;
  expect(isUnderWay(room.one()!)).toBe(true);
  await room.transfers.answers["transfer:return"]({ transferId: ID, reason: "Xong phần việc" }, LEAD);
  await close(room, takenAs!);
  room.facts.length = 0;
  expect(await room.transfers.read(1)).toBe(true);
  expect(room.facts.map(({ kind }) => kind)).toEqual(["transfer:done"]);
  expect(isUnderWay(room.one()!)).toBe(false);
  room.looked.length = 0;
  await room.transfers.read(1);
  expect([room.looked, room.facts.length]).toEqual([[], 1]);

  const giver = openRoom(WARD);
  giver.open("sv-1");
  await giver.hear(offered(giver));
  await giver.hear(giver.letter("transfer:accepted", HUE, WARD, who));
  await giver.transfers.read(1);
  await giver.hear(giver.letter("transfer:taken", HUE, WARD, { caseId: takenAs! }));
  giver.looked.length = 0;
  for (let n = 0; n < 5; n++) await giver.transfers.read(1);
  expect(giver.looked.length).toBeLessThan(2);
  await giver.hear(giver.letter("transfer:done", HUE, WARD, { caseId: takenAs! }));
  expect(isUnderWay(giver.one()!)).toBe(false);
});

test("H-6.2c offers are counted against those under way, not against all there ever were; one too many is laid apart with its own reason", async () => {
  const room = await taken();
  const one = room.one()!;
  for (let n = 0; n < 6000; n++) {
    const id = TransferId.parse(`old${String(n).padStart(9, "0")}`);
    room.state.transfers.set(id, { ...one, id, doneAt: NOW });
  }
  expect(await room.hear(offered(room, {}, TransferId.parse("new000000001")))).toBe(true);
  expect(room.one(TransferId.parse("new000000001"))).toMatchObject({ side: "receiver" });
  for (let n = 0; n < 5000; n++) {
    const id = TransferId.parse(`now${String(n).padStart(9, "0")}`);
    room.state.transfers.set(id, { ...one, id });
  }
  await room.hear(offered(room, {}, TransferId.parse("new000000002")));
  expect(room.facts.at(-1)).toMatchObject({ kind: "centre:refused", why: "too-many", of: "transfer" });
});

test("H-6.2c transfers that are over are forgotten beyond the newest, but not one whose case a backup brought back", async () => {
  const room = openRoom(WARD);
  room.open("sv-1");
  await room.hear(offered(room));
  await room.hear(room.letter("transfer:given", WARD, HUE, { caseId: IncidentId.parse("sv-1"), summary }));
  await room.hear(room.letter("transfer:done", HUE, WARD, { caseId: IncidentId.parse("cg-1") }));
  for (let n = 0; n < 600; n++) {
    const id = TransferId.parse(`old${String(n).padStart(9, "0")}`);
    room.state.transfers.set(id, { ...room.one()!, id, caseId: IncidentId.parse("sv-9"), changedAt: NOW + 1 });
  }
  await room.hear(offered(room, { caseId: IncidentId.parse("sv-2") }, TransferId.parse("new000000001")));
  expect(room.state.transfers.size).toBe(TRANSFERS_KEPT + 2);
  expect(room.one()?.end?.is).toBe("given");
});

test("the list of what waits here holds nothing else", async () => {
  const room = await taken();
  await room.hear(offered(room, {}, TransferId.parse("new000000001")));
  const list = await room.transfers.answers["transfer:list"]({ incoming: true }, LEAD);
  expect(list.ok && list.value.transfers.map(({ id }) => id)).toEqual(["new000000001"]);
});
