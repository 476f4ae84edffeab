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
    return ok({ incident, head: headOf(incident, fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: hand.facts.map((fact, i) => JSON.parse(JSON.stringify({ ...fact, seq: i + 1 }))), evidence: [], related: [], version: incident.version });
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
  await shown.says("Công an thành phố chậm 10 phút");
  await shown.says("Sở Y tế chậm 10 phút");
  expect(shown.text()).toMatch(/Công an thành phố chậm 10 phút( \d giây)?: Xác nhận tiếp nhận lệnh \(hạn .+?\), theo H-11\.4 · chưa xong/);
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

test("K-8.5 a leader decides who leads and who supports, with a reason; nobody at work is left out", async () => {
  toOrder();
  await begin({ "incident:plan": () => ok({ title: "", templateId: fiveSteps.id, urgency: "emergency", order: { happened: "", where: "", required: "", support: [] }, choices: { templates: [], agencies, scenarios: [] }, cameras: [] }) }, ["leader"]);
  await shown.press("Quyết định chủ trì, phối hợp");
  await shown.says("Lý do quyết định");
  const dialog = () => document.querySelector<HTMLElement>("[role=dialog]");
  const lead = dialog()?.querySelector("select");
  if (lead === null || lead === undefined) throw new Error("no choice of who leads");
  expect(lead.value).toBe(POLICE);
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(lead, HEALTH);
  lead.dispatchEvent(new Event("change", { bubbles: true }));
  await until(() => dialog()?.querySelector("summary")?.textContent?.includes("Công an thành phố") === true);
  dialog()?.querySelector<HTMLElement>("button[type=submit]")?.click();
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asked("incident:act")).toEqual([]);
  await shown.type("Lý do quyết định", "Nhiều người bị thương");
  dialog()?.querySelector<HTMLElement>("button[type=submit]")?.click();
  await until(() => asked("incident:act").length === 1);
  expect(asked("incident:act")[0]).toMatchObject({ event: { is: "decided", lead: HEALTH, support: [POLICE], reason: "Nhiều người bị thương" } });
});

test("H-11.3 a leader orders with all six contents; one that names other agencies than were decided says why", async () => {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 1000 });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
  hand.leader({ is: "decided", lead: HEALTH, support: [], reason: "có người bị thương" });
  await begin({ "incident:plan": () => ok({ title: "", templateId: fiveSteps.id, urgency: "emergency", order: { happened: "Ngập", where: "Đập Đá", required: "Bơm", lead: POLICE, support: [], due: Date.now() + 60 * MINUTE }, choices: { templates: [], agencies, scenarios: [] }, cameras: [] }) }, ["leader"]);
  await shown.says("Chưa phát lệnh");
  strike("1");
  await shown.says("6. Thời hạn");
  const lead = document.querySelector<HTMLSelectElement>("[role=dialog] select");
  expect(lead?.value).toBe(HEALTH);
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(lead, POLICE);
  lead?.dispatchEvent(new Event("change", { bubbles: true }));
  await shown.says("Lệnh nêu cơ quan khác với quyết định");
  document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asked("incident:act")).toEqual([]);
  await shown.type("Lệnh nêu cơ quan khác", "Công an ở ngay đó");
  document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();
  await until(() => asked("incident:act").length === 1);
  expect(asked("incident:act")[0]).toMatchObject({ event: { is: "ordered", order: { lead: POLICE }, reason: "Công an ở ngay đó" } });
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

/** The dialog's own deed. */
const pressMain = (): void => document.querySelector<HTMLElement>("[role=dialog] button[type=submit]")?.click();

test("H-11.5 N opens what the case is to others: merged with the one chosen, by both versions, after a reason; a refusal is said in words", async () => {
  toOrder();
  const other = handIncident(fiveSteps, { id: "i2", alarmIds: ["a2"] }).incident();
  let refuse = true;
  await begin({
    "incident:mirror": () => ok({ incidents: [hand.incident(), { ...other, title: "Ngập Vỹ Dạ" }], seq: 0 }),
    "incident:merge": () => (refuse ? fail({ code: "conflict", detail: "case i2 has no order: it is merged into i1, not the other way round" }) : ok({ from: other, into: hand.incident() })),
  });
  await shown.says("Diễn biến");
  strike("n");
  await shown.says("Nhập vụ việc này vào vụ việc kia");
  expect(shown.text()).not.toContain("Tách cảnh báo thành vụ việc mới");
  pressMain();
  await shown.says("Chọn một vụ việc đang mở");
  await shown.says("Cần lý do");
  document.querySelector<HTMLElement>("[role=dialog] [role=combobox]")?.focus();
  await shown.type("Vụ việc kia", "vy da");
  await shown.says("Ngập Vỹ Dạ · i2");
  [...document.querySelectorAll<HTMLElement>("[role=option]")].find((option) => option.textContent.includes("Ngập Vỹ Dạ"))?.click();
  await shown.type("Lý do", "Cùng một điểm ngập");
  pressMain();
  await shown.says("Vụ việc i2 chưa có lệnh");
  refuse = false;
  document.querySelectorAll<HTMLInputElement>("input[name=way]")[1]?.click();
  pressMain();
  await until(() => asked("incident:merge").length === 2);
  const { version } = hand.incident();
  expect(asked("incident:merge")).toEqual([
    { incidentId: "i1", version, into: "i2", intoVersion: 1, reason: "Cùng một điểm ngập" },
    { incidentId: "i2", version: 1, into: "i1", intoVersion: version, reason: "Cùng một điểm ngập" },
  ]);
});

test("H-11.5 of several alarms some are split off, never all; the cases it is bound to stand on the page and are opened from it", async () => {
  hand = handIncident(fiveSteps, { alarmIds: ["a1", "a2"] });
  const child = handIncident(fiveSteps, { id: "i3" }).incident();
  const opened: string[] = [];
  await begin({ "incident:get": () => ok({ incident: { ...hand.incident(), childIds: [child.id] }, head: headOf(hand.incident(), fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: [], evidence: [], related: [{ ...headOf(child, fiveSteps), title: "Ngập Tố Hữu" }], version: 1 }), "incident:split": () => ok(child) });
  shown.close();
  shown = show(<CasePanel caseId="i1" onCase={(id) => opened.push(id)} />);
  await shown.says("Vụ việc con");
  await shown.press("Ngập Tố Hữu");
  expect(opened).toEqual(["i3"]);
  strike("n");
  await shown.says("Tách cảnh báo thành vụ việc mới");
  document.querySelectorAll<HTMLInputElement>("input[name=relation]")[1]?.click();
  await shown.says("Cảnh báo tách ra");
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>("[role=dialog] input[type=checkbox]")];
  boxes()[0]?.click();
  boxes()[1]?.click();
  await shown.type("Tên vụ việc mới", "Ngập Kim Long");
  await shown.type("Lý do", "Hai nơi khác nhau");
  pressMain();
  await shown.says("Chọn ít nhất một và để lại ít nhất một");
  boxes()[0]?.click();
  pressMain();
  await until(() => asked("incident:split").length === 1);
  expect(asked("incident:split")).toEqual([{ incidentId: "i1", version: 1, alarmIds: ["a2"], title: "Ngập Kim Long", reason: "Hai nơi khác nhau" }]);
});

test("a case that was merged says where it goes on, is asked for nothing, and cannot be related any more", async () => {
  hand = handIncident(fiveSteps);
  const into = handIncident(fiveSteps, { id: "i2" }).incident();
  const over = { ...hand.incident(), closedAt: Date.now(), mergedInto: into.id, clocks: hand.incident().clocks.map((clock) => ({ ...clock, outcome: "void" as const, voidReason: "Cùng một điểm" })), dues: [] };
  await begin({ "incident:get": () => ok({ incident: over, head: headOf(over, fiveSteps), template: fiveSteps, notes: [], ticked: {}, facts: [{ kind: "incident:moved", seq: 9, at: Date.now(), incidentId: over.id, by: "a", as: "centre", event: { is: "merged", into: into.id, reason: "Cùng một điểm" }, change: {} }], evidence: [], related: [{ ...headOf(into, fiveSteps), title: "Ngập Vỹ Dạ" }], version: 1 }), "incident:mirror": () => ok({ incidents: [], seq: 0 }) });
  await shown.says("Gộp vào vụ việc “Ngập Vỹ Dạ” và kết thúc tại đây: Cùng một điểm");
  expect(shown.text()).toContain("Đã gộp vào");
  expect(document.querySelector("[aria-current=step]")?.textContent).toContain("Đã gộp");
  for (const deed of ["Xác thực: đúng", "Quyết định chủ trì", "Gộp / Tách", "Đang chờ"]) expect(shown.text()).not.toContain(deed);
});

test("K-II.4 more time is granted until what was asked for, unless somebody writes otherwise; the case says whom it waits for", async () => {
  toOrder();
  const end = Math.ceil(hand.incident().appearedAt / 60_000) * 60_000 + 300 * MINUTE;
  hand.agency({ is: "extension-asked", agencyId: POLICE, state: "Đang bơm", obstacles: "Mưa lớn", expectedEnd: end });
  await begin();
  await shown.says("Đang chờ: Công an thành phố");
  await shown.press("Cho gia hạn");
  await until(() => document.querySelector("[role=dialog] button[type=submit]") !== null);
  pressMain();
  await until(() => asked("incident:act").length === 1);
  expect(asked("incident:act")).toMatchObject([{ event: { is: "extension-granted", agencyId: POLICE, due: end } }]);
});
