import { afterEach, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { HandoverId, type Handover } from "#contract/shift";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Violations } from "../cases/violations.tsx";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { ShiftPanel } from "./shift-panel.tsx";

const [ME, OTHER] = [AccountId.parse("truc"), AccountId.parse("binh")];
const handover = (more: Partial<Handover> = {}): Handover => ({ id: HandoverId.parse("h1"), from: OTHER, to: ME, at: Date.now() - 60_000, openIncidents: [], notes: "Bơm số 2 hỏng", due: Date.now() + 60_000, ...more });
let room: WindowRoom;
let shown: Shown;
const begin = async (wish: Parameters<typeof openWindowRoom>[0], element: Parameters<typeof show>[0] = <ShiftPanel />): Promise<void> => {
  room = await openWindowRoom({ roles: ["operator"], ...wish, answers: { "incident:mirror": () => ok({ incidents: [], seq: 0 }), "process:list": () => ok({ templates: [] }), "agency:list": () => ok({ agencies: [] }), ...wish?.answers } });
  shown = show(element);
};
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);

test("K-9.6 a handover shows its notes and who is to sign until when; the one it is for signs it", async () => {
  await begin({ answers: { "shift:state": () => ok({ on: [{ accountId: ME, name: "Trực ban", since: 0, open: 2 }, { accountId: OTHER, name: "Trần Bình", since: 0, open: 0 }], handovers: [handover()] }), "shift:sign": () => ok({}) } });
  await shown.says("Bơm số 2 hỏng");
  expect(shown.text()).toContain("CHỜ KÝ NHẬN");
  await shown.press("Ký nhận");
  await until(() => asked("shift:sign").length === 1);
  expect(asked("shift:sign")).toEqual([{ handoverId: "h1" }]);
});

test("K-9.6 a handover nobody signed in time says so, and is not another's to sign", async () => {
  await begin({ answers: { "shift:state": () => ok({ on: [], handovers: [handover({ to: OTHER, from: ME, due: Date.now() - 1 })] }) } });
  await shown.says("QUÁ HẠN KÝ NHẬN");
  expect(shown.find("button", "Ký nhận")).toBeUndefined();
});

test("hands over with notes to somebody on duty; a refusal stays in the form", async () => {
  await begin({ answers: { "shift:state": () => ok({ on: [{ accountId: ME, name: "Trực ban", since: 0, open: 2 }, { accountId: OTHER, name: "Trần Bình", since: 0, open: 0 }], handovers: [] }), "shift:hand-over": () => fail({ code: "unavailable", detail: "journal" }) } });
  await shown.press("Bàn giao ca");
  await shown.type("Ghi chú bàn giao", "Theo dõi sông Bồ");
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].findLast((button) => button.textContent === "Bàn giao ca")?.click();
  await shown.says("Máy chủ chưa đáp ứng được: journal");
  expect(asked("shift:hand-over")).toEqual([{ to: "binh", notes: "Theo dõi sông Bồ" }]);
});

test("H-V.§4 a missed limit names who, how late and the clause; an excuse takes a reason and a second person", async () => {
  const due = Date.now() - 720_000;
  await begin({ answers: {
    "violation:page": () => ok({ violations: [{ key: "i1/receive:x:1", incidentId: "i1" as never, title: "Ngập Đập Đá", owner: "centre", clause: "H-V.1", limitId: "verify", limitName: "Tiếp nhận và xác thực", limitNameEn: "Verify", due, missedAt: due + 1, lateBy: 60_000, doneAt: due + 60_000 }], explanations: [] }),
    "violation:excuse": () => ok({}),
  }, roles: ["shift-lead"] }, <Violations onCase={() => undefined} />);
  await shown.says("Ngập Đập Đá");
  for (const words of ["Trung tâm IOC", "Tiếp nhận và xác thực · H-V.1", "1 phút"]) expect(shown.text()).toContain(words);
  await shown.press("Miễn (bất khả kháng)");
  await shown.press("Duyệt miễn");
  await shown.says("Cần lý do");
  expect(asked("violation:excuse")).toEqual([]);
  await shown.type("Lý do bất khả kháng", "Mất điện toàn thành phố");
  await shown.type("Tên đăng nhập người duyệt", "lanh-dao");
  await shown.type("Mật khẩu người duyệt", "mat-khau-dai-dai");
  await shown.press("Duyệt miễn");
  await until(() => asked("violation:excuse").length === 1);
  expect(asked("violation:excuse")).toEqual([{ key: "i1/receive:x:1", reason: "Mất điện toàn thành phố", second: { name: "lanh-dao", password: "mat-khau-dai-dai" } }]);
});

test("EEMUA 191 K-9.6 who has too much is offered to hand cases to who has room: the chosen ones go, by their versions", async () => {
  const one = { ...handIncident(fiveSteps, { id: "i1" }).incident(), title: "Ngập Đập Đá", handledBy: ME };
  const two = { ...handIncident(fiveSteps, { id: "i2" }).incident(), title: "Ngập Tố Hữu", handledBy: ME };
  const metrics = { from: 0, to: 1, annunciations: 4, meanPer10Min: 4, peakPer10Min: 4, timeInFlood: 0, floods: 0, stale: 0, chattering: [], mix: { emergency: 0, high: 0, medium: 0, routine: 0 }, top: [] };
  await begin({ answers: { "shift:state": () => ok({ on: [{ accountId: ME, name: "Trực ban", since: 0, open: 12 }, { accountId: OTHER, name: "Trần Bình", since: 0, open: 1 }], handovers: [] }), "alarm:metrics": () => ok(metrics), "incident:mirror": () => ok({ incidents: [one, two], seq: 0 }), "incident:assign": () => ok({}) } });
  await shown.says("Trực ban đang quá tải, Trần Bình còn sức: nên chuyển 5 vụ việc");
  expect(shown.text()).toContain("QUÁ TẢI");
  await shown.press("Chuyển bớt việc");
  await shown.says("Ngập Tố Hữu");
  document.querySelectorAll<HTMLInputElement>("[role=dialog] input[type=checkbox]")[0]?.click();
  await shown.press("Chuyển 1 vụ việc");
  await until(() => asked("incident:assign").length === 1);
  expect(asked("incident:assign")).toEqual([{ incidents: [{ incidentId: "i2", version: 1 }], to: OTHER, reason: "San tải trong ca trực" }]);
});

test("nobody is offered to move work where nobody has too much", async () => {
  await begin({ answers: { "shift:state": () => ok({ on: [{ accountId: ME, name: "Trực ban", since: 0, open: 9 }, { accountId: OTHER, name: "Trần Bình", since: 0, open: 1 }], handovers: [] }) } });
  await shown.says("Trần Bình");
  expect(shown.text()).not.toContain("Chuyển bớt việc");
});
