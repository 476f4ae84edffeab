import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { Alarm } from "#contract/alarm";
import { AccountId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { AlarmQueue } from "./alarm-queue.tsx";

const T = Date.now() - 60_000;
const ALARMS = [
  alarmOf({ id: "low", priority: "routine", raisedAt: T, message: "Cửa tủ điện mở" }),
  alarmOf({ id: "top", priority: "emergency", raisedAt: T, message: "Mưa đặc biệt lớn" }),
  alarmOf({ id: "mid", priority: "high", raisedAt: T, message: "Ngập đường Bà Triệu" }),
  alarmOf({ id: "shelf", priority: "high", state: "shelved", message: "Đã gác" }),
];
let room: WindowRoom;
let shown: Shown;
const opened: string[] = [];

async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ alarms: ALARMS, ...wish });
  opened.length = 0;
  shown = show(<AlarmQueue onOpen={(id) => opened.push(id)} />);
  await until(() => rows().length > 0 || (wish.alarms?.length === 0));
}
const rows = (): string[] => [...document.querySelectorAll("[role=row][data-state]")].map((row) => row.textContent ?? "");
const cursor = (): string => document.querySelector("[data-cursor]")?.textContent ?? "";
const asks = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);
const done = () => ok({ done: 1, left: [] });
const acknowledged = (alarm: Alarm | undefined) => ({ kind: "alarm:acknowledged", alarmId: alarm!.id, by: AccountId.parse("truc") }) as const;

afterEach(async () => {
  shown.close();
  await room.stop();
});

test("most urgent first, with counts of every list; the whole loop by keys alone (F-14)", async () => {
  await begin({ answers: { "alarm:acknowledge": done } });
  expect(rows().map((row) => row.slice(0, 8))).toEqual(["KMưa đặc", "CNgập đư", "XCửa tủ "].map((row) => row.slice(0, 8)));
  await shown.says("Tạm gác 1");
  strike("ArrowDown");
  await until(() => cursor().includes("Bà Triệu"));
  strike("Enter");
  await until(() => opened.length === 1);
  expect(opened).toEqual(["mid"]);
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["mid"] }]);
});

test("the row says it is being sent until the fact comes, and the cursor keeps its row when the list changes", async () => {
  let answer = (): void => undefined;
  await begin({ answers: { "alarm:acknowledge": () => new Promise((resolve) => (answer = () => resolve(done()))) } });
  strike("a");
  await shown.says("đang gửi…");
  // asked twice in haste, sent once
  strike("a");
  answer();
  await until(() => !shown.text().includes("đang gửi…"));
  expect(asks("alarm:acknowledge")).toHaveLength(1);
  expect(cursor()).toContain("Chưa xác nhận");
  strike("k");
  room.happen({ kind: "alarm:raised", alarm: alarmOf({ id: "new", priority: "emergency", raisedAt: T + 5, message: "Sạt lở" }) });
  await shown.says("Sạt lở");
  expect(cursor()).toContain("Mưa");
  room.happen({ kind: "alarm:cleared", alarmId: ALARMS[1]!.id, cause: "returned-to-normal" }, acknowledged(ALARMS[1]));
  await until(() => !rows().some((row) => row.includes("Mưa")));
  // its place was taken by the next row
  expect(cursor()).toContain("Bà Triệu");
});

test("a refusal is explained in the row, a dead link likewise", async () => {
  await begin({ answers: { "alarm:acknowledge": () => fail({ code: "forbidden", permission: "alarm:acknowledge" }) } });
  strike("a");
  await shown.says("✕ Tài khoản không có quyền");
  room.answers["alarm:acknowledge"] = () => ok({ done: 0, left: [{ alarmId: ALARMS[1]!.id, why: "in state ack" }] });
  strike("a");
  await shown.says("đang ở trạng thái “đã xác nhận”");
  expect(shown.text()).toContain("đang ở trạng thái “đã xác nhận”");
});

test("Shift+A acknowledges what is seen, and never what a closed group hides", async () => {
  const many = ["a", "b", "c", "d"].map((id) => alarmOf({ id, priority: "medium", message: `Mất tín hiệu ${id}` }));
  await begin({ alarms: [...many, ALARMS[1]!], answers: { "alarm:acknowledge": done } });
  strike("f");
  await shown.says("4 cảnh báo cùng nguyên nhân");
  expect(rows()).toHaveLength(2);
  strike("A", { shiftKey: true });
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["top"] }]);
  strike("ArrowDown");
  await until(() => cursor().includes("4 cảnh báo"));
  strike("ArrowRight");
  await until(() => rows().length === 6);
});

test("Ctrl+A marks what the filter shows and one key acknowledges it all", async () => {
  await begin({ answers: { "alarm:acknowledge": () => ok({ done: 3, left: [] }) } });
  strike("a", { ctrlKey: true });
  await shown.says("Đã chọn 3");
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["top", "mid", "low"] }]);
});

test("shelving asks for a reason, and sends it with the time", async () => {
  await begin({ answers: { "alarm:shelve": done } });
  strike("s");
  await shown.says("tối đa 24 giờ");
  const confirm = () => [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].findLast((button) => button.textContent === "Tạm gác");
  confirm()?.click();
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asks("alarm:shelve")).toEqual([]);
  await shown.press("Đang diễn tập");
  await until(() => !shown.text().includes("Cần ít nhất 3 ký tự"));
  confirm()?.click();
  await until(() => asks("alarm:shelve").length === 1);
  expect(asks("alarm:shelve")).toEqual([{ alarmIds: ["top"], seconds: 1800, reason: "Đang diễn tập", oneShot: false }]);
});

test("keys typed into the search field are text, not commands; Escape gives the list back", async () => {
  await begin({ answers: { "alarm:acknowledge": done } });
  strike("/");
  await until(() => document.activeElement?.tagName === "INPUT");
  strike("a");
  await shown.type("Tìm", "ba trieu");
  await until(() => rows().length === 1);
  expect(asks("alarm:acknowledge")).toEqual([]);
  strike("ArrowDown");
  await until(() => document.activeElement?.getAttribute("role") === "grid");
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["mid"] }]);
});

test("who may only look sees the list and is told why a key does nothing", async () => {
  await begin({ roles: ["leader"], answers: { "alarm:acknowledge": done } });
  strike("a");
  strike("s");
  strike("?");
  await shown.says("Bảng phím này");
  expect(asks("alarm:acknowledge")).toEqual([]);
  expect(shown.text()).not.toContain("tối đa 24 giờ");
});

test("only an unacknowledged emergency flashes; every state is a word as well", async () => {
  await begin({ alarms: [ALARMS[1]!, ALARMS[2]!, alarmOf({ id: "old", priority: "emergency", state: "ack" }), alarmOf({ id: "gone", priority: "high", state: "rtn-unack" }), alarmOf({ id: "lock", priority: "high", state: "latched-unack" })] });
  expect([...document.querySelectorAll("[role=row] [data-flash]")]).toHaveLength(1);
  for (const word of ["Chưa xác nhận", "Đã xác nhận", "Đã hết, chưa xác nhận", "Chốt, chưa xác nhận"]) expect(shown.text()).toContain(word);
});

test("an empty room says so; 2,000 alarms are counted and only those in sight are drawn", async () => {
  await begin({ alarms: [] });
  await shown.says("Không có cảnh báo nào đang báo");
  room.happen(...Array.from({ length: 2000 }, (_, n) => ({ kind: "alarm:raised" as const, alarm: alarmOf({ id: `n${n}`, cause: `c:${n}` }) })));
  await shown.says("2000 chưa xác nhận");
  expect(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")).toBe("2001");
  expect(rows().length).toBeLessThan(40);
});

test("new alarms never scroll the list, and a command on a row they pushed out of sight first shows it", async () => {
  await begin({ answers: { "alarm:acknowledge": done } });
  strike("End");
  await until(() => cursor().includes("Cửa tủ"));
  const grid = document.querySelector("[role=grid]")!;
  grid.scrollTop = 0;
  room.happen(...Array.from({ length: 60 }, (_, n) => ({ kind: "alarm:raised" as const, alarm: alarmOf({ id: `e${n}`, priority: "emergency", message: "Sạt lở" }) })));
  await shown.says("63 chưa xác nhận");
  expect(grid.scrollTop).toBe(0);
  strike("a");
  strike("Escape");
  await shown.says("63 chưa xác nhận");
  expect(asks("alarm:acknowledge")).toEqual([]);
});

test("an untouched cursor stays on the most urgent; what slips under the finger is not acknowledged by that stroke", async () => {
  await begin({ answers: { "alarm:acknowledge": done } });
  room.happen({ kind: "alarm:raised", alarm: alarmOf({ id: "newest", priority: "emergency", raisedAt: T + 9, message: "Sạt lở" }) });
  await until(() => cursor().includes("Sạt lở"));
  strike("a");
  strike("Enter");
  await until(() => opened.includes("newest"));
  expect(asks("alarm:acknowledge")).toEqual([]);
});

/** As the console holds it: a card beside the queue, and a place elsewhere that opens one too. */
function Beside() {
  const [openId, setOpenId] = useState<string>();
  return (
    <>
      <AlarmQueue openId={openId} onOpen={setOpenId} onFollow={setOpenId} windowKeys={[{ key: "F3", text: "Thẻ cảnh báo" }]} />
      <section tabIndex={-1} aria-label="card">card of {openId ?? "none"}</section>
      <button type="button" onClick={() => setOpenId("low")}>from the map</button>
      <input type="text" aria-label="note" />
      <div role="listbox" tabIndex={0} aria-label="streams" />
    </>
  );
}
async function beside(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ alarms: ALARMS, ...wish });
  shown = show(<Beside />);
  await until(() => rows().length > 0);
}

test("the loop goes on with the focus in the card; a text field keeps its letters (F-14)", async () => {
  await beside({ answers: { "alarm:acknowledge": done } });
  document.querySelector<HTMLElement>("[aria-label=card]")?.focus();
  strike("ArrowDown");
  await until(() => cursor().includes("Bà Triệu"));
  document.querySelector<HTMLElement>("[aria-label=note]")?.focus();
  strike("a");
  document.querySelector<HTMLElement>("[aria-label=card]")?.focus();
  strike("a", { ctrlKey: true }); // marks the card's text, not the queue
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["mid"] }]);
  strike("?");
  await shown.says("Bảng phím này");
  for (const words of ["F3", "Thẻ cảnh báo", "Space", "Shift+↓", "Esc"]) expect(shown.text()).toContain(words);
});

test("a list elsewhere keeps its arrows and Enter, and leaves the letters to the loop", async () => {
  await beside({ answers: { "alarm:acknowledge": done } });
  document.querySelector<HTMLElement>("[aria-label=streams]")?.focus();
  strike("ArrowDown");
  strike("Enter");
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["top"] }]);
  expect(shown.text()).toContain("card of none");
});

test("an open card and the cursor are one alarm, whichever was moved", async () => {
  await beside();
  strike("ArrowDown");
  await until(() => cursor().includes("Bà Triệu"));
  expect(shown.text()).toContain("card of none");
  strike("Enter");
  await shown.says("card of mid");
  strike("ArrowUp");
  await shown.says("card of top");
  await shown.press("from the map");
  await until(() => cursor().includes("Cửa tủ"));
  expect(shown.text()).toContain("card of low");
});

test("a command waits when the card's alarm has left the list: first the card follows, then it acts", async () => {
  await beside({ answers: { "alarm:acknowledge": done } });
  strike("Enter");
  await shown.says("card of top");
  room.happen({ kind: "alarm:cleared", alarmId: ALARMS[1]!.id, cause: "returned-to-normal" }, acknowledged(ALARMS[1]));
  await until(() => cursor().includes("Bà Triệu"));
  expect(shown.text()).toContain("card of top");
  strike("a");
  await shown.says("card of mid");
  expect(asks("alarm:acknowledge")).toEqual([]);
  strike("a");
  await until(() => asks("alarm:acknowledge").length === 1);
  expect(asks("alarm:acknowledge")).toEqual([{ alarmIds: ["mid"] }]);
});

test("the shelving question names what it is about", async () => {
  await begin();
  strike("s");
  await shown.says("tối đa 24 giờ");
  expect(document.querySelector("[role=dialog]")?.textContent).toContain("Mưa đặc biệt lớn");
});
