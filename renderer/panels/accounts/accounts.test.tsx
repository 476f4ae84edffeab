import { afterEach, expect, test } from "vitest";
import { Account, Display, Session } from "#contract/account";
import { fail, ok } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Accounts } from "./accounts.tsx";

const account = Account.parse({ id: "binh", name: "Trần Bình", roles: ["operator"] });
const session = Session.parse({ id: "s1", accountId: "binh", openedAt: 1000, seenAt: 2000, from: "10.0.0.5", agent: "Chrome" });
const display = Display.parse({ id: "d1", name: "Tường ô 1", createdAt: 1000 });
let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ roles: ["administrator"], ...wish, answers: { "account:list": () => ok({ accounts: [account], sessions: [session], displays: [display] }), ...wish.answers } });
  shown = show(<Accounts />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);

test("accounts with roles, sessions with where from, displays", async () => {
  await begin();
  for (const words of ["Trần Bình", "Trực ban", "10.0.0.5", "Tường ô 1"]) {
    await shown.says(words);
    expect(shown.text()).toContain(words);
  }
});

test("ending a session asks first, and warns when it is one's own", async () => {
  await begin({ answers: { "session:end": () => ok({}) } });
  await shown.press("Kết thúc: Trần Bình");
  await shown.says("phiên của chính bạn");
  expect(asked("session:end")).toEqual([]);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].find((button) => button.textContent === "Kết thúc")?.click();
  await until(() => asked("session:end").length === 1);
  expect(asked("session:end")).toEqual([{ sessionId: "s1" }]);
});

test("a display's ticket is shown with the time it has left, and says when it is over", async () => {
  await begin({ answers: { "display:ticket": () => ok({ display, ticket: "K7WQ2MPX", validUntil: Date.now() + 2_000 }) } });
  await shown.type("Tên màn hình", "Tường ô 1");
  await until(() => shown.find("button", "Cấp mã")?.hasAttribute("disabled") === false);
  await shown.press("Cấp mã");
  await shown.says("K7WQ2MPX");
  await shown.says("Còn hiệu lực 0:0");
  await shown.says("Mã đã hết hạn");
  expect(shown.text()).toContain("Mã đã hết hạn");
});

test("a new account needs a password of ten characters", async () => {
  await begin({ answers: { "account:save": ({ account: saved }) => ok(Account.parse(saved)) } });
  await shown.press("Thêm tài khoản");
  await shown.type("Mã đăng nhập", "lan");
  await shown.type("Họ và tên", "Lê Lan");
  await shown.press("Lưu");
  await shown.says("Cần ít nhất 10 ký tự");
  expect(asked("account:save")).toEqual([]);
});

test("H-11.4 a focal officer gets no other role with it, and is not saved without an agency", async () => {
  await begin({ answers: { "account:save": ({ account: saved }) => ok(Account.parse(saved)), "agency:list": () => ok({ agencies: [] }) } });
  await shown.press("Thêm tài khoản");
  await shown.type("Mã đăng nhập", "can-bo");
  await shown.type("Họ và tên", "Lê Lan");
  await shown.type("Mật khẩu", "mat-khau-can-bo");
  const ticked = () => [...document.querySelectorAll<HTMLInputElement>("fieldset input[type=checkbox]")].filter(({ checked }) => checked).map((box) => box.closest("label")?.textContent.replace("✓", "").trim());
  expect(ticked()).toEqual(["Trực ban"]);
  [...document.querySelectorAll<HTMLElement>("fieldset label")].find((label) => label.textContent.includes("Cán bộ đầu mối"))?.click();
  await until(() => ticked().join() === "Cán bộ đầu mối");
  await shown.press("Lưu");
  await shown.says("Chọn cơ quan");
  expect(asked("account:save")).toEqual([]);
});

test("changes the own password only when both entries agree", async () => {
  await begin({ roles: ["operator"], answers: { "account:password": () => ok({}) } });
  await shown.says("không được xem danh sách tài khoản");
  await shown.type("Mật khẩu đang dùng", "mot-hai-ba-bon");
  await shown.type("Mật khẩu mới", "nam-sau-bay-tam");
  await shown.type("Nhập lại mật khẩu mới", "khac");
  await until(() => [...document.querySelectorAll("input")].some((field) => field.value === "khac"));
  shown.page.querySelector("form")?.requestSubmit();
  await shown.says("Hai lần nhập không giống nhau");
  expect(asked("account:password")).toEqual([]);
});

test("a list that cannot be had says why", async () => {
  await begin({ answers: { "account:list": () => fail({ code: "too-many", retryAfter: 3 }) } });
  await shown.says("thử lại sau 3 giây");
  expect(shown.text()).toContain("thử lại sau 3 giây");
});
