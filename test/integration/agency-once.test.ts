import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import type { IncidentId } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, PHOTO, type CaseRoom } from "../kit/case-room.ts";

let room: CaseRoom;
let id: IncidentId;
beforeAll(async () => {
  room = await openCaseRoom();
  ({ id } = await room.open());
  for (const event of [{ is: "verified" } as const, { is: "proposed", plan: "Bơm" } as const, ordered()]) valueOf(await room.act(room.operator, id, event));
}, 60_000);
afterAll(() => room.stop());

const key = "0123456789abcdef0123456789abcdef";
const DAYS = 2 * 86_400_000;
const sending = (more = {}) => ({ key, madeAt: Date.now() - 600_000, sentAt: Date.now(), ...more });
const moved = async (is: string) => (await room.facts()).filter((fact): fact is Extract<Fact, { kind: "incident:moved" }> => fact.kind === "incident:moved" && fact.incidentId === id && fact.event.is === is);

test("H-11.4 a deed sent again under its key, at once and after a kill, is done once and answers as the case stands", async () => {
  const again = () => room.drainage.ask("agency:act", { incidentId: id, event: { is: "received" }, sending: sending() });
  const answers = await Promise.all([again(), again(), again()]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
  await room.restart();
  expect(valueOf(await again()).part.receivedAt).toBeGreaterThan(0);
  expect(await moved("received")).toHaveLength(1);
  // Without its key the second is what it always was.
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "received" } })).toMatchObject({ ok: false, fault: { code: "conflict" } });
});

test("a key belongs to one deed of one person: another deed is refused, another person's is another key", async () => {
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "progress", note: "khác" }, sending: sending() })).toMatchObject({ ok: false, fault: { code: "conflict", detail: "this key belongs to another deed" } });
  valueOf(await room.traffic.ask("agency:act", { incidentId: id, event: { is: "received" }, sending: sending() }));
  expect(await moved("received")).toHaveLength(2);
});

test("a phone's clock two days off is kept as such, and no instant of the room is taken from it", async () => {
  const before = Date.now();
  const at = Date.now() + DAYS;
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "progress", note: "đang bơm" }, sending: sending({ key: "an-other-key-of-16", madeAt: at - 900_000, sentAt: at }) }));
  const [fact] = await moved("progress");
  expect(fact?.sent?.waited).toBe(900_000);
  expect(Math.abs((fact?.sent?.ahead ?? 0) - DAYS)).toBeLessThan(60_000);
  expect(fact?.at).toBeGreaterThanOrEqual(before);
  expect(fact?.at).toBeLessThan(before + 60_000);
});

test("a message sent twice is one, even where the case closed between; the same photograph twice is one", async () => {
  const photo = valueOf(await room.evidence(room.drainage, id));
  expect(valueOf(await room.evidence(room.drainage, id, PHOTO, "lần hai.png")).id).toBe(photo.id);
  const write = () => room.drainage.ask("incident:note", { incidentId: id, text: "Nước đang rút", kind: "message", evidence: [photo.id], sending: sending({ key: "the-key-of-a-message" }) });
  const first = valueOf(await write());
  expect(valueOf(await write())).toEqual(first);
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã bơm cạn", evidence: [photo.id] } }));
  valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Trạm đo 5 cm" }));
  expect(valueOf(await write())).toEqual(first);
  expect(valueOf(await room.evidence(room.drainage, id)).id).toBe(photo.id);
  const facts = await room.facts();
  expect(facts.filter((one) => one.kind === "incident:noted")).toHaveLength(1);
  expect(facts.filter((one) => one.kind === "evidence:added")).toHaveLength(1);
});
