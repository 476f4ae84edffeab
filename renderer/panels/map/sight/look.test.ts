import { expect, test } from "vitest";
import { Thing } from "#contract/things";
import { towards, type Point } from "../../../geo/measure.ts";
import { camerasOf, lookingAt, reachOf } from "./look.ts";

const HERE: Point = [107.58, 16.46];
const camera = (id: string, bearing: number, range = 400) => Thing.parse({ id, name: id, position: HERE, area: "w", kind: "camera", view: { bearing, angle: 60, range, height: 8 } });
const gauge = Thing.parse({ id: "gauge", name: "gauge", position: HERE, area: "w", kind: "river-gauge" });
const place = towards(HERE, 90, 300);
const wall = { height: 20, ring: [[85, 100], [95, 100], [95, 120], [85, 120]].map(([direction = 0, far = 0]) => towards(HERE, direction, far)) };
const looked = (houses: Parameters<typeof lookingAt>[3]) => [...lookingAt(camerasOf([gauge, camera("east", 90), camera("west", 270), camera("short", 90, 200)]), place, undefined, houses)].map(({ thing, sees }) => [thing.id, sees]);

test("of all stations only cameras that look there are told, and a house between hides", () => {
  expect(looked([])).toEqual([["east", true]]);
  expect(looked([wall])).toEqual([["east", false]]);
});

test("what a camera could see lies within its reach", () => {
  const eyes = camerasOf([camera("east", 90)]).map(({ eye }) => eye);
  const [west, south, east, north] = reachOf(eyes) ?? [0, 0, 0, 0];
  const [seen] = lookingAt(camerasOf([camera("east", 90)]), place, undefined, []);
  for (const [lon, lat] of seen?.field ?? []) expect([lon >= west, lon <= east + 1e-9, lat >= south, lat <= north]).toEqual([true, true, true, true]);
  expect(seen?.field.length).toBeGreaterThan(10);
  expect(reachOf([])).toBeUndefined();
});
