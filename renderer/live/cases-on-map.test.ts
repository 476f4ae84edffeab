// @vitest-environment node
import { expect, test } from "vitest";
import { AreaId } from "#contract/ids";
import { IncidentId, type Incident } from "#contract/incident";
import { fiveSteps } from "../../backend/law/hue.ts";
import { HOUR, handIncident, MONDAY, ordered, POLICE } from "../../test/kit/hand-incident.ts";
import { templateKey } from "./case-book.ts";
import { casesOnMap } from "./cases-on-map.ts";

const area = { id: AreaId.parse("vy-da"), name: "Phường Vỹ Dạ", position: [107.61, 16.47] as [number, number] };
const areas = new Map([[String(area.id), area]]);
const templates = new Map([[templateKey({ templateId: fiveSteps.id, templateVersion: fiveSteps.version }), fiveSteps]]);
const agencies = new Map([[String(POLICE), { id: POLICE, name: "Công an", nameEn: "Police", areaIds: [], fields: [], version: 1 }]]);
const base = handIncident(fiveSteps).incident();
const seen = (...list: Partial<Incident>[]) => casesOnMap({ open: new Map(list.map((more, i) => [`c${i}`, { ...base, id: IncidentId.parse(`c${i}`), ...more }])), templates, agencies }, areas);

test("a case stands at its own place, else in the middle of its area and says so; without either it is on no map; nor is one that is over", () => {
  const found = seen({ position: [107.5, 16.4] }, { areaId: area.id }, {}, { position: [107.5, 16.4], closedAt: MONDAY });
  expect(found.map(({ id, at, about }) => [id, at, about])).toEqual([["c0", [107.5, 16.4], false], ["c1", [107.61, 16.47], true]]);
});

test("drills lie below real cases and emergencies on top, whatever their order", () => {
  const at = { position: [107.5, 16.4] as [number, number] };
  expect(seen({ ...at, urgency: "emergency" }, { ...at, drill: true, urgency: "emergency" }, { ...at, urgency: "routine" }).map(({ id }) => id)).toEqual(["c1", "c2", "c0"]);
});

test("its step is named, its agencies by their names with who leads first, and a limit that ran out is told", () => {
  const hand = handIncident(fiveSteps);
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Chặn đường" } as const, ordered({ due: MONDAY + HOUR })]) expect(hand.centre(event).ok).toBe(true);
  const before = seen({ ...hand.incident(), position: [107.5, 16.4] })[0];
  expect(before?.step.name).toBe(fiveSteps.steps.find(({ id }) => id === hand.incident().step)?.name);
  expect(before?.agencies[0]?.leads).toBe(true);
  expect(before?.agencies.find(({ id }) => id === POLICE)).toMatchObject({ name: "Công an", nameEn: "Police" });
  expect(before?.late).toBe(false);
  hand.at(MONDAY + 100 * HOUR);
  expect(seen({ ...hand.incident(), position: [107.5, 16.4] })[0]?.late).toBe(true);
});
