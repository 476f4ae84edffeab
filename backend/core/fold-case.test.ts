import { expect, test } from "vitest";
import { z } from "zod";
import { AccountId } from "#contract/ids";
import { Incident } from "#contract/incident";
import { foldIncident, isLive } from "#contract/incident-fold";
import { HandoverId, HANDOVERS_KEPT } from "#contract/shift";
import { answered, confirmed, handIncident, MONDAY, ordered, POLICE } from "../../test/kit/hand-incident.ts";
import { TEMPLATES } from "../law/index.ts";
import { fold } from "./fold.ts";
import { emptyState } from "./state.ts";

const immediate = TEMPLATES.find(({ id }) => id === "khanh-hoa-immediate")!;

test("K-III.5 a case that is over stays in the room until its flash report is rendered, then the store alone has it; reopened, it comes back whole", () => {
  const hand = handIncident(immediate);
  hand.centre({ is: "verified" });
  hand.centre(ordered());
  hand.centre({ is: "flash-reported", flashId: "flash-forwarded", note: "Đã báo cáo" });
  hand.agency({ is: "accepted", agencyId: POLICE });
  hand.agency(answered());
  hand.centre(confirmed);
  const state = emptyState();
  for (const fact of hand.facts) fold(state, fact);
  const id = hand.incident().id;
  expect(state.incidents.get(id)).toMatchObject({ closedAt: MONDAY, handledBy: "someone" });

  hand.centre({ is: "flash-reported", flashId: "flash-confirmed", note: "Đã báo cáo" });
  expect(isLive(hand.incident())).toBe(false);
  expect(fold(state, hand.facts.at(-1)!)).toEqual([{ collection: "incidents", id, body: undefined }, { collection: "closedIncidents", id, body: hand.incident() }]);
  expect(state.incidents.size).toBe(0);

  hand.centre({ is: "reopened", reason: "Lại ngập" });
  const reopened = hand.facts.at(-1)!;
  // Without the whole a fact of a case nobody holds changes nothing.
  expect(fold(state, reopened)).toEqual([]);
  if (reopened.kind !== "incident:moved") throw new Error("not moved");
  const whole = hand.incident();
  expect(whole.closedAt).toBeUndefined();
  expect(fold(state, { ...reopened, whole })).toEqual([{ collection: "closedIncidents", id, body: undefined }, { collection: "incidents", id, body: whole }]);
  expect(foldIncident(undefined, { ...reopened, whole })).toEqual(whole);
});

test("of signed handovers the newest are kept at hand, of unsigned ones all", () => {
  const state = emptyState();
  const [from, to] = [AccountId.parse("a"), AccountId.parse("b")];
  const name = (i: number) => HandoverId.parse(`h${i}`);
  for (let i = 0; i < HANDOVERS_KEPT + 5; i++) fold(state, { kind: "shift:handed-over", at: MONDAY + i, handoverId: name(i), from, to, openIncidents: [], notes: "", due: MONDAY });
  for (let i = 0; i < HANDOVERS_KEPT + 3; i++) fold(state, { kind: "shift:signed", at: MONDAY + 100, handoverId: name(i), by: to });
  expect([...state.handovers.keys()]).toEqual(Array.from({ length: HANDOVERS_KEPT + 2 }, (_, i) => `h${i + 3}`));
});

test("a stored case is trusted by its sum alone: its schema fills nothing in", () => {
  expect(JSON.stringify(z.toJSONSchema(Incident, { unrepresentable: "any" }))).not.toContain('"default"');
});
