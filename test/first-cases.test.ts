import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { FactBody, type NewFact } from "#contract/fact";
import { AgencyId, Incident, IncidentId } from "#contract/incident";
import { AccountId } from "#contract/ids";
import { templateKey } from "#contract/process";
import { timeOf } from "../backend/core/calendar.ts";
import { fold } from "../backend/core/fold.ts";
import { decide } from "../backend/core/process/decide.ts";
import { mergeCases } from "../backend/core/process/merge.ts";
import { emptyState, type RoomState } from "../backend/core/state.ts";
import { processFacts } from "../backend/room/cases/processes.ts";

/** Facts of cases as a backend wrote them before cases could be merged, split or decided, and before calendars were the room's (597b21f): a room keeps them for ever. */
const WRITTEN: unknown = JSON.parse(readFileSync(new URL("kit/first-cases.json", import.meta.url), "utf8"));
const facts = z.array(z.intersection(FactBody, z.object({ at: z.int(), seq: z.int() }))).parse(WRITTEN);
const [ordered, closed, drill, immediate, late] = ["sv-261122-541", "sv-261122-548", "sv-261122-555", "sv-261122-556", "sv-261122-562"].map((id) => IncidentId.parse(id));
const by = { by: AccountId.parse("truc-ban"), as: "centre" as const };

/** The room as this version finds it at its start. */
function room(): RoomState {
  const state = emptyState();
  for (const fact of facts) fold(state, fact satisfies NewFact);
  for (const fact of processFacts(state, facts.at(-1)!.at)) fold(state, fact);
  return state;
}
function envOf(state: RoomState, id: IncidentId) {
  const incident = state.incidents.get(id)!;
  const template = state.templates.get(templateKey(incident.templateId, incident.templateVersion))!;
  return { template, now: facts.at(-1)!.at + 1, time: (calendar: string) => timeOf(calendar, state.calendars) };
}

test("invariant 3: what an older version wrote loses nothing when it is read, and folds to cases that are sound", () => {
  expect(facts).toEqual(WRITTEN);
  const { incidents } = room();
  expect([...incidents.keys()].sort()).toEqual([ordered, drill, immediate, late]);
  expect(incidents.has(closed!)).toBe(false);
  for (const incident of incidents.values()) expect(Incident.safeParse(incident).error).toBeUndefined();
  expect([ordered, drill, immediate, late].map((id) => [incidents.get(id!)?.step, incidents.get(id!)?.templateVersion, incidents.get(id!)?.clocks.filter(({ missedAt }) => missedAt !== undefined).length])).toEqual([["4", 1, 0], ["1", 1, 1], ["3", 1, 0], ["1", 1, 1]]);
});

test("K-9.7 cases that ran keep the process they began with, new ones get the newest; all that is new can be done to them", () => {
  const state = room();
  expect([...state.templates.keys()].filter((key) => key.startsWith("hue"))).toEqual(["hue-five-steps@1", "hue-five-steps@2"]);
  const one = state.incidents.get(ordered!)!;
  const [lead, ...support] = ["canh-sat-giao-thong", "thoat-nuoc", "dien-luc"].map((id) => AgencyId.parse(id));
  const decided = decide(one, { is: "decided", lead: lead!, support, reason: "Ưu tiên thông đường" }, by, envOf(state, ordered!));
  expect(decided).toMatchObject({ ok: true, value: { change: { decision: { lead }, order: { lead } } } });
  const merged = mergeCases({ from: state.incidents.get(late!)!, into: one, reason: "Cùng một điểm ngập", actor: by, children: [], envs: { from: envOf(state, late!), into: envOf(state, ordered!) } });
  expect(merged).toMatchObject({ ok: true, value: [{ change: { closed: true, clocks: [{ outcome: "missed" }] } }, {}] });
});
