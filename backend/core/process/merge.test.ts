import { describe, expect, test } from "vitest";
import type { IncidentEvent, IncidentFact } from "#contract/incident";
import type { Fault } from "#contract/fault";
import { AccountId } from "#contract/ids";
import type { Result } from "#contract/result";
import { answered, HEALTH, handIncident, HOUR, MINUTE, MONDAY, ordered, POLICE, POWER, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../../law/index.ts";
import { mergeCases } from "./merge.ts";

const [five, timed, immediate] = ["hue-five-steps", "khanh-hoa-timed", "khanh-hoa-immediate"].map((id) => TEMPLATES.find((one) => one.id === id)!);
const actor = { by: AccountId.parse("someone"), as: "centre" as const };

function merge(from: HandIncident, into: HandIncident, children: string[] = []): Result<[IncidentFact, IncidentFact], Fault> {
  const done = mergeCases({ from: from.incident(), into: into.incident(), reason: "Cùng một điểm ngập", actor, children, envs: { from: from.env(), into: into.env() } });
  if (done.ok) {
    from.take(done.value[0]);
    into.take(done.value[1]);
  }
  return done;
}
function inField(id: string, order: Parameters<typeof ordered>[0] = {}): HandIncident {
  const hand = handIncident(five!, { id, alarmIds: [`alarm-${id}`] });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: MONDAY + 2 * HOUR, ...order }));
  return hand;
}

describe("H-11.5 two cases of one incident become one", () => {
  test("the one is over and says where it goes on; the other has the alarms of both", () => {
    const [from, into] = [handIncident(five!, { id: "i1", alarmIds: ["a1", "a2"] }), handIncident(five!, { id: "i2", alarmIds: ["a2", "a3"] })];
    expect(merge(from, into).ok).toBe(true);
    expect(from.incident()).toMatchObject({ closedAt: MONDAY, mergedInto: "i2", alarmIds: ["a1", "a2"], dues: [], step: "1" });
    expect(into.incident()).toMatchObject({ mergedFrom: ["i1"], alarmIds: ["a2", "a3", "a1"], step: "1" });
    expect(into.incident().closedAt).toBeUndefined();
  });

  test("clocks that ran are void with the reason; a limit missed before, or just now and not yet found, stays missed; one that was met stays met", () => {
    const from = handIncident(five!, { id: "i1" });
    from.centre({ is: "verified" });
    from.at(MONDAY + 5 * MINUTE + 1);
    from.centre({ is: "proposed", plan: "Bơm" });
    const into = handIncident(five!, { id: "i2" });
    into.pass(MONDAY + 6 * MINUTE);
    from.pass(MONDAY + 6 * MINUTE);
    merge(from, into);
    expect([from.clock("verify"), from.clock("propose"), from.clock("order")]).toMatchObject([{ outcome: "met" }, { outcome: "missed" }, { outcome: "void", voidReason: "Cùng một điểm ngập" }]);
    expect(from.clock("propose")?.voidReason).toBeUndefined();

    const late = handIncident(five!, { id: "i3" });
    late.pass(MONDAY + MINUTE + 1);
    into.pass(MONDAY + MINUTE + 1);
    merge(late, handIncident(five!, { id: "i4" }));
    expect(late.clock("verify")).toMatchObject({ outcome: "missed", lateBy: 1 });
  });

  test("K-8.5 an agency that was not there goes on as a supporting one, with what it has done and what is left of its time", () => {
    const [from, into] = [inField("i1", { lead: HEALTH, support: [POWER] }), inField("i2", { due: MONDAY + 3 * HOUR })];
    from.agency({ is: "received", agencyId: HEALTH });
    for (const hand of [from, into]) hand.at(MONDAY + 11 * MINUTE);
    expect(from.clock("receive", POWER)?.missedAt).toBe(MONDAY + 11 * MINUTE);
    const done = merge(from, into);
    expect(done).toMatchObject({ ok: true, value: [{}, { event: { is: "took-in", from: "i1", joined: [HEALTH, POWER] } }] });
    expect(from.incident().parts.map(({ leftAt }) => leftAt)).toEqual([MONDAY + 11 * MINUTE, MONDAY + 11 * MINUTE]);
    expect(into.incident().parts).toMatchObject([{ agencyId: POLICE, role: "lead" }, { agencyId: HEALTH, role: "support", receivedAt: MONDAY }, { agencyId: POWER, role: "support" }]);
    expect(into.clock("receive", HEALTH)).toBeUndefined();
    expect(into.clock("deploy", HEALTH)).toMatchObject({ from: MONDAY, due: MONDAY + 30 * MINUTE, outcome: "running" });
    expect(into.clock("complete", HEALTH)).toMatchObject({ due: MONDAY + 2 * HOUR });
    // Its miss is on record where it happened: here its time begins again.
    expect(from.clock("receive", POWER)?.outcome).toBe("missed");
    expect(into.clock("receive", POWER)).toMatchObject({ from: MONDAY + 11 * MINUTE, due: MONDAY + 21 * MINUTE, outcome: "running" });
    into.agency(answered(HEALTH));
    expect(into.incident().step).toBe("4");
  });

  test("of two processes each keeps its own: who joins is measured by the one it joins", () => {
    const from = handIncident(timed!, { id: "i1", urgency: "routine" });
    from.centre({ is: "verified" });
    from.centre(ordered({ lead: HEALTH }));
    const into = inField("i2");
    merge(from, into);
    expect(into.incident().clocks.filter(({ agencyId }) => agencyId === HEALTH).map(({ limitId, due }) => [limitId, due])).toEqual([["receive", MONDAY + 10 * MINUTE], ["deploy", MONDAY + 30 * MINUTE], ["complete", MONDAY + 2 * HOUR]]);
  });

  test("K-III.2 who has not accepted is reminded in the case it went on in, and no more in the one that is over", () => {
    const [from, into] = ["i1", "i2"].map((id) => {
      const hand = handIncident(immediate!, { id });
      hand.centre({ is: "verified" });
      hand.centre(ordered({ lead: id === "i1" ? HEALTH : POLICE }));
      return hand;
    }) as [HandIncident, HandIncident];
    merge(from, into);
    expect(from.at(MONDAY + HOUR)).toEqual([]);
    expect(new Set(into.at(MONDAY + HOUR).flatMap((fact) => (fact.kind === "incident:fired" ? [fact.due.agencyId] : [])))).toEqual(new Set([POLICE, HEALTH]));
  });

  test("what was merged is not touched any more, but for a report that is owed; the chain of merges stays known", () => {
    const [a, b, c] = ["a", "b", "c"].map((id) => handIncident(immediate!, { id, alarmIds: [id] })) as [HandIncident, HandIncident, HandIncident];
    for (const hand of [a, b]) {
      hand.centre({ is: "verified" });
      hand.centre(ordered());
    }
    merge(a, b);
    for (const event of [{ is: "reopened", reason: "Lại ngập" }, { is: "confirmed", check: "Đã xem" }, { is: "decided", lead: POLICE, support: [], reason: "Liên ngành" }] satisfies IncidentEvent[]) {
      expect(a.centre(event)).toMatchObject({ ok: false, fault: { code: "conflict", detail: "it goes on in case b" } });
    }
    expect(a.centre({ is: "flash-reported", flashId: "flash-forwarded", note: "Đã báo cáo" }).ok).toBe(true);
    expect(a.incident()).toMatchObject({ closedAt: MONDAY, mergedInto: "b" });
    c.centre({ is: "verified" });
    c.centre(ordered());
    merge(b, c);
    expect(c.incident()).toMatchObject({ mergedFrom: ["b", "a"], alarmIds: ["c", "b", "a"] });
  });

  test.each<[string, () => Result<unknown, Fault>, RegExp]>([
    ["into itself", () => { const one = handIncident(five!); return merge(one, one); }, /into itself/],
    ["into one that is over", () => { const over = handIncident(five!, { id: "i2" }); over.centre({ is: "dismissed", reason: "Côn trùng" }); return merge(handIncident(five!), over); }, /i2 is over/],
    ["one that is over", () => { const over = handIncident(five!); over.centre({ is: "dismissed", reason: "Côn trùng" }); return merge(over, handIncident(five!, { id: "i2" })); }, /i1 is over/],
    ["back into what it came from", () => { const [a, b] = [handIncident(five!, { id: "a" }), handIncident(five!, { id: "b" })]; merge(a, b); return merge(b, a); }, /a is over/],
    ["a drill into a real one", () => merge(handIncident(five!, { drill: true }), handIncident(five!, { id: "i2" })), /drill/],
    ["an emergency into a routine case", () => merge(handIncident(five!), handIncident(five!, { id: "i2", urgency: "routine" })), /emergency/],
    ["one with children that are open", () => merge(handIncident(five!), handIncident(five!, { id: "i2" }), ["i7"]), /open children: i7/],
    ["one with an order into one without", () => merge(inField("i1"), handIncident(five!, { id: "i2" })), /i2 has no order/],
  ])("invariant 6 is refused: %s", (_what, act, detail) => {
    const done = act();
    expect(done.ok ? undefined : done.fault).toMatchObject({ code: "conflict", detail: expect.stringMatching(detail) });
  });

  test("more alarms than a case can hold are refused, and nothing changes", () => {
    const [from, into] = [handIncident(five!, { id: "i1", alarmIds: Array.from({ length: 150 }, (_, i) => `a${i}`) }), handIncident(five!, { id: "i2", alarmIds: Array.from({ length: 51 }, (_, i) => `b${i}`) })];
    expect(merge(from, into)).toMatchObject({ ok: false, fault: { code: "malformed", path: "alarmIds" } });
    expect(from.incident().closedAt).toBeUndefined();
  });
});
