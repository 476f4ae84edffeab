import { afterEach, describe, expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { EvidenceId, IncidentId, type Evidence, type Incident } from "#contract/incident";
import { foldIncident } from "#contract/incident-fold";
import { violationKey } from "#contract/violation";
import { commit, journalIn, tempFolder } from "../../test/kit/journal.ts";
import { answered, confirmed, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE } from "../../test/kit/hand-incident.ts";
import { staleProjections } from "../../test/kit/stale-projections.ts";
import { TEMPLATES } from "../law/index.ts";
import type { CaseBook, Journal } from "../ports.ts";

const five = TEMPLATES.find(({ id }) => id === "hue-five-steps")!;
const by = AccountId.parse("lan");
const folders: (() => void)[] = [];
afterEach(() => folders.splice(0).forEach((remove) => remove()));

function opened(): { folder: string; journal: Journal } {
  const { folder, remove } = tempFolder();
  folders.push(remove);
  return { folder, journal: journalIn(folder) };
}
function bookOf(journal: Journal): CaseBook {
  const book = journal.cases();
  if (book === undefined) throw new Error("no book");
  return book;
}
const evidence: Evidence = { id: EvidenceId.parse("mc-1"), incidentId: IncidentId.parse("i1"), sha256: "a".repeat(64), type: "image/png", bytes: 70, by, at: MONDAY, name: "Ảnh Đập Đá.png" };

/** A case that misses two limits, is answered, closed, and has notes, evidence and an excuse; a drill that misses one. */
function life(): { facts: NewFact[]; end: Incident } {
  const hand = handIncident(five);
  hand.at(MONDAY + 2 * MINUTE);
  hand.centre({ is: "verified", note: "Camera số 3 thấy nước tràn" });
  hand.centre({ is: "proposed", plan: "Bơm nước" });
  hand.centre(ordered({ due: MONDAY + 2 * HOUR }));
  hand.at(MONDAY + HOUR);
  hand.agency(answered());
  hand.centre(confirmed);
  const drill = handIncident(five);
  const exercise = { ...drill.incident(), id: IncidentId.parse("d1"), drill: true };
  drill.at(MONDAY + 2 * MINUTE);
  const id = hand.incident().id;
  const missed = hand.incident().clocks.find(({ agencyId, missedAt }) => agencyId === POLICE && missedAt !== undefined);
  if (missed === undefined) throw new Error("nothing missed");
  const facts: NewFact[] = [
    ...hand.facts,
    { kind: "incident:noted", at: MONDAY, incidentId: id, note: { id: "n1", at: MONDAY, by, as: "centre", text: "Bà con tổ 5 cần thuyền", kind: "note" } },
    { kind: "evidence:added", at: MONDAY, evidence },
    { kind: "violation:excused", at: MONDAY + HOUR, key: violationKey(id, missed.key), incidentId: id, reason: "Bão cấp 12", approver: AccountId.parse("minh"), by },
    { kind: "incident:opened", at: MONDAY, incident: exercise },
    ...drill.facts.slice(1).map((fact): NewFact => ("incidentId" in fact ? { ...fact, incidentId: exercise.id } : fact)),
  ];
  return { facts, end: hand.incident() };
}
const look = (book: CaseBook) => ({
  closed: book.closed("i1"), page: book.closedPage({ drill: false, limit: 10 }), facts: book.facts("i1", 100), notes: book.facts("i1", 10, "incident:noted"), evidence: book.evidence("mc-1"),
  misses: book.misses(0, MONDAY + 10 * HOUR, 100), unexcused: book.unexcused(POLICE, 0, MONDAY + 10 * HOUR), often: book.missedOften(0, MONDAY + 10 * HOUR, 1),
  found: ["ba con", "\"Bà con\"", "camera 3 nuoc", "anh dap da"].map((text) => book.search(text)),
});

describe("the book of cases", () => {
  test("invariant 3 holds the same live, reopened, and folded anew from the journal; a closed case is what folding its facts gives", () => {
    const { folder, journal } = opened();
    const { facts, end } = life();
    commit(journal, journal.load(), facts);
    const live = look(bookOf(journal));
    expect(live.closed).toEqual(end);
    expect(live.facts.map(({ seq }) => seq)).toEqual(live.facts.map(({ seq }) => seq).toSorted((a, b) => a - b));
    expect(live.evidence).toEqual(evidence);
    expect(live.found).toEqual([["i1"], ["i1"], ["i1"], ["i1"]]);
    // Two limits of the agency were missed in the hour, and one of the centre; the drill's is nobody's violation.
    expect(live.misses.map(({ incidentId, clockKey }) => [incidentId, clockKey.split(":")[0]])).toEqual(expect.arrayContaining([["i1", "verify"], ["i1", "receive"], ["i1", "deploy"]]));
    expect(live.misses.every(({ incidentId }) => incidentId === "i1")).toBe(true);
    expect(live.misses.filter(({ excused }) => excused !== undefined)).toMatchObject([{ excused: { reason: "Bão cấp 12", approver: "minh", by: "lan" } }]);
    expect(live.unexcused).toHaveLength(1);
    expect(live.often).toEqual([POLICE]);
    journal.close();
    const again = journalIn(folder);
    expect(look(bookOf(again))).toEqual(live);
    again.close();
    staleProjections(folder);
    const behind = journalIn(folder);
    expect(behind.cases()).toBeUndefined();
    behind.load();
    expect(look(bookOf(behind))).toEqual(live);
    behind.close();
  });

  test("a miss that an extension takes back is none any more", () => {
    const { journal } = opened();
    const hand = handIncident(five);
    hand.centre({ is: "verified" });
    hand.centre({ is: "proposed", plan: "Bơm" });
    hand.centre(ordered({ due: MONDAY + HOUR }));
    hand.agency({ is: "extension-asked", agencyId: POLICE, state: "Đang bơm", obstacles: "Mưa", expectedEnd: MONDAY + 3 * HOUR });
    hand.at(MONDAY + HOUR + 1);
    const state = journal.load();
    commit(journal, state, hand.facts);
    const missed = (): boolean => bookOf(journal).misses(0, MONDAY + 9 * HOUR, 50).some(({ clockKey }) => clockKey.startsWith("complete"));
    expect(missed()).toBe(true);
    const before = hand.facts.length;
    hand.centre({ is: "extension-granted", agencyId: POLICE, due: MONDAY + 3 * HOUR });
    commit(journal, state, hand.facts.slice(before));
    expect(missed()).toBe(false);
    journal.close();
  });

  test("pages of closed cases are whole and without doubles, and a reopened case leaves them", () => {
    const { journal } = opened();
    const state = journal.load();
    const model = handIncident(five).incident();
    const cases = Array.from({ length: 25 }, (_, i): Incident => ({ ...model, id: IncidentId.parse(`c${i}`), step: "dismissed", clocks: [], dues: [], closedAt: MONDAY + (i % 5) }));
    commit(journal, state, cases.map((incident) => ({ kind: "incident:opened", at: MONDAY, incident })));
    const book = bookOf(journal);
    const seen: string[] = [];
    for (let after: IncidentId | undefined; ; ) {
      const page = book.closedPage({ drill: false, after, limit: 4 }) ?? [];
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id;
      if (after === undefined) break;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(book.closedPage({ drill: false, after: IncidentId.parse("nobody"), limit: 4 })).toBeUndefined();
    expect(book.closedSince({ drill: false, at: MONDAY + 4, limit: 100 })).toHaveLength(5);
    const [first] = cases;
    const { closedAt: _over, ...open } = first!;
    commit(journal, state, [{ kind: "incident:moved", at: MONDAY, incidentId: open.id, event: { is: "reopened", reason: "Lại ngập" }, by, as: "centre", change: {}, whole: { ...open, step: "3", version: 2 } }]);
    expect(book.closed(open.id)).toBeUndefined();
    expect(foldIncident(undefined, { kind: "incident:opened", at: 0, incident: open })).toEqual(open);
    journal.close();
  });

  test("invariant 4 what is overdue is found by its instant before the state is read, first due first", () => {
    const { folder, journal } = opened();
    const model = handIncident(five).incident();
    const at = (i: number): Incident => ({ ...model, id: IncidentId.parse(`w${i}`), dues: model.dues.map((due) => ({ ...due, at: MONDAY + i })) });
    commit(journal, journal.load(), [3, 1, 2].map((i) => ({ kind: "incident:opened", at: MONDAY, incident: at(i) })));
    journal.close();
    const again = journalIn(folder);
    expect(again.overdue(MONDAY + 2, 10).map(({ id }) => id)).toEqual(["w1", "w2"]);
    expect(again.overdue(MONDAY + 9, 1).map(({ id }) => id)).toEqual(["w1"]);
    expect(again.overdue(MONDAY, 10)).toEqual([]);
    again.close();
  });
});
