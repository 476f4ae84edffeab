import { afterAll, beforeAll, expect, test } from "vitest";
import type { Incident } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, type CaseRoom } from "../kit/case-room.ts";

/** West of the river's city, beside streets of the built-in pack. */
const FROM: [number, number] = [107.5889, 16.4659];
/** Of the sensor "đường Hoàng Quốc Việt", on the pack's streets. */
const TO: [number, number] = [107.6195, 16.459];

let room: CaseRoom;
let incident: Incident;
beforeAll(async () => {
  room = await openCaseRoom();
  incident = await room.open({ title: "Cây đổ", position: TO });
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Dọn" } as const, ordered({ lead: DRAINAGE, support: [] })]) valueOf(await room.act(room.operator, incident.id, event));
}, 60_000);
afterAll(() => room.stop());

const ask = () => room.drainage.ask("agency:way", { incidentId: incident.id, from: FROM });

test("the way through the built-in city goes round a street whose sensor says it is flooded, and names it; the answer costs little", async () => {
  const free = valueOf(await ask());
  expect(free).toMatchObject({ reaches: "there", around: [], flooded: [] });
  expect(free.metres).toBeGreaterThan(3000);
  expect(free.unknown).toBeCloseTo(free.metres, 3);
  // The sensor nearest to the way's own line, not at its ends.
  const { things } = valueOf(await room.operator.ask("snapshot:get", {}));
  const streets = things.filter(({ id }) => id.startsWith("street-")).map(({ id, position: [lon, lat] }) => ({ id, least: Math.min(...free.line.map(([x, y]) => Math.hypot((x - lon) * 106_700, (y - lat) * 110_574))), ends: Math.min(...[FROM, TO].map(([x, y]) => Math.hypot((x - lon) * 106_700, (y - lat) * 110_574))) }));
  const flooded = streets.filter(({ ends }) => ends > 500).toSorted((a, b) => a.least - b.least)[0];
  if (flooded === undefined) throw new Error("no sensor on the way");
  expect(flooded.least).toBeLessThan(120);
  await room.flood(flooded.id);
  const round = valueOf(await ask());
  expect(round.around).toHaveLength(1);
  expect(round.around[0]?.depth).toBe(46);
  expect(round.reaches).toBe("there");
  expect(round.metres).toBeGreaterThan(free.metres);
  const [lon, lat] = round.around[0]?.at ?? [0, 0];
  expect(Math.min(...round.line.map(([x, y]) => Math.hypot((x - lon) * 106_700, (y - lat) * 110_574)))).toBeGreaterThan(119);
  const took: number[] = [];
  for (let i = 0; i < 10; i++) {
    const since = performance.now();
    valueOf(await ask());
    took.push(performance.now() - since);
  }
  console.log(`agency:way over HTTP, built-in city: median ${took.toSorted((a, b) => a - b)[5]?.toFixed(1)} ms; ${free.metres.toFixed(0)} m free, ${round.metres.toFixed(0)} m round ${round.around[0]?.name}`);
});

test("invariant 12 another agency's case is as one that is not there; the centre may ask; a case in the flood is told where one comes nearest", async () => {
  expect(await room.power.ask("agency:way", { incidentId: incident.id, from: FROM })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "incident" } });
  expect(valueOf(await room.operator.ask("agency:way", { incidentId: incident.id, from: FROM })).reaches).toBe("there");
  await room.flood("street-hoang-quoc-viet");
  const near = valueOf(await ask());
  expect(near.reaches).toBe("near");
  expect(near.after).toBeGreaterThan(0);
  expect(near.after).toBeLessThan(1500);
  expect(await room.drainage.ask("agency:way", { incidentId: incident.id, from: [108.2, 16.05] })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "there is no street near this place" } });
});
