import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Agency } from "#contract/agency";
import { AccountId } from "#contract/ids";
import { AgencyId } from "#contract/incident";
import { headOf } from "#contract/incident-head";
import { fail, ok } from "#contract/result";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { HEALTH, MINUTE, POLICE, handIncident, ordered, type HandIncident } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { writeInstant } from "../../design/written-instant.ts";
import { CasePanel } from "./case-panel.tsx";

// Every digital channel is down: what a shift leader has on paper, and how what was signed comes back into the case (H-12.2).

const agencies: Agency[] = [
  { id: POLICE, name: "Công an thành phố", areaIds: [], fields: [], phone: "0234 113", leader: "Đại tá Nguyễn Văn An", contacts: [{ id: "c1", name: "Trực chỉ huy", mobile: "+84901234567" }, { id: "c2", name: "Hộp thư", email: "a@b.vn" }], version: 1 },
  { id: HEALTH, name: "Sở Y tế", areaIds: [], fields: [], version: 1 },
  { id: AgencyId.parse("dien-luc"), name: "Điện lực", areaIds: [], fields: [], phone: "0234 999", version: 1 },
];
let room: WindowRoom;
let shown: Shown;
let hand: HandIncident;
let printed: string[];

beforeEach(() => {
  printed = [];
  // What stands on the page while the printer is asked.
  vi.stubGlobal("print", () => void printed.push(document.querySelector("[data-sheets]")?.textContent ?? "the page itself"));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  shown.close();
  await room.stop();
});

function make(drill = false): void {
  hand = handIncident(fiveSteps, { appearedAt: Date.now() - 60 * MINUTE, drill });
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "Bơm" });
}
function order(): void {
  hand.centre(ordered({ due: hand.incident().appearedAt + 120 * MINUTE, support: [HEALTH] }));
  hand.at(hand.incident().appearedAt + 11 * MINUTE);
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
      "agency:duty": () => ok({ agencies: [{ agencyId: POLICE, kept: true, on: [{ accountId: AccountId.parse("binh"), name: "Lê Văn Bình", until: Date.now() + 60 * MINUTE }] }] }),
      "shift:state": () => ok({ on: [{ accountId: AccountId.parse("truc"), name: "Trần Thị Lan", since: 0, open: 1 }], handovers: [] }),
      "incident:get": whole, "fact:recent": () => ok({ facts: [] }), "incident:act": () => ok(hand.incident()), ...answers,
    },
  });
  shown = show(<CasePanel caseId="i1" />);
}
const acts = () => room.asked.filter(({ name }) => name === "incident:act").map(({ input }) => input);
const dialog = (): HTMLElement | null => document.querySelector<HTMLElement>("[role=dialog]");
const paperPressed = async (words: string): Promise<void> => {
  await shown.press("Giấy dự phòng");
  await until(() => dialog() !== null && !(dialog()?.textContent ?? "").includes("Đang đọc"));
  await shown.press(words);
  await until(() => printed.length > 0);
};

test("H-12.2 the call list has the case's agencies first, every number the room knows, who is on duty, and room to write who answered", async () => {
  make();
  order();
  await begin();
  await paperPressed("In danh sách gọi điện");
  const [list = ""] = printed;
  for (const words of ["Danh sách gọi điện", "Trần Thị Lan", "0234 113", "+84901234567 – Trực chỉ huy", "Đại tá Nguyễn Văn An", "Lê Văn Bình", "chưa có số", "0234 999", "Gọi lúc"]) expect(list).toContain(words);
  expect(list.indexOf("Công an thành phố")).toBeLessThan(list.indexOf("Điện lực"));
  expect(list.indexOf("Các cơ quan khác")).toBeLessThan(list.indexOf("Điện lực"));
  // Afterwards the page is itself again, and its own button prints itself.
  window.dispatchEvent(new Event("afterprint"));
  await until(() => document.querySelector("[data-sheets]") === null);
  await shown.press("In / lưu PDF");
  expect(printed[1]).toBe("the page itself");
});

test("H-12.2 an order sheet for each agency: what, where, by when, under which clause, and a box for name, time and signature", async () => {
  make();
  order();
  await begin();
  await shown.press("Giấy dự phòng");
  await shown.press("In phiếu lệnh (2)");
  await until(() => printed.length > 0);
  const sheets = [...document.querySelectorAll("[data-sheet=order]")].map((one) => one.textContent ?? "");
  expect(sheets).toHaveLength(2);
  expect(sheets[0]).toContain("Công an thành phố (Chủ trì");
  expect(sheets[1]).toContain("Sở Y tế (Phối hợp");
  for (const sheet of sheets) {
    for (const words of ["Nước ngập 45 cm", "Đập Đá", "Chặn đường, bơm nước", "H-11.4", "H-V.4", "Xác nhận tiếp nhận lệnh", "Quyết định 1893/QĐ-UBND", "Họ tên, chức vụ", "Giờ nhận", "Chữ ký"]) expect(sheet).toContain(words);
    expect(sheet).not.toContain("DIỄN TẬP");
  }
});

test("invariant 6: paper of an exercise says so on every sheet; before an order there is none to print", async () => {
  make(true);
  await begin();
  await shown.press("Giấy dự phòng");
  await shown.says("Chưa phát lệnh: chưa có phiếu để in");
  expect([...document.querySelectorAll("button")].find((one) => one.textContent?.includes("In phiếu lệnh"))?.disabled).toBe(true);
  await shown.press("In danh sách gọi điện");
  await until(() => printed.length > 0);
  expect(printed[0]).toContain("DIỄN TẬP · Danh sách gọi điện");
});

test("H-12.2 who is on duty cannot be read: the list is printed all the same, and says so", async () => {
  make();
  order();
  await begin({ "agency:duty": () => fail({ code: "unavailable", detail: "x" }), "shift:state": () => fail({ code: "unavailable", detail: "x" }) });
  await paperPressed("In danh sách gọi điện");
  expect(printed[0]).toContain("Không đọc được người trực");
  expect(printed[0]).toContain("0234 113");
});

test("H-12.2 a paper receipt is typed in with its own time and name; what cannot be is said before anything is sent", async () => {
  make();
  order();
  await begin();
  const { orderedAt } = hand.incident().parts[0] ?? { orderedAt: 0 };
  await shown.press("Nhập biên nhận giấy");
  await shown.says("Thời hạn sẽ tính theo giờ ghi trên giấy");
  const send = (): void => {
    dialog()?.querySelector<HTMLElement>("button[type=submit]")?.click();
  };
  send();
  await shown.says("Cần giờ ghi trên giấy");
  await shown.says("Cần tên người ký");
  await shown.type("Giờ ghi trên giấy", writeInstant(orderedAt - 60 * MINUTE));
  await shown.says("Không được trước lúc phát lệnh");
  await shown.type("Giờ ghi trên giấy", writeInstant(Date.now() + 60 * MINUTE));
  await shown.says("Không được ở tương lai");
  expect(acts()).toEqual([]);
  const at = Math.floor((orderedAt + 8 * MINUTE) / MINUTE) * MINUTE;
  await shown.type("Giờ ghi trên giấy", writeInstant(at));
  await shown.type("Người ký nhận", "Lê Văn Bình");
  send();
  await until(() => acts().length === 1);
  expect(acts()[0]).toMatchObject({ incidentId: "i1", event: { is: "received-on-paper", agencyId: POLICE, at, name: "Lê Văn Bình" } });
  await until(() => dialog() === null);
});

test("H-12.2 it stands in the timeline, at the part and on the clock as typed in from paper, in time by the paper; the miss is gone", async () => {
  make();
  order();
  const at = (hand.incident().parts[0]?.orderedAt ?? 0) + 8 * MINUTE;
  hand.at(hand.incident().appearedAt + 20 * MINUTE);
  hand.centre({ is: "received-on-paper", agencyId: POLICE, at, name: "Lê Văn Bình" });
  await begin();
  await shown.says("Công an thành phố đã nhận lệnh lúc");
  const text = shown.text();
  expect(text).toMatch(/đã nhận lệnh lúc .{4,20} \(nhập từ giấy, người ký: Lê Văn Bình\)/);
  expect(text).toContain("(nhập từ giấy: Lê Văn Bình)");
  expect(text).toContain("đúng hạn (nhập từ giấy)");
  expect(text).toContain("Sở Y tế chậm");
  expect(text).not.toMatch(/Công an thành phố chậm [^:]*: Xác nhận tiếp nhận lệnh/);
  // Once is enough: the other agency alone may still bring a paper.
  expect([...document.querySelectorAll("button")].filter((one) => one.textContent?.startsWith("Nhập biên nhận giấy"))).toHaveLength(1);
});

test("a leader of the city types no receipt in", async () => {
  make();
  order();
  await begin({}, ["leader"]);
  await shown.says("Công an thành phố chậm");
  expect([...document.querySelectorAll("button")].some((one) => one.textContent?.startsWith("Nhập biên nhận giấy"))).toBe(false);
});
