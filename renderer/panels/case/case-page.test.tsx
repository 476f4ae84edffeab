import { afterEach, expect, test } from "vitest";
import type { Agency } from "#contract/agency";
import { AgencyId } from "#contract/incident";
import { headOf } from "#contract/incident-head";
import { fail, ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { HEALTH, MINUTE, POLICE, handIncident, ordered, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { CasePanel } from "./case-panel.tsx";

const agencies: Agency[] = [{ id: POLICE, name: "Công an thành phố", areaIds: [], fields: [], version: 1 }, { id: HEALTH, name: "Sở Y tế", areaIds: [], fields: [], version: 1 }, { id: AgencyId.parse("dien-luc"), name: "Điện lực", areaIds: [], fields: [], version: 1 }];
let room: WindowRoom;
let shown: Shown;
let hand: HandIncident;

/** A case ordered 20 minutes ago: receipt within ten minutes was missed by nobody's looking. */
function toOrder(): void {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 20 * MINUTE });
  const { appearedAt } = hand.incident();
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.centre(ordered({ due: appearedAt + 120 * MINUTE, support: [HEALTH] }));
  hand.at(appearedAt + 11 * MINUTE);
}
async function begin(answers: NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"] = {}, roles: NonNullable<Parameters<typeof openWindowRoom>[0]>["roles"] = ["operator"]): Promise<void> {
  const whole = () => {
    const incident = hand.incident();
    return ok({ incident, head: headOf(incident, fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: hand.facts.map((fact, i) => JSON.parse(JSON.stringify({ ...fact, seq: i + 1 }))), evidence: [], version: incident.version });
  };
  room = await openWindowRoom({
    roles,
    answers: {
      "incident:mirror": () => ok({ incidents: [hand.incident()], seq: 0 }), "process:list": () => ok({ templates: [fiveSteps] }), "agency:list": () => ok({ agencies }),
      "incident:get": whole, "fact:recent": () => ok({ facts: [] }), "incident:act": () => ok(hand.incident()), ...answers,
    },
  });
  shown = show(<CasePanel caseId="i1" />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);

test("H-11.4 who was late, by how much and under which clause stands on the page in one sentence each", async () => {
  toOrder();
  await begin();
  await shown.says("Công an thành phố chậm 10:0");
  await shown.says("Sở Y tế chậm 10:0");
  expect(shown.text()).toMatch(/Công an thành phố chậm 10:0\d: Xác nhận tiếp nhận lệnh \(hạn .+?\), theo H-11\.4 · chưa xong/);
  expect(shown.text()).toContain("Công an thành phố QUÁ HẠN “Xác nhận tiếp nhận lệnh”");
  expect(shown.text()).toContain("Phát lệnh cho Công an thành phố, Sở Y tế: Chặn đường, bơm nước");
});

test("a clock, pressed, says which clause set it, from which event, until when and on which hours (H-V.4)", async () => {
  toOrder();
  await begin();
  await shown.press("Hoàn thành xử lý");
  await shown.says("Quyết định 1893/QĐ-UBND");
  const dialog = document.querySelector("[role=dialog]")?.textContent ?? "";
  for (const words of ["H-V.4", "Tính từPhát lệnh:", "Kết thúc khiBáo cáo kết quả", "24/7, không dừng", "Công an thành phố"]) expect(dialog).toContain(words);
});

test("a digit opens the move's form; what is missing is said before anything is sent; a refusal is said in words", async () => {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
  await begin({ "incident:act": () => fail({ code: "conflict", detail: "the case has another version" }) });
  await shown.says("Xác thực: đúng");
  strike("2");
  await shown.says("Lý do");
  document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asked("incident:act")).toEqual([]);
  await shown.type("Lý do", "Camera thấy đường khô");
  document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();
  await shown.says("Vụ việc vừa được người khác thay đổi");
  expect(asked("incident:act")).toEqual([{ incidentId: "i1", version: 1, event: { is: "dismissed", reason: "Camera thấy đường khô" } }]);
});

test("H-11.5 the check is asked for before a case is closed, and sent as it was seen", async () => {
  toOrder();
  hand.agency({ is: "answered", agencyId: POLICE, result: "Đã xong", evidence: ["p1" as never] });
  await begin();
  await shown.press("Hậu kiểm đạt, đóng");
  await shown.type("Đã đối chiếu", "Trạm đo 5 cm");
  document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();
  await until(() => asked("incident:act").length === 1);
  expect(asked("incident:act")[0]).toMatchObject({ event: { is: "confirmed", check: "Trạm đo 5 cm" } });
});

test("who may only look is offered nothing", async () => {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
  await begin({}, ["auditor"]);
  await shown.says("Không có việc nào thuộc quyền của bạn");
  expect(shown.find("button", "Xác thực")).toBeUndefined();
});

test("a case that cannot be had says why", async () => {
  hand = handIncident(fiveSteps);
  await begin({ "incident:get": () => fail({ code: "unavailable", detail: "journal" }) });
  await shown.says("journal");
  expect(shown.text()).toContain("Máy chủ chưa đáp ứng được: journal");
});
