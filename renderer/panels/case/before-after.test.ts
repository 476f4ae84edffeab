import { expect, test } from "vitest";
import { Evidence } from "#contract/incident";
import { beforeAfter } from "./before-after.ts";

const piece = (n: number, filmed: Record<string, unknown> | undefined, type = "image/png"): Evidence => Evidence.parse({ id: `e${n}`, incidentId: "i1", sha256: "a".repeat(64), type, bytes: 9, by: "truc-ban", at: 1000 + n, name: `${n}`, ...(filmed !== undefined && { filmed }) });
const still = (n: number, cameraId: string, at: number): Evidence => piece(n, { is: "still", cameraId, cameraName: `Camera ${cameraId}`, sensitive: false, at });

test("H-11.5 of each camera with two stills the first and the last stand beside each other, whenever they were handed in", () => {
  const all = [still(1, "b", 500), still(2, "a", 300), still(3, "a", 100), piece(4, undefined), still(5, "a", 200), still(6, "c", 50), still(7, "b", 600)];
  expect(beforeAfter(all).map(({ camera, before, after }) => [camera, before.id, after.id])).toEqual([["Camera a", "e3", "e2"], ["Camera b", "e1", "e7"]]);
  expect(beforeAfter([])).toEqual([]);
});
