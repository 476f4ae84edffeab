import fc from "fast-check";
import { expect, test } from "vitest";
import { IncidentId } from "#contract/incident";
import type { MapCase } from "../../../live/cases-on-map.ts";
import { lieBeside } from "./case-spots.ts";

const caseAt = (i: number, at: readonly [number, number]): MapCase => ({ id: IncidentId.parse(`c${i}`), title: "", at, about: false, drill: false, urgency: "routine", step: { name: "", nameEn: "" }, late: false, agencies: [], areaId: undefined, alarmIds: [] });

test("property: however many cases share a place and however near one zooms, each has a spot of its own and none is lost", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 8, max: 20 }), (n, zoom) => {
    const placed = lieBeside(Array.from({ length: n }, (_, i) => caseAt(i, [107.58, 16.46])), { zoom, scale: 1 });
    expect(new Set(placed.map(({ of }) => of.id)).size).toBe(n);
    for (const a of placed) for (const b of placed) if (a !== b) expect(Math.hypot(a.dx - b.dx, a.dy - b.dy)).toBeGreaterThan(24);
  }));
});

test("the gravest, last of the list, is next to the place and drawn last; far apart, each stands at its own", () => {
  const placed = lieBeside([caseAt(0, [107.58, 16.46]), caseAt(1, [107.58, 16.46]), caseAt(2, [107.7, 16.5])], { zoom: 14, scale: 1 });
  const near = placed.filter(({ lon }) => lon === 107.58);
  expect(near.map(({ of }) => of.id)).toEqual(["c0", "c1"]);
  expect(near[1]!.dx).toBeGreaterThan(near[0]!.dx);
  expect(placed.find(({ of }) => of.id === "c2")).toMatchObject({ lon: 107.7, lat: 16.5 });
});
