import { afterEach, expect, test } from "vitest";
import { AccountId, SiteId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { fail, ok } from "#contract/result";
import { TransferId, type Transfer } from "#contract/transfer";
import { handIncident } from "../../../test/kit/hand-incident.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { IncomingTransfers, Transfers } from "./transfers.tsx";

const NOW = 1_800_000_000_000;
const CASE = handIncident(fiveSteps).incident();
const base: Transfer = {
  id: TransferId.parse("0123456789ab"), side: "giver", other: SiteId.parse("thanh-pho"), caseId: CASE.id, offered: { at: NOW - 60_000, by: AccountId.parse("lan"), who: "Lan", reason: "Vượt khả năng" }, due: NOW + 60_000,
  summary: { title: "Kè sạt", urgency: "routine", templateId: fiveSteps.id, appearedAt: NOW - 90_000, step: "Xác minh", stepEn: "Verify", timeline: [{ at: NOW - 85_000, is: "opened", who: "Lan" }, { at: NOW - 80_000, is: "verified", who: "Lan", text: "Đúng là sạt" }], evidence: [{ sha256: "ab".repeat(32), type: "image/jpeg", bytes: 9, name: "ke.jpg", at: NOW - 70_000 }] },
  onItsWay: ["transfer:offered"], changedAt: NOW,
};
let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});

async function begin(transfers: Transfer[], incoming = false, doubt = false, known: { centre: boolean; rooms?: SiteId[] } = { centre: true, rooms: [SiteId.parse("thanh-pho")] }): Promise<void> {
  const list = () => ok({ site: SiteId.parse("phuong"), ...known, doubt, transfers });
  room = await openWindowRoom({ roles: ["shift-lead"], answers: { "transfer:list": list, "transfer:offer": () => ok(base), "transfer:accept": () => ok(base), "transfer:refuse": () => ok(base) } });
  shown = show(incoming ? <IncomingTransfers now={NOW} /> : <Transfers incident={{ ...CASE, closedAt: transfers[0]?.end === undefined ? undefined : NOW }} now={NOW} />);
}
const text = (): string => document.body.textContent ?? "";

test.each<[string, Partial<Transfer>, RegExp]>([
  ["on its way", {}, /đang trên đường tới trung tâm.*Phòng này chủ trì.*trả lời trước/],
  ["at the centre", { onItsWay: [] }, /đã ở trung tâm.*chưa đọc/],
  ["seen there, and late", { onItsWay: [], arrivedAt: NOW - 9, due: NOW - 1 }, /đã thấy đề nghị.*QUÁ HẠN trả lời/],
  ["refused", { answer: { is: "refused", heard: true, at: NOW, reason: "Thuộc phường" } }, /từ chối: Thuộc phường\. Phòng này chủ trì/],
  ["given", { answer: { is: "accepted", heard: true, at: NOW }, end: { is: "given", at: NOW } }, /Phòng thanh-pho chủ trì; ở đây chỉ xem/],
  ["withdrawn by a person", { end: { is: "withdrawn", cause: "person", at: NOW, reason: "Tự làm được" } }, /Đã rút đề nghị.*: Tự làm được\. Phòng này chủ trì/],
  ["withdrawn because it was over", { end: { is: "withdrawn", cause: "case-over", at: NOW } }, /Đã rút đề nghị.*: vụ việc đã kết thúc trước khi được nhận/],
  ["over there", { end: { is: "given", at: NOW }, takenAs: IncidentId.parse("cg-1"), returnAsked: { at: NOW, reason: "x" }, doneAt: NOW }, /vụ việc ở đó đã kết thúc/],
  ["returned, and not opened again yet", { end: { is: "given", at: NOW }, takenAs: IncidentId.parse("cg-1"), returnedAt: NOW }, /đã trả lại; đang mở tiếp ở đây/],
  ["returned", { end: { is: "given", at: NOW }, takenAs: IncidentId.parse("cg-1"), returnedAt: NOW, retakenAt: NOW, retakenAs: IncidentId.parse("cg-1-v") }, /đã trả lại; vụ việc tiếp tục ở đây, số cg-1-v/],
])("the giver's window says who owns a case that is %s, and what is awaited", async (_what, more, words) => {
  await begin([{ ...base, ...more }]);
  await until(() => words.test(text()), 20_000, text);
  expect(text()).toMatch(words);
});

test("a case is offered to a room the centre knows, with a reason and a deadline; a room that was put back says so", async () => {
  await begin([], false, true);
  await until(() => text().includes("Chuyển sang phòng khác"), 20_000, text);
  expect(text()).toContain("chưa đối chiếu với trung tâm");
  await shown.press("Chuyển sang phòng khác");
  await shown.press("Gửi đề nghị");
  expect(text()).toContain("Nêu lý do");
  expect(room.asked.filter(({ name }) => name === "transfer:offer")).toEqual([]);
});

test("a room that was put back says so before the centre named the other rooms, and one is named by hand; without a centre nothing is offered", async () => {
  await begin([], false, true, { centre: true });
  await until(() => text().includes("Chuyển sang phòng khác"), 20_000, text);
  expect(text()).toContain("chưa đối chiếu với trung tâm");
  shown.close();
  await room.stop();
  await begin([], false, false, { centre: false });
  await until(() => room.asked.some(({ name }) => name === "transfer:list"), 20_000, text);
  expect(text()).not.toContain("Chuyển");
});

test("where it cannot be had whose a case is, that is said", async () => {
  room = await openWindowRoom({ roles: ["shift-lead"], answers: { "transfer:list": () => fail({ code: "unavailable", detail: "x" }) } });
  shown = show(<Transfers incident={CASE} now={NOW} />);
  const said = (): Element | null => document.querySelector("[aria-label='Chuyển phòng khác'] [role=alert]");
  await until(() => said() !== null, 20_000, text);
  expect(said()?.textContent).not.toBe("");
});

test("what another room offers shows what was done there, and is accepted here", async () => {
  await begin([{ ...base, side: "receiver", arrivedAt: NOW - 5, answerBy: NOW + 1000 }], true);
  await until(() => text().includes("Nhận vụ việc"), 20_000, text);
  for (const part of ["Mở vụ việc", "Kè sạt", "Đúng là sạt", "ke.jpg", "abababababababab", "Xác minh"]) expect(text()).toContain(part);
  await shown.press("Nhận vụ việc");
  document.querySelector<HTMLButtonElement>("[role=dialog] button[type=submit]")?.click();
  await until(() => room.asked.some(({ name }) => name === "transfer:accept"), 20_000, text);
});
