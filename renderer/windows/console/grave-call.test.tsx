import { afterEach, expect, test } from "vitest";
import type { Role } from "#contract/account";
import { IncidentId } from "#contract/incident";
import { ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident, MINUTE } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { GraveCall } from "./grave-call.tsx";

let room: WindowRoom;
let shown: Shown;
let calls: number;
let opened: string[];
const incident = (id: string, drill = false) => ({ ...handIncident(fiveSteps, { appearedAt: Date.now() - MINUTE / 2 }).incident(), id: IncidentId.parse(id), title: `Ngập ${id}`, drill });

async function begin(roles: Role[]): Promise<void> {
  calls = 0;
  opened = [];
  room = await openWindowRoom({ roles, answers: { "incident:mirror": () => ok({ incidents: [incident("old")], seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies: [] }) } });
  shown = show(<GraveCall caseId={undefined} onCall={() => calls++} onCase={(id) => opened.push(id)} />);
  // Who is not called follows no cases.
  if (!roles.includes("shift-lead")) await until(() => room.asked.some(({ name }) => name === "agency:list"));
  await new Promise((done) => setTimeout(done, 50));
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("K-9.3 a new grave case calls the leader by itself, once, until it was looked at; an exercise and what was there before do not", async () => {
  await begin(["leader"]);
  room.happen({ kind: "incident:opened", incident: incident("tap", true) });
  room.happen({ kind: "incident:opened", incident: incident("moi") });
  await shown.says("Vụ việc nghiêm trọng mới");
  expect(shown.text()).toContain("Ngập moi");
  expect(shown.text()).toContain("KHẨN CẤP");
  for (const other of ["Ngập old", "Ngập tap"]) expect(shown.text()).not.toContain(other);
  expect(calls).toBe(1);
  await shown.press("Mở vụ việc");
  expect(opened).toEqual(["moi"]);
  await shown.press("Đã xem");
  await until(() => !shown.text().includes("Vụ việc nghiêm trọng mới"));
});

test("K-9.3 who is on duty has the alarms, and is called by them", async () => {
  await begin(["leader", "shift-lead"]);
  room.happen({ kind: "incident:opened", incident: incident("moi") });
  await until(() => room.asked.length > 0);
  await new Promise((done) => setTimeout(done, 100));
  expect(shown.text()).not.toContain("Vụ việc nghiêm trọng mới");
});
