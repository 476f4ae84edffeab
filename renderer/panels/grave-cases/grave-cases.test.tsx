import { afterEach, expect, test } from "vitest";
import { IncidentId, type Incident } from "#contract/incident";
import { ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident, HEALTH, HOUR, MINUTE, ordered, POLICE } from "../../../test/kit/hand-incident.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { GraveCases } from "./grave-cases.tsx";
import { GraveCasesCell } from "./grave-cases-cell.tsx";

let room: WindowRoom;
let shown: Shown;
const agencies = [{ id: POLICE, name: "Công an thành phố", areaIds: [], fields: [], version: 1 }, { id: HEALTH, name: "Sở Y tế", areaIds: [], fields: [], version: 1 }];

function caseOf(id: string, more: Partial<Incident> = {}): Incident {
  const hand = handIncident(fiveSteps, { appearedAt: Date.now() - 20 * MINUTE, urgency: more.urgency ?? "emergency" });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: Date.now() + 2 * HOUR, support: [HEALTH] }));
  return { ...hand.incident(), id: IncidentId.parse(id), title: `Ngập ${id}`, ...more };
}
async function begin(incidents: Incident[]): Promise<void> {
  room = await openWindowRoom({ roles: ["leader"], answers: { "incident:mirror": () => ok({ incidents, seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies }), "fact:recent": () => ok({ facts: [] }) } });
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("K-9.3 one glance says what, where, since when, who leads, and which clock is late by how much under which clause", async () => {
  await begin([caseOf("a"), caseOf("over", { closedAt: Date.now() }), caseOf("drill", { drill: true })]);
  shown = show(<GraveCases onCase={() => undefined} />);
  await shown.says("1 vụ việc nghiêm trọng");
  const row = document.querySelector('[role=row][data-case="a"]')?.textContent ?? "";
  for (const words of ["Ngập a", "KHẨN CẤP", "QUÁ HẠN 2", "Đập Đá", "20 phút", "Chủ trì: Công an thành phố +1", "Xác nhận tiếp nhận lệnh", "QUÁ HẠN 10:0", "H-11.4"]) expect(row).toContain(words);
  // An exercise stands apart, under its own sign.
  const drills = document.querySelector('section[aria-label^="Diễn tập"]');
  expect(drills?.querySelectorAll("[data-case]").length).toBe(1);
  expect(drills?.textContent).toContain("DIỄN TẬP");
  expect(document.querySelector('[data-case="over"]')).toBeNull();
});

test("K-9.3 arrows move, Enter opens; the case beyond its scenario stands first", async () => {
  const opened: string[] = [];
  const beyond = caseOf("b");
  await begin([caseOf("a"), { ...beyond, parts: beyond.parts.map((part) => ({ ...part, beyondAt: Date.now() })) }]);
  shown = show(<GraveCases onCase={(id) => opened.push(id)} />);
  await shown.says("VƯỢT KỊCH BẢN");
  document.querySelector<HTMLElement>("[role=grid]")?.focus();
  strike("Enter");
  strike("ArrowDown");
  await shown.says("Ngập a");
  await new Promise((frame) => requestAnimationFrame(frame));
  strike("Enter");
  expect(opened).toEqual(["b", "a"]);
});

test("K-9.3 nothing grave is said, not an empty list", async () => {
  await begin([]);
  shown = show(<GraveCases onCase={() => undefined} />);
  await shown.says("Không có vụ việc nghiêm trọng nào đang mở");
  expect(document.querySelector("[role=grid]")).toBeNull();
});

test("K-9.3 on the wall for a briefing: real cases alone, with place, lead, and the limit that is late under its clause", async () => {
  await begin([caseOf("a"), caseOf("drill", { drill: true })]);
  const fresh: unknown[] = [];
  shown = show(<GraveCasesCell settings={{ areas: [] }} title={undefined} followed={undefined} onFresh={(each) => fresh.push(each)} />);
  await shown.says("Ngập a");
  expect(shown.text()).toContain("H-11.4");
  expect(shown.text()).not.toContain("Ngập drill");
  expect(fresh).toContainEqual({ asOf: undefined, stale: false });
  expect(document.querySelector("button")).toBeNull();
});
