import { afterEach, expect, test } from "vitest";
import { DatastreamId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { SimulatedSeconds, SimulationRunId } from "#contract/simulation";
import { OptionId, Study } from "#contract/study";
import type { OptionAfterwards, StudyAfterwards } from "#contract/study-afterwards";
import { IncidentId } from "#contract/incident";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Afterwards, lateWords } from "./afterwards.tsx";
import type { Kept } from "./desk.ts";

const AT = Date.parse("2026-11-22T02:00:00Z");
const HOUR = 3_600_000;
const study = Study.parse({ id: "s", revision: 1, by: "lan", at: AT, name: "Lũ", shared: true, area: [107.5, 16.4, 107.7, 16.6], start: { from: "now" }, options: [{ id: "a", name: "Để nguyên" }, { id: "b", name: "Bơm" }] }) as Kept;
const KIM_LONG = DatastreamId.parse("kim-long.water-level");
const optionOf = (id: string, more: Partial<OptionAfterwards> = {}): OptionAfterwards => ({
  optionId: OptionId.parse(id), runId: SimulationRunId.parse("a".repeat(64)), computedAt: AT + 60_000, how: "ahead", judgedFrom: AT + 60_000, ordered: false,
  levels: { gauges: 2, rmse: 0.23, worst: 0.31, worstName: "Kim Long" },
  gauges: [
    { datastreamId: KIM_LONG, name: "Kim Long", unit: "m", says: "level", errors: { cases: 36, bias: -0.12, rmse: 0.31, peak: { simulated: 2.9, measured: 3.2, error: -0.3, late: 1500 } } },
    { datastreamId: DatastreamId.parse("dap-da.street-depth"), name: "Đập Đá", unit: "cm", says: "depth", lack: "no-readings" },
  ],
  reports: [{ incidentId: IncidentId.parse("i1"), title: "Ngập Đập Đá", at: AT + HOUR, depth: 0.4 }, { incidentId: IncidentId.parse("i2"), title: "Ngập Phú Hội", at: AT + HOUR, depth: 0 }], ...more,
});
const over = (more: Partial<StudyAfterwards> = {}): StudyAfterwards => ({ simulated: true, state: "over", from: AT, to: AT + 12 * HOUR, pace: 1, options: [optionOf("a"), optionOf("b", { ordered: true, levels: { gauges: 2, rmse: 0.1, worst: 0.15, worstName: "Kim Long" } })], ...more });

let room: WindowRoom;
let shown: Shown;
async function begin(answer: NonNullable<NonNullable<Parameters<typeof openWindowRoom>[0]>["answers"]>["study:afterwards"]): Promise<void> {
  room = await openWindowRoom({ roles: ["planner"], answers: { "study:afterwards": answer } });
  shown = show(<Afterwards study={study} />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("H-3.5 after the event the error stands first, of the option that was ordered; each gauge with bias, RMSE, peak and how late it came; then where people reported water", async () => {
  await begin(() => ok(over()));
  await shown.says("lệch trung bình (RMSE) 0,10 m ở 2 trạm; nhiều nhất Kim Long: 0,15 m");
  for (const words of ["MÔ PHỎNG", "Dự báo: kết quả có lúc", "B Bơm · đã ra lệnh theo phương án này", "Không chấm được 1 trạm", "Đập Đá: không có số đo", "Vụ việc ngập thật trong vùng và thời đoạn: 2. Mô phỏng có nước từ 0,1 m tại 1/2 nơi. Mô phỏng không có nước tại: Ngập Phú Hội."]) expect(shown.text()).toContain(words);
  const cells = [...(document.querySelector(`[data-gauge="${KIM_LONG}"]`)?.children ?? [])].map((cell) => cell.textContent);
  expect(cells).toEqual(["Kim Long", "−0,12 m", "0,31 m", "−0,30 m", "muộn 25 phút", "36"]);
  // Error before picture: the sentence stands before the table, and no curve is drawn unasked.
  expect(document.querySelector("figure")).toBeNull();
  await shown.press("A Để nguyên");
  await shown.says("lệch trung bình (RMSE) 0,23 m");
});

test("H-3.5 a gauge's course is asked for when it is pressed, measured and simulated named apart", async () => {
  await begin(({ datastreamId }) => ok(over(datastreamId === undefined ? {} : { course: { datastreamId: KIM_LONG, name: "Kim Long", unit: "m", measured: { t: [AT, AT + HOUR], v: [1, 2] }, simulated: [{ optionId: OptionId.parse("a"), t: [AT, AT + HOUR], v: [1, 1.9] }] } })));
  await shown.press("Kim Long");
  await shown.says("MÔ PHỎNG · A Để nguyên");
  expect(shown.text()).toContain("Thực đo2,00 m");
  expect(room.asked.filter(({ name }) => name === "study:afterwards").map(({ input }) => input)).toContainEqual({ id: "s", datastreamId: KIM_LONG });
});

test.each<[string, StudyAfterwards, string]>([
  ["its span is not past", over({ state: "early", options: [] }), "Đối chiếu với số đo được từ"],
  ["it is a design situation", over({ state: "design", options: [] }), "Tình huống thiết kế: không có thực tế để đối chiếu"],
  ["a simulated day ran faster", over({ state: "paced", pace: 60, options: [] }), "chạy nhanh ×60"],
  ["it was computed when it was over", over({ options: [optionOf("a", { how: "known", levels: undefined, reports: undefined })] }), "KHÔNG phải dự báo"],
])("H-3.5 it is said plainly that %s", async (_what, answer, words) => {
  await begin(() => ok(JSON.parse(JSON.stringify(answer)) as StudyAfterwards));
  await shown.says(words);
  // No figure stands where nothing was judged.
  expect(shown.text()).not.toContain("lệch trung bình");
});

test("a room that cannot answer says why", async () => {
  await begin(() => fail({ code: "unavailable", detail: "x" }));
  await until(() => document.querySelector("[role=alert]") !== null);
  expect(shown.text()).toContain("Không đối chiếu được");
});

test.each([[undefined, "không thấy đỉnh"], [0, "đúng lúc"], [20, "đúng lúc"], [-5400, "sớm 90 phút"], [1500, "muộn 25 phút"]])("a peak that came %s s later is said as “%s”", (late, words) => {
  expect(lateWords(late === undefined ? {} : { late: SimulatedSeconds.parse(Math.abs(late)) * Math.sign(late) }, "vi")).toBe(words);
});
