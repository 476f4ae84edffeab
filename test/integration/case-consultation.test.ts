import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EvidenceId, type IncidentId } from "#contract/incident";
import { request, valueOf } from "../kit/backend.ts";
import { openCaseRoom, ordered, DRAINAGE, TRAFFIC, type CaseRoom, type Seat } from "../kit/case-room.ts";

let room: CaseRoom;
let folder: string;
let id: IncidentId;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "kydai-meeting-"));
  const config = join(folder, "kydai.yaml");
  writeFileSync(config, "meeting: { hosts: [hop.hue.gov.vn] }\n");
  room = await openCaseRoom({ env: { ...process.env, KYDAI_CONFIG: config } });
  const incident = await room.open();
  id = incident.id;
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Bơm" }));
  valueOf(await room.act(room.operator, id, ordered()));
}, 120_000);
afterAll(async () => {
  await room?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const asAgency = async (seat: Seat) => valueOf(await seat.ask("agency:cases", {})).cases.find((one) => one.id === id);
const look = (seat: Seat, evidence: string) => fetch(`${room.backend().address}/api/evidence/${evidence}`, { headers: { cookie: seat.cookie } });

test("H-11.3 a view of the map and a meeting's address sent in the consultation reach every agency of the case, and no other", async () => {
  const view = { centre: [107.59, 16.47] as [number, number], zoom: 15.5, layers: ["wards"], at: Date.now() };
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Khu vực cần chặn", kind: "message", view }));
  valueOf(await room.leader.ask("incident:note", { incidentId: id, text: "Họp ngay", kind: "message", link: "https://hop.hue.gov.vn/phong/ngap?lang=vi" }));
  for (const seat of [room.drainage, room.traffic]) expect((await asAgency(seat))?.messages).toMatchObject([{ view }, { as: "leadership", link: "https://hop.hue.gov.vn/phong/ngap?lang=vi" }]);
  expect(await asAgency(room.power)).toBeUndefined();
  expect(valueOf(await request(room.backend(), room.admin(), "snapshot:get", {})).site.meetingHosts).toEqual(["hop.hue.gov.vn"]);
  expect((await fetch(room.backend().address)).headers.get("kydai-outside")).toBe("https://hop.hue.gov.vn");
});

test.each([
  ["http://hop.hue.gov.vn/a", "malformed"], ["https://zoom.us/j/1", "not-allowed"], ["https://hop.hue.gov.vn/j/1?pwd=abc", "secret"], ["https://hop.hue.gov.vn@evil.example/", "secret"], ["javascript:alert(1)", "malformed"],
])("H-11.3 %s is no meeting: %s, and no trace of it is kept", async (link, why) => {
  const answer = await room.operator.ask("incident:note", { incidentId: id, text: "Họp", kind: "message", link });
  expect(answer).toMatchObject({ ok: false, fault: { code: "malformed", path: "link" } });
  if (why !== "malformed") expect(answer).toMatchObject({ fault: { detail: why } });
  expect(JSON.stringify(await room.facts())).not.toContain(link);
});

test("H-11.3 the centre's picture is an agency's to see only once it was sent into the consultation, and not for one that is not in the case", async () => {
  const own = valueOf(await room.evidence(room.operator, id, undefined, "camera.png"));
  expect((await look(room.drainage, own.id)).status).not.toBe(200);
  expect((await asAgency(room.drainage))?.evidence).toEqual([]);
  // A note is the room's own: it shows nothing to an agency.
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Ảnh camera", kind: "note", evidence: [own.id] }));
  expect((await look(room.drainage, own.id)).status).not.toBe(200);
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Ảnh camera", kind: "message", evidence: [own.id] }));
  expect((await look(room.drainage, own.id)).status).toBe(200);
  expect((await look(room.power, own.id)).status).not.toBe(200);
  expect((await asAgency(room.traffic))?.evidence).toMatchObject([{ id: own.id, name: "camera.png" }]);
});

test("K-3.6 an agency sends what it may see, and nothing else: neither another's picture nor one of another case", async () => {
  const theirs = valueOf(await room.evidence(room.traffic, id, undefined, "csgt.png"));
  const strange = { ok: false, fault: { code: "unknown-id", kind: "evidence" } };
  expect(await room.drainage.ask("incident:note", { incidentId: id, text: "?", kind: "message", evidence: [theirs.id] })).toMatchObject(strange);
  expect((await look(room.drainage, theirs.id)).status).not.toBe(200);
  valueOf(await room.traffic.ask("incident:note", { incidentId: id, text: "Đã chặn", kind: "message", evidence: [theirs.id] }));
  expect((await look(room.drainage, theirs.id)).status).toBe(200);
  const other = await room.open({ title: "Vụ khác" });
  const elsewhere = valueOf(await room.evidence(room.operator, other.id));
  expect(await room.operator.ask("incident:note", { incidentId: id, text: "?", kind: "message", evidence: [elsewhere.id] })).toMatchObject(strange);
  expect(await room.operator.ask("incident:note", { incidentId: id, text: "?", kind: "message", evidence: [EvidenceId.parse("mc-0")] })).toMatchObject(strange);
});

test("H-11.4 a situation beyond the scenario stands in the agency's part until it is ordered anew", async () => {
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "beyond-scenario", note: "Vỡ đê" } }));
  const parts = async () => valueOf(await room.operator.ask("incident:get", { incidentId: id })).incident.parts;
  expect((await parts()).find(({ agencyId }) => agencyId === DRAINAGE)?.beyondAt).toBeGreaterThan(0);
  expect((await parts()).find(({ agencyId }) => agencyId === TRAFFIC)?.beyondAt).toBeUndefined();
});
