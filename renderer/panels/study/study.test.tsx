import { afterEach, expect, test, vi } from "vitest";
import { Study, StudyDraft } from "#contract/study";
import { OptionResult, type OptionRun } from "#contract/study-result";
import { SimulationRunId } from "#contract/simulation";
import { AccountId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { handScene } from "../../../test/kit/hand-scene.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { desk, deskOf, optionOf } from "./desk.ts";
import { DrawTool } from "./draw-tool.tsx";
import { drawing } from "./drawing.ts";
import { StudyPanel } from "./study.tsx";

const DRAFT = StudyDraft.parse({
  name: "Lũ thử", area: [107.55, 16.43, 107.62, 16.5], start: { from: "now" },
  options: [{ id: "a", name: "Hiện trạng", measures: [{ is: "release", name: "Hồ xả", at: { river: "Sông Hương" }, discharge: [[0, 0], [3600, 500]] }] }, { id: "b", name: "Đóng cống" }],
});
const kept = (revision: number, more: Partial<Study> = {}): Study => Study.parse({ ...DRAFT, id: "s1", revision, by: "lan", at: 1_700_000_000_000, ...more });

let room: WindowRoom | undefined;
let shown: Shown | undefined;
/** A map is begun beside it, which takes its time on a busy machine. */
const PATIENCE_MS = 30_000;
vi.setConfig({ testTimeout: 90_000 });
async function begin(roles: NonNullable<Parameters<typeof openWindowRoom>[0]>["roles"], runs: OptionRun[] = [], answers: NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"] = {}): Promise<void> {
  room = await openWindowRoom({
    roles, answers: {
      "study:list": () => ok({ studies: [{ id: kept(1).id, name: "Lũ thử", revision: 1, by: AccountId.parse("lan"), at: 1_700_000_000_000, shared: true, options: 2, done: 0 }] }), "study:get": () => ok(kept(1)), "study:runs": () => ok({ revision: 1, runs }),
      "study:compare": () => ok({ simulated: true, results: [], missing: [], differences: [] }), "study:estimate": () => ok({ grid: { bounds: DRAFT.area, nx: 10, ny: 10, cell: 20 }, cells: 160_000, bytes: 1e7, seconds: 9, allSeconds: 18 }), ...answers,
    },
  });
  shown = show(<StudyPanel />);
}
afterEach(async () => {
  shown?.close();
  shown = undefined;
  desk.set(undefined);
  drawing.end();
  await room?.stop();
  room = undefined;
});
const page = (): Shown => {
  if (shown === undefined) throw new Error("nothing is shown");
  return { ...shown, says: (words) => until(() => shown?.text().includes(words) === true, PATIENCE_MS, () => `"${words}" is not on the page:\n${shown?.text().slice(0, 3000)}`) };
};
const asked = (name: string) => (room?.asked ?? []).filter((each) => each.name === name).map((each) => each.input);

test("who may only read opens a study, and finds nothing to change or run", async () => {
  await begin(["operator"]);
  await page().says("Lũ thử");
  expect(page().text()).toContain("không sửa và không chạy");
  await page().press("Mở Lũ thử");
  await page().says("Hồ xả");
  expect(page().text()).toContain("MÔ PHỎNG");
  for (const words of ["Lưu", "Chạy tất cả", "+ Máy bơm", "Nhân bản"]) expect(page().find("button", words)).toBeUndefined();
});

test("progress, time left, and why one failed stand beside each option; what is under way is stopped", async () => {
  const [a, b] = DRAFT.options;
  await begin(["planner"], [{ optionId: a!.id, state: "running", done: 0.42, secondsLeft: 95 }, { optionId: b!.id, state: "failed", fault: { code: "diverged", t: 7200 } }], { "study:cancel": () => ok({}) });
  await page().press("Mở Lũ thử");
  await page().says("42 % · còn khoảng 95 giây");
  await page().says("Phép tính không ổn định sau 2,0 giờ mô phỏng");
  await page().press("Dừng Hiện trạng");
  await until(() => asked("study:cancel").length === 1, PATIENCE_MS);
  expect(asked("study:cancel")).toEqual([{ id: "s1", optionIds: ["a"] }]);
});

test("an area too large is refused before it starts, with what it would take", async () => {
  await begin(["planner"], [], { "study:estimate": () => ok({ grid: { bounds: DRAFT.area, nx: 10, ny: 10, cell: 2 }, cells: 100_000_000, bytes: 1e10, seconds: 1, allSeconds: 1, refused: { code: "too-many-cells", cells: 100_000_000, limit: 4_000_000, bytes: 10_737_418_240, seconds: 90_000 } }) });
  await page().press("Mở Lũ thử");
  await page().says("100.000.000 ô, nhiều nhất 4.000.000 (cần 10.240 MB và khoảng 25 giờ)");
  expect(asked("study:run")).toEqual([]);
});

test("two planners: the second is told who was first, and nothing is lost by any way but the one that says so", async () => {
  await begin(["planner"], [], { "study:save": ({ draft, revision }) => (revision === 0 ? ok(Study.parse({ ...draft, id: "s2", revision: 1, by: "truc", at: 1 })) : fail({ code: "conflict", detail: "version 2 is in force, not 1" })), "study:get": () => ok(kept(asked("study:get").length, { name: "Của Lan" })) });
  await page().press("Mở Lũ thử");
  await page().type("Tên nghiên cứu", "Của tôi");
  await page().press("Lưu · chưa lưu");
  await page().says("lan vừa lưu bản 2 trong lúc bạn sửa");
  await page().press("Để tôi xem lại");
  await until(() => document.querySelector("[role=dialog]") === null);
  expect(desk.get()?.draft.name).toBe("Của tôi");
  await page().press("Lưu · chưa lưu");
  await page().says("Người khác đã lưu một bản mới");
  await page().press("Lưu bản của tôi thành nghiên cứu mới");
  await until(() => desk.get()?.draft.id === "s2");
  expect(asked("study:save").at(-1)).toMatchObject({ revision: 0, draft: { name: "Của tôi (bản của Trực ban)" } });
});

test("running saves first, and runs the revision that was saved", async () => {
  await begin(["planner"], [], { "study:save": ({ draft }) => ok(Study.parse({ ...draft, id: "s1", revision: 2, by: "truc", at: 1 })), "study:run": () => ok({ runs: [] }) });
  await page().press("Mở Lũ thử");
  await page().type("Tên nghiên cứu", "Khác");
  await page().press("Lưu rồi chạy");
  await until(() => asked("study:run").length === 1, PATIENCE_MS);
  expect(asked("study:run")).toEqual([{ id: "s1", revision: 2 }]);
  await until(() => page().find("button", "Chạy tất cả") !== undefined);
});

test("numbers are taken within their range alone; times by the clock or after the start", async () => {
  await begin(["planner"]);
  await page().press("Mở Lũ thử");
  await page().press("Hồ xả");
  await page().type("Giá trị, dòng 2", "99000");
  await page().says("Cần một số trong khoảng -5.000 đến 30.000");
  const discharge = () => ((measure) => (measure?.is === "release" ? measure.discharge : []))(optionOf(desk.get()!)?.measures[0]);
  expect(discharge()).toEqual([[0, 0], [3600, 500]]);
  await page().type("Giá trị, dòng 2", "650,5");
  await until(() => discharge()[1]?.[1] === 650.5);
  await page().type("Lúc, dòng 2", "+2:30");
  await until(() => discharge()[1]?.[0] === 9000);
  await page().type("Lúc, dòng 1", "+5:00");
  await page().says("Thời gian phải tăng dần");
  expect(discharge()).toEqual([[0, 0], [9000, 650.5]]);
});

test("a pump is drawn by two presses, a gate by its line; Backspace takes a point back, Escape the tool; a step can be taken back", async () => {
  desk.set(deskOf(kept(1)));
  const hand = handScene();
  // The pointer leads a line about: presses are heard.
  const hears = (): Promise<void> => until(() => {
    hand.move(450, 350);
    return (document.querySelector("[data-drawing] path")?.getAttribute("d") ?? "") !== "";
  }, PATIENCE_MS);
  const tool = show(<DrawTool handle={hand.handle} what={{ is: "measure", kind: "pump", at: undefined, shape: "way" }} rivers={[]} />);
  await tool.says("Bấm nơi hút nước");
  await hears();
  hand.click(500, 400);
  await until(() => document.querySelectorAll("[data-drawing] circle").length === 1, PATIENCE_MS);
  hand.click(520, 400);
  const measures = () => optionOf(desk.get()!)?.measures ?? [];
  await until(() => measures().length === 2, PATIENCE_MS);
  expect(measures()[1]).toMatchObject({ is: "pump", name: "Máy bơm 1", from: [107.05, 16.96], to: [107.052, 16.96] });
  tool.close();
  const second = show(<DrawTool handle={hand.handle} what={{ is: "measure", kind: "gate", at: undefined, shape: "line" }} rivers={[]} />);
  await second.says("Bấm từng điểm của tuyến");
  await hears();
  const dots = (): number => document.querySelectorAll("[data-drawing] circle").length;
  for (const [n, x] of [500, 540, 560].entries()) {
    hand.click(x, 300);
    await until(() => dots() === n + 1);
  }
  strike("Backspace");
  await until(() => dots() === 2);
  await second.press("Xong");
  await until(() => measures().length === 3, PATIENCE_MS);
  expect(measures()[2]).toMatchObject({ is: "gate", across: [[107.05, 16.97], [107.054, 16.97]] });
  drawing.begin({ is: "area" });
  strike("Escape");
  await until(() => drawing.get() === undefined);
  second.close();
  hand.handle.scene.remove();
});

test("H-11.3 a supposed fire stands in the comparison: who lives within, and where water cuts the way of the engines", async () => {
  const none = [0, 0, 0, 0, 0];
  const result = (id: string, reach: "dry" | "cut"): OptionResult => OptionResult.parse({
    simulated: true, runId: "a".repeat(64), optionId: id, area: none, buildings: none, people: none, road: none, roadOpen: 0, schools: 0, hospitals: 0, places: [], gauges: [], cost: { total: 0, currency: "VND", parts: [] },
    fires: [{ name: "Cháy chợ", people: 1200, buildings: 300, road: 900, wet: 400, reach }, ...(id === "a" ? [{ name: "Cháy chợ", people: 8, buildings: 2, road: 0, wet: 0, reach: "none" as const }] : [])], ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 0 }, alarms: 0, cases: [], missed: 0,
  });
  await begin(["planner"], DRAFT.options.map(({ id }, i) => ({ optionId: id, state: "done" as const, runId: SimulationRunId.parse(String(i).repeat(64)), reused: false, at: 1_700_000_000_000 })), { "study:compare": () => ok({ simulated: true, results: [result("a", "cut"), result("b", "dry")], missing: [], differences: [] }) });
  await page().press("Mở Lũ thử");
  await page().press("So sánh");
  await page().says("Đám cháy “Cháy chợ”");
  const cells = [...document.querySelectorAll("[data-fire]")].map((row) => [...row.querySelectorAll("td")].map(({ textContent }) => textContent));
  expect(cells).toEqual([["1.200 người, 300 nhà · ✕ đường tới bị ngập lúc nước cao nhất", "1.200 người, 300 nhà · xe tới được lúc nước cao nhất"], ["8 người, 2 nhà ", ""]]);
});
