import { afterEach, expect, test } from "vitest";
import type { DrillView } from "#contract/drill-request";
import type { RequestOutput } from "#contract/request";
import { fail, ok } from "#contract/result";
import { exerciseOf, injectOf, RUN, TRUC_BAN, TRUONG_CA } from "../../../test/kit/hand-drill.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { DrillPanel } from "./drill.tsx";

let room: WindowRoom;
let shown: Shown;
const cases: string[] = [];
async function begin(state: RequestOutput<"drill:state">, wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  room = await openWindowRoom({ roles: ["operator"], ...wish, answers: { "drill:state": () => ok(state), "exercise:list": () => ok({ exercises: [exerciseOf([0, 60])] }), "scenario:list": () => ok({ scenarios: [] }), ...wish.answers } });
  shown = show(<DrillPanel onCase={(id) => void cases.push(id)} />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string) => room.asked.filter((each) => each.name === name).map((each) => each.input);
const view = (more: Partial<DrillView> = {}): DrillView => {
  const { expected: _untold, ...told } = injectOf("mot", 0, { title: "Ngập sâu", text: "Nước lên 40 cm" });
  const now = Date.now();
  return { id: RUN, startedAt: now, zeroAt: now, until: now + 8 * 3_600_000, by: TRUONG_CA, exerciseId: exerciseOf([0]).id, name: "Bài thử", situation: "Mưa lớn", participants: [], total: 2, injects: [{ ...told, given: { injectId: "mot", at: now, lateBy: 0, takenAt: now, takenBy: TRUC_BAN } }], ...more };
};

test("a trainee judges an inject with grounds; without them nothing is sent, and no script or control is shown", async () => {
  await begin({ now: Date.now(), run: view(), reports: [] }, { answers: { "drill:judge": () => fail({ code: "conflict", detail: "judged already" }) } });
  await shown.says("Nước lên 40 cm");
  expect(shown.text()).toContain("DIỄN TẬP");
  for (const words of ["Tạm dừng", "Kịch bản"]) expect(shown.text()).not.toContain(words);
  await shown.press("SAI – loại bỏ");
  await shown.says("Cần ít nhất 3 ký tự");
  expect(asked("drill:judge")).toEqual([]);
  await shown.type("Căn cứ (đã xác minh thế nào)", "Gọi phường: không có");
  await shown.press("SAI – loại bỏ");
  await until(() => asked("drill:judge").length === 1);
  expect(asked("drill:judge")).toEqual([{ runId: RUN, injectId: "mot", real: false, reason: "Gọi phường: không có" }]);
});

test("who runs it pauses and ends it after a question; a refusal is told in words", async () => {
  await begin({ now: Date.now(), run: view({ script: exerciseOf([0, 60]).injects }), reports: [] }, { roles: ["shift-lead"], answers: { "drill:control": () => fail({ code: "conflict", detail: "a shift leader steers it on duty" }) } });
  await shown.press("Tạm dừng");
  await until(() => asked("drill:control").length === 1);
  await shown.press("Kết thúc diễn tập…");
  await shown.says("Kết thúc cuộc diễn tập?");
  expect(asked("drill:control")).toEqual([{ runId: RUN, does: "pause" }]);
});

test("H-7.3 without a run: exercises with a start behind a question, and the results that were", async () => {
  await begin({ now: Date.now(), reports: [{ id: RUN, exerciseId: exerciseOf([0]).id, name: "Bài cũ", startedAt: 0, endedAt: 60_000, score: 87.5, grade: "good" }] }, { roles: ["shift-lead"], answers: { "drill:start": () => fail({ code: "conflict", detail: "a shift leader starts it on duty" }) } });
  await shown.says("Bài cũ");
  expect(shown.text()).toContain("87.5 % · Tốt");
  await shown.press("Bắt đầu diễn tập…");
  await shown.says("Cảnh báo thật vẫn đến như thường");
  expect(asked("drill:start")).toEqual([]);
  [...document.querySelectorAll<HTMLElement>("[role=dialog] button")].at(-1)?.click();
  await shown.says("Trưởng ca phải vào ca trước");
  expect(asked("drill:start")).toEqual([{ exerciseId: "bai" }]);
});
