import { afterAll, beforeAll, expect, test } from "vitest";
import type { Incident, IncidentEvent } from "#contract/incident";
import { valueOf } from "../kit/backend.ts";
import { DRAINAGE, openCaseRoom, ordered, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

const paper = (at: number): IncidentEvent => ({ is: "received-on-paper", agencyId: DRAINAGE, at, name: "Nguyễn Văn Hải" });
const caseNow = async (id: Incident["id"]) => valueOf(await room.operator.ask("incident:get", { incidentId: id }));

test("H-12.2 a receipt signed on paper is typed in with its own time by the centre alone, stands in the journal as what it is, and is there after a kill", async () => {
  const { id } = await room.open();
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
  valueOf(await room.act(room.operator, id, ordered({ support: [TRAFFIC] })));
  const part = (await caseNow(id)).incident.parts.find(({ agencyId }) => agencyId === DRAINAGE);
  const at = part?.orderedAt ?? 0;

  expect(await room.act(room.operator, id, paper(Date.now() + 3_600_000))).toMatchObject({ ok: false, fault: { code: "malformed", path: "at", detail: "lies in the future" } });
  expect(await room.act(room.operator, id, paper(at - 3_600_000))).toMatchObject({ ok: false, fault: { code: "malformed", path: "at", detail: "before the order was issued" } });
  const forged: { is: string; at: number; name: string } = { is: "received-on-paper", at, name: "Tôi" };
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: forged as never })).toMatchObject({ ok: false, fault: { code: "malformed" } });
  valueOf(await room.act(room.operator, id, paper(at)));

  const holds = async (): Promise<void> => {
    const { incident, facts } = await caseNow(id);
    const typed = { name: "Nguyễn Văn Hải", by: "truc-ban", typedAt: expect.any(Number) as unknown };
    expect(incident.parts.find(({ agencyId }) => agencyId === DRAINAGE)).toMatchObject({ receivedAt: at, paper: typed });
    expect(incident.clocks.find(({ limitId, agencyId }) => limitId === "receive" && agencyId === DRAINAGE)).toMatchObject({ outcome: "met", took: { at }, paper: typed });
    expect(facts.at(-1)).toMatchObject({ kind: "incident:moved", by: "truc-ban", event: { is: "received-on-paper", at } });
  };
  await holds();
  // The agency reads on its own page that its receipt is on record.
  expect(valueOf(await room.drainage.ask("agency:cases", {})).cases.find((one) => one.id === id)?.part).toMatchObject({ receivedAt: at });
  await room.restart();
  await holds();
});
