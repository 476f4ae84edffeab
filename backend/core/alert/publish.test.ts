import { describe, expect, test } from "vitest";
import { ALERTS_KEPT, type AlertRecord } from "#contract/alert";
import type { FactBody, NewFact } from "#contract/fact";
import { IncidentId, type RealIncident } from "#contract/incident";
import { TEMPLATES } from "../../law/index.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { alertDraft, alertRecord, herald, HOUR, NOON } from "../../../test/kit/hand-alert.ts";
import { fold } from "../fold.ts";
import { openDocket } from "../process/docket.ts";
import { emptyState, type RoomState } from "../state.ts";
import { cancelAlert, publishAlert, updateAlert } from "./publish.ts";

const incident: RealIncident = { ...handIncident(TEMPLATES[0]!).incident(), id: IncidentId.parse("sv-1"), drill: false };
const factOf = (result: ReturnType<typeof publishAlert>): NewFact => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};
function publish(state: RoomState, n = 1, id = "sv-1"): AlertRecord {
  fold(state, factOf(publishAlert({ incident: { ...incident, id: IncidentId.parse(id) } }, alertDraft(), herald(n), state)));
  return state.alerts.get(herald(n).id)!;
}

describe("an alert", () => {
  test("K-7.1 published, updated and withdrawn: one holds at a time, and none in the end", () => {
    const state = emptyState();
    const first = publish(state);
    expect(first).toMatchObject({ state: "in-force", incidentId: "sv-1", msgType: "Alert" });
    fold(state, factOf(updateAlert(first, alertDraft({ severity: "Extreme" }), herald(2))));
    expect([...state.alerts.values()].map(({ id, state: now }) => [id, now])).toEqual([["cb-261122-1", "superseded"], ["cb-261122-2", "in-force"]]);
    const second = state.alerts.get(herald(2).id)!;
    expect(second).toMatchObject({ incidentId: "sv-1", references: [{ id: "cb-261122-1" }] });
    fold(state, factOf(cancelAlert(second, { vi: "Nước đã rút", en: "The water is gone" }, herald(3))));
    expect([...state.alerts.values()].map(({ state: now }) => now)).toEqual(["superseded", "cancelled", "withdrawal"]);
    // What it was published from may warn anew.
    expect(publish(state, 4).state).toBe("in-force");
  });

  test.each<[string, Parameters<typeof alertDraft>[0], string]>([
    ["ends in the past", { expiresAt: NOON }, "lies in the past"],
    ["holds for longer than seven days", { expiresAt: NOON + 169 * HOUR }, "an alert holds seven days at most"],
    ["lies on a line", { areas: [{ name: "x", shape: { is: "polygon", points: [[107, 16], [108, 17], [109, 18]] } }] }, "the polygon has no surface"],
  ])("that %s is refused", (_what, draft, detail) => {
    expect(publishAlert({ incident }, alertDraft(draft), herald(1), emptyState())).toMatchObject({ ok: false, fault: { code: "malformed", detail } });
  });

  test("is not published twice from one case, nor changed once it no longer holds", () => {
    const state = emptyState();
    const first = publish(state);
    expect(publishAlert({ incident }, alertDraft(), herald(2), state)).toMatchObject({ ok: false, fault: { detail: "alert cb-261122-1 is in force already: update it" } });
    const over: AlertRecord = { ...first, state: "expired" };
    expect([updateAlert(over, alertDraft(), herald(2)), cancelAlert(over, { vi: "x", en: "x" }, herald(2))]).toMatchObject([{ ok: false }, { ok: false }]);
  });

  test("no more than 200 hold at one time", () => {
    const state = emptyState();
    for (let n = 0; n < 200; n++) publish(state, n, `sv-${n}`);
    expect(publishAlert({ incident: { ...incident, id: IncidentId.parse("one-more") } }, alertDraft(), herald(999), state)).toMatchObject({ ok: false, fault: { code: "too-large", limit: 200 } });
  });

  test("invariant 4: ends at its instant, once, however late; one that was replaced does not end again", () => {
    const state = emptyState();
    const docket = openDocket(state);
    const heard: FactBody[] = [];
    const tick = (wall: number): void => {
      for (const body of docket.fire({ wall, steady: wall })) {
        heard.push(body);
        const fact: NewFact = { ...body, at: wall };
        fold(state, fact);
        docket.heed(fact);
      }
    };
    const tell = (fact: NewFact): void => {
      fold(state, fact);
      docket.heed(fact);
    };
    tell(factOf(publishAlert({ incident }, alertDraft(), herald(1), state)));
    tell(factOf(updateAlert(state.alerts.get(herald(1).id)!, alertDraft({ expiresAt: NOON + 8 * HOUR }), herald(2))));
    expect(docket.first()).toBe(NOON + 8 * HOUR);
    tick(NOON + 7 * HOUR);
    expect(heard).toEqual([]);
    tick(NOON + 20 * HOUR);
    tick(NOON + 21 * HOUR);
    expect(heard).toEqual([{ kind: "alert:expired", alertId: "cb-261122-2", due: NOON + 8 * HOUR, lateBy: 12 * HOUR }]);
    // A restart loads what the folds left: nothing waits any more.
    expect(openDocket(state).first()).toBeUndefined();
  });

  test("of those that no longer hold the newest are kept; the others stay in the journal alone", () => {
    const state = emptyState();
    for (let n = 0; n < ALERTS_KEPT + 20; n++) {
      const alert = alertRecord(n);
      fold(state, { kind: "alert:published", at: NOON + n, alert });
      fold(state, { kind: "alert:expired", at: NOON + n, alertId: alert.id, due: NOON, lateBy: 0 });
    }
    expect(state.alerts.size).toBe(ALERTS_KEPT);
    expect(state.alerts.has(herald(19).id)).toBe(false);
    expect(state.alerts.has(herald(20).id)).toBe(true);
  });
});
