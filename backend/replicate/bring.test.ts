import fc from "fast-check";
import { expect, test } from "vitest";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { addFact, modelCentre, modelSource } from "../../test/kit/model-centre.ts";
import { LANES } from "../core/replica/lane.ts";
import type { CarriedFacts, Centre, FactLine } from "../ports-replica.ts";
import { bring } from "./bring.ts";
import { step, takeStand } from "./stand.ts";

const KINDS = ["alarm:raised", "incident:reported", "session:opened", "thing:saved", "wall:edited"];
const GENESIS = "g0";
const NO_FILES = { evidence: () => [], evidenceAfter: () => 0, open: async () => undefined };

/** What a bundle of the facts in (after, to] gives. */
function carried(journal: readonly FactLine[], after: number, to: number, genesis = GENESIS): CarriedFacts {
  const source = modelSource(() => journal.slice(0, to), genesis);
  const place = (seq: number) => ({ seq, hash: source.hashAt(seq)! });
  return { journal: genesis, after: place(after), to: place(to), hashAt: (seq) => (seq < after || seq > to ? undefined : source.hashAt(seq)), take: source.take };
}
const brought = (centre: Centre, facts: CarriedFacts, newHistory = false) => bring({ centre, facts, files: NO_FILES, key: "k", newHistory, log: quietLog(), clock: { steady: () => 0 } });

function journalOf(kinds: readonly string[], genesis = GENESIS): FactLine[] {
  const facts: FactLine[] = [];
  kinds.forEach((kind, i) => addFact(facts, genesis, kind, `${genesis}-${i}`));
  return facts;
}

/** Some steps by the line, each of one lane. */
async function byLine(centre: Centre, journal: readonly FactLine[], head: number, steps: number): Promise<void> {
  const source = modelSource(() => journal.slice(0, head), GENESIS);
  const stand = await takeStand(source, centre);
  for (let i = 0; stand !== undefined && i < steps; i++) for (const lane of LANES) if ((await step({ source, centre, stand, lane, bounds: { rows: 2, bytes: 1e6 }, pace: async () => undefined })).is === "moved") break;
}

test("invariants 2, 10: bundles and the line in any order, overlapping as they like: what is there is a beginning of the journal, each fact once; a gap is refused", async () => {
  const act = fc.oneof(fc.record({ is: fc.constant("line" as const), head: fc.nat(60), steps: fc.nat(6) }), fc.record({ is: fc.constant("bundle" as const), one: fc.nat(60), other: fc.nat(60) }));
  let [gaps, taken] = [0, 0];
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...KINDS), { minLength: 5, maxLength: 60 }), fc.array(act, { maxLength: 25 }), async (kinds, acts) => {
    const model = modelCentre();
    const journal = journalOf(kinds);
    // A room never has less than what the centre got of it: that would be a copy put back.
    let head = 0;
    for (const one of acts) {
      if (one.is === "line") await byLine(model.centre, journal, (head = Math.min(Math.max(head, one.head), journal.length)), one.steps);
      else {
        const [after, to] = [Math.min(one.one, one.other, journal.length), Math.min(Math.max(one.one, one.other), journal.length)];
        const lanes = (await model.centre.known())[0]?.lanes;
        const has = lanes === undefined ? 0 : Math.min(lanes.first.seq, lanes.rest.seq);
        const done = await brought(model.centre, carried(journal, after, to));
        if (after > has) {
          gaps++;
          expect(done).toEqual({ ok: false, fault: { is: "gap", has } });
        } else {
          taken++;
          head = Math.max(head, to);
          expect(done).toMatchObject({ ok: true });
          expect(model.live().filter(({ seq }) => seq <= to).map(({ hash }) => hash)).toEqual(journal.slice(0, to).map(({ hash }) => hash));
        }
      }
    }
    expect(await brought(model.centre, carried(journal, 0, journal.length))).toMatchObject({ ok: true });
    expect(await brought(model.centre, carried(journal, 0, journal.length))).toMatchObject({ ok: true, value: { facts: 0 } });
    expect(model.live().map(({ hash }) => hash)).toEqual(journal.map(({ hash }) => hash));
    expect([...model.epochs]).toHaveLength(1);
    for (const { tally } of model.epochs.values()) expect([...tally.values()].filter((times) => times !== 1)).toEqual([]);
  }), { numRuns: 300 });
  expect(gaps).toBeGreaterThan(20);
  expect(taken).toBeGreaterThan(20);
});

test("a bundle of a room that had no fact yet brings nothing to a centre that has many, and is not another history", async () => {
  const model = modelCentre();
  const journal = journalOf(KINDS);
  await brought(model.centre, carried(journal, 0, 5));
  expect(await brought(model.centre, carried(journal, 0, 0))).toMatchObject({ ok: true, value: { epoch: 1, facts: 0 } });
});

test("another history of the room is refused until a person says that it is one, and then stands beside the first", async () => {
  const model = modelCentre();
  const [first, second] = [journalOf(Array<string>(20).fill("alarm:raised")), journalOf(Array<string>(12).fill("thing:saved"), "g1")];
  await brought(model.centre, carried(first, 0, 20));
  expect(await brought(model.centre, carried(second, 0, 12, "g1"))).toEqual({ ok: false, fault: { is: "other-history" } });
  // Its later part alone is no history.
  expect(await brought(model.centre, carried(second, 5, 12, "g1"), true)).toEqual({ ok: false, fault: { is: "gap", has: 0 } });
  expect(model.liveEpoch()).toBe(1);
  expect(await brought(model.centre, carried(second, 0, 12, "g1"), true)).toMatchObject({ ok: true, value: { epoch: 2, facts: 12 } });
  expect(model.live().map(({ hash }) => hash)).toEqual(second.map(({ hash }) => hash));
  // A late bundle of the first one goes where it belongs, and does not become the live one again.
  expect(await brought(model.centre, carried(first, 0, 20))).toMatchObject({ ok: true, value: { epoch: 1, facts: 0 } });
  expect(model.liveEpoch()).toBe(2);
  expect(model.epochs.get(1)?.facts.size).toBe(20);
});

test("invariant 10: a late bundle of a history that was given up is not taken for the live one, whose alarms alone went beyond it", async () => {
  const model = modelCentre();
  const given = journalOf(Array.from({ length: 300 }, (_, i) => ([90, 299].includes(i) ? "alarm:raised" : "thing:saved")));
  await brought(model.centre, carried(given, 0, 300));
  // An older copy is put back; its alarms are sent first, the rest waits.
  const live = given.slice(0, 100);
  for (let i = 0; i < 50; i++) addFact(live, GENESIS, i < 40 ? "wall:edited" : "alarm:raised", `b-${i}`);
  const source = { ...modelSource(() => live, GENESIS), journal: "put-back" };
  const stand = await takeStand(source, model.centre);
  expect(stand).toMatchObject({ epoch: 2, at: { rest: { seq: 100 } } });
  expect(await step({ source, centre: model.centre, stand: stand!, lane: "first", bounds: { rows: 100, bytes: 1e6 }, pace: async () => undefined })).toMatchObject({ is: "moved", facts: 10 });
  expect(model.epochs.get(2)?.cursors).toMatchObject({ first: { seq: 150 }, rest: { seq: 100 } });
  expect(await brought(model.centre, carried(given, 50, 120))).toMatchObject({ ok: true, value: { epoch: 1, facts: 0 } });
  expect([...model.epochs.get(2)?.facts.values() ?? []].map(({ body }) => body)).toEqual(live.slice(140).map(({ body }) => body));
  // Its own bundle is taken; a third history's is refused.
  const third = given.slice(0, 100);
  for (let i = 0; i < 20; i++) addFact(third, GENESIS, "wall:edited", `c-${i}`);
  expect(await brought(model.centre, { ...carried(third, 50, 120), journal: "third" })).toEqual({ ok: false, fault: { is: "other-history" } });
  expect(await brought(model.centre, { ...carried(live, 50, 120), journal: "put-back" })).toMatchObject({ ok: true, value: { epoch: 2, facts: 20 } });
});

test("a key that is unknown or retired brings nothing, and the centre is not asked further", async () => {
  for (const [standing, is] of [["unknown", "unknown-key"], ["retired", "retired-key"]] as const) {
    const model = modelCentre();
    const never = (): never => { throw new Error("asked"); };
    const centre: Centre = { ...model.centre, roomKey: async () => standing, known: never, move: never, begin: never };
    expect(await brought(centre, carried(journalOf(KINDS), 0, 5))).toEqual({ ok: false, fault: { is } });
  }
});
