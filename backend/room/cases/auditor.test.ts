import { describe, expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { ok } from "#contract/result";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { handIncident, MINUTE, MONDAY } from "../../../test/kit/hand-incident.ts";
import { listJournal } from "../../../test/kit/list-journal.ts";
import { quietLog } from "../../../test/kit/quiet-log.ts";
import { emptyState } from "../../core/state.ts";
import { TEMPLATES } from "../../law/index.ts";
import { AUDIT_EVERY, AUDIT_GRACE, openAuditor } from "./auditor.ts";

const five = TEMPLATES.find(({ id }) => id === "hue-five-steps")!;

/** Time goes by, and what was written is known to be. */
async function pass(clock: HandClock, ms: number): Promise<void> {
  clock.pass(ms);
  await new Promise((resolve) => setImmediate(resolve));
}

/** An auditor over one case, and an engine that does nothing unless told. */
function watched() {
  const clock = handClock(MONDAY);
  const state = emptyState();
  const hand = handIncident(five);
  state.incidents.set(hand.incident().id, hand.incident());
  const journal = listJournal();
  const written: NewFact[] = [];
  const auditor = openAuditor({ state, journal, clock, now: clock.now, log: quietLog(), keeper: { write: (facts) => { written.push(...facts); return Promise.resolve(ok(journal.append(facts, []))); } } });
  const engine = (): void => {
    const facts = hand.at(clock.wall()).map((fact, i): Fact => ({ ...fact, seq: i + 1 }));
    state.incidents.set(hand.incident().id, hand.incident());
    auditor.heed(facts);
  };
  return { clock, state, hand, journal, written, auditor, engine };
}

describe("invariant 4 the auditor", () => {
  test("says when a limit ran out and nothing fired, once, also after a restart", async () => {
    const { clock, written, auditor, journal, state } = watched();
    for (let n = 0; n < 10; n++) await pass(clock, AUDIT_EVERY);
    expect(written).toMatchObject([{ kind: "incident:audit", why: "not-fired", expected: { key: "miss:verify::1", clause: "H-V.1" } }]);
    auditor.close();
    const again = openAuditor({ state, journal, clock, now: clock.now, log: quietLog(), keeper: { write: () => { throw new Error("told twice"); } } });
    for (let n = 0; n < 4; n++) await pass(clock, AUDIT_EVERY);
    again.close();
  });

  test("finds a miss even when the case has lost what it noted as due", () => {
    const { clock, state, auditor, hand } = watched();
    state.incidents.set(hand.incident().id, { ...hand.incident(), dues: [] });
    clock.pass(MINUTE + AUDIT_GRACE + 1);
    expect(auditor.audit()).toMatchObject([{ why: "not-fired", expected: { key: "miss:verify::1" } }]);
  });

  test("is silent while the engine does its work, just late or on time", async () => {
    const { clock, written, auditor, engine } = watched();
    for (let n = 0; n < 12; n++) {
      await pass(clock, 10_000);
      engine();
    }
    expect(written).toEqual([]);
    auditor.close();
  });

  test("gives the engine its time after the clock was set forward", async () => {
    const { clock, written, auditor, engine } = watched();
    await pass(clock, AUDIT_EVERY - 5000);
    clock.jump(3_600_000);
    await pass(clock, 6000);
    engine();
    for (let n = 0; n < 4; n++) await pass(clock, AUDIT_EVERY);
    expect(written).toEqual([]);
    auditor.close();
  });

  test("says when something fired twice, or before its time", () => {
    const { clock, auditor, hand } = watched();
    clock.pass(2 * MINUTE);
    const [fired] = hand.at(clock.wall());
    if (fired?.kind !== "incident:fired") throw new Error("nothing fired");
    auditor.heed([{ ...fired, seq: 1 }]);
    auditor.heed([{ ...fired, seq: 2 }, { ...fired, seq: 3, due: { ...fired.due, key: "other", at: fired.at + 1 } }]);
    expect(auditor.audit().map(({ why }) => why)).toEqual(expect.arrayContaining(["fired-twice", "fired-early"]));
  });
});
