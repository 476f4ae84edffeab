import { afterEach, beforeEach, expect, test } from "vitest";
import type { Issued } from "#contract/issued";
import { AgencyId } from "#contract/incident";
import type { Replication } from "#contract/replication";
import { fail, ok } from "#contract/result";
import { until } from "../../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../../test/kit/window-room.ts";
import { LawDesk } from "../law-desk.tsx";

const AT = Date.UTC(2026, 10, 23, 2);
const newest = { version: 3, sum: "a".repeat(64), approvedBy: "UBND thành phố", approvedAt: AT };
const ours = { id: AgencyId.parse("pccc"), name: "Cảnh sát PCCC", phone: "114", areaIds: [], fields: [] };
const open: Issued = { id: "agency:pccc", of: "agency", recordId: "pccc", scope: "all", newest, stands: "open", record: { of: "agency", record: { ...ours, phone: "0234 114", leader: "Thượng tá Bình" } }, at: AT };
const inForce: Issued = { id: "calendar:tet", of: "calendar", recordId: "tet", scope: "site", newest, inForce: newest, stands: "in-force", at: AT };
const replication: Replication = { link: "up", since: AT, left: 0, leftFirst: 0, perSecond: 0, sent: 1, repaired: 0, issued: { inForce: 1, open: 1, refused: 1 } };

let room: WindowRoom;
let shown: Shown;
async function begin(roles: ("shift-lead" | "operator")[] = ["shift-lead"]): Promise<void> {
  let listed: Issued[] = [inForce, open];
  room = await openWindowRoom({
    roles,
    answers: {
      "process:list": () => ok({ templates: [] }), "calendar:list": () => ok({ calendars: [] }), "incident:mirror": () => ok({ incidents: [], seq: 0 }), "agency:list": () => ok({ agencies: [] }),
      "issued:list": () => ok({ issued: listed.map((one) => (one.stands === "open" ? { ...one, own: { of: "agency" as const, record: { ...ours, version: 2 } } } : one)), refused: [{ id: "all:9", scope: "all", of: "agency", recordId: "bom", version: 1, why: "malformed", detail: "name: missing", at: AT }] }),
      "issued:settle": ({ version, take }) => {
        if (version !== 3) return fail({ code: "conflict", detail: "settled or issued anew meanwhile" });
        const settled: Issued = { ...open, stands: take === "centre" ? "in-force" : "ours" };
        listed = [inForce, settled];
        return ok(settled);
      },
    },
  });
  shown = show(<LawDesk />);
}
beforeEach(() => begin());
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("a room without a centre has no such tab", async () => {
  await shown.says("Quy trình");
  expect(shown.find("button", "Trung tâm")).toBeUndefined();
});

test("H-6.2c what was edited in both places stands first, both versions beside each other where they differ, and a person decides with a reason", async () => {
  room.pulse({ replication });
  await shown.press("Trung tâm ▲ 1");
  await shown.says("Đã sửa ở cả hai nơi");
  expect(shown.page.querySelector("li")?.textContent).toContain("cơ quan: Cảnh sát PCCC");
  const rows = [...shown.page.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([["Điện thoại", "114", "0234 114"], ["Lãnh đạo", "(không có)", "Thượng tá Bình"]]);
  const take = () => shown.find("button", "Dùng bản của trung tâm");
  expect(take()?.hasAttribute("disabled")).toBe(true);
  await shown.type("Vì sao", "theo Quyết định 45");
  await until(() => take()?.hasAttribute("disabled") === false);
  await shown.press("Dùng bản của trung tâm");
  await until(() => room.asked.some(({ name }) => name === "issued:settle"));
  expect(room.asked.find(({ name }) => name === "issued:settle")?.input).toEqual({ of: "agency", recordId: "pccc", version: 3, take: "centre", reason: "theo Quyết định 45" });
  await until(() => !shown.text().includes("Đã sửa ở cả hai nơi"));
});

test("what could not be taken says why; what is in force who approved it; another version meanwhile is told", async () => {
  room.pulse({ replication });
  await shown.press("Trung tâm ▲ 1");
  await shown.press("cơ quan: bom");
  await shown.says("Không nhận được: sai mẫu");
  await shown.press("lịch: tet");
  await shown.says("Bản 3 của trung tâm đang có hiệu lực ở đây.");
  room.answers["issued:settle"] = () => fail({ code: "conflict", detail: "settled or issued anew meanwhile" });
  await shown.press("Cảnh sát PCCC");
  await shown.type("Vì sao", "theo thực tế");
  await shown.press("Giữ bản của phòng");
  await shown.says("trung tâm vừa ban hành bản mới");
  expect(room.asked.findLast(({ name }) => name === "issued:settle")?.input).toMatchObject({ take: "room", reason: "theo thực tế" });
});

test("who may not decide sees both versions and no key", async () => {
  shown.close();
  await room.stop();
  await begin(["operator"]);
  room.pulse({ replication });
  await shown.press("Trung tâm ▲ 1");
  await shown.says("Trưởng ca hoặc quản trị viên quyết định");
  expect(shown.find("button", "Giữ bản của phòng")).toBeUndefined();
});
