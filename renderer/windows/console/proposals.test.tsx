import { afterEach, expect, test } from "vitest";
import { AccountId, BindingId, MonitorId, ProposalId, SceneId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { Monitor, Proposal, Scene } from "#contract/wall";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Notices } from "../../design/notice.tsx";
import { answerOf, Proposals } from "./proposals.tsx";

const monitorId = MonitorId.parse("m1");
const alarm = alarmOf({ id: "a1", message: "Sông Hương vượt báo động III", priority: "emergency" });
const scene = Scene.parse({ id: "s1", name: "Mưa lũ", version: 1, monitors: [monitorId], cells: [], savedAt: 1 });
const proposal = (over: object = {}): Proposal => Proposal.parse({ id: "p1", bindingId: BindingId.parse("b1"), sceneId: SceneId.parse("s1"), alarmId: alarm.id, priority: "emergency", mode: "ask", at: Date.now(), due: Date.now() + 60_000, ...over });

let room: WindowRoom;
let shown: Shown;
async function begin(wish: Parameters<typeof openWindowRoom>[0] = {}): Promise<void> {
  const wall = emptyWall();
  wall.monitors.set(monitorId, Monitor.parse({ id: monitorId, number: 1, name: "Màn hình 1", role: "wall", at: { x: 0, y: 0, w: 1920, h: 1080 }, whenLost: { how: "share" } }));
  wall.scenes.set(scene.id, scene);
  room = await openWindowRoom({ alarms: [alarm], snapshot: { wall: wallOf(wall) }, answers: { "wall:answer": () => ok({}) }, ...wish });
  shown = show(<><Proposals /><input aria-label="ghi chú" /><Notices /></>);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const answers = (): unknown[] => room.asked.filter((each) => each.name === "wall:answer").map((each) => each.input);
const CHORD = { ctrlKey: true, shiftKey: true };
/** A key struck at once was meant for something else: strikes again and again, as an operator would. */
const strikeUntil = (key: string, done: () => boolean): Promise<void> => until(() => {
  if (!done()) strike(key, CHORD);
  return done();
}, 5_000, () => `${key} did nothing`);

test("a console is asked, Ctrl+Shift+Enter says yes, and everybody hears who said so", async () => {
  await begin();
  room.happen({ kind: "wall:proposed", proposal: proposal() });
  await shown.says("Cảnh báo “Sông Hương vượt báo động III”: chuyển tường sang cảnh “Mưa lũ”?");
  await strikeUntil("Enter", () => answers().length > 0);
  expect(answers()).toEqual([{ proposalId: "p1", accept: true }]);
  room.happen({ kind: "wall:answered", proposalId: ProposalId.parse("p1"), outcome: "accepted", by: AccountId.parse("lan") });
  await shown.says("lan đã chuyển tường sang cảnh Mưa lũ");
  expect(shown.find("[data-mode]", "")).toBe(undefined);
});

test("Enter and Escape alone, wherever they are struck, answer nothing: they belong to the alarm queue", async () => {
  await begin();
  room.happen({ kind: "wall:proposed", proposal: proposal() });
  await shown.says("Ctrl+Shift+Enter");
  await shown.says("Ctrl+Shift+⌫");
  const since = Date.now();
  await until(() => {
    for (const key of ["Enter", "Escape", "Backspace"]) strike(key);
    return Date.now() - since > 1500;
  });
  expect(answers()).toEqual([]);
  await strikeUntil("Enter", () => answers().length > 0); // by then the question does listen
  expect(answers()).toEqual([{ proposalId: "p1", accept: true }]);
});

test.each([
  [{ key: "Enter", ctrlKey: true, shiftKey: true }, "accept"], [{ key: "Backspace", ctrlKey: true, shiftKey: true }, "refuse"],
  [{ key: "Enter", ctrlKey: true }, undefined], [{ key: "Enter", shiftKey: true }, undefined], [{ key: "Escape", ctrlKey: true, shiftKey: true }, undefined],
  [{ key: "Enter", ctrlKey: true, shiftKey: true, repeat: true }, undefined], [{ key: "Enter", ctrlKey: true, shiftKey: true, altKey: true }, undefined],
] as const)("%j answers %s", (stroke, answer) => expect(answerOf(new KeyboardEvent("keydown", stroke))).toBe(answer));

test("who types is not disturbed: keys belong to the field, a stroke later to the question", async () => {
  await begin();
  room.happen({ kind: "wall:proposed", proposal: proposal() });
  await shown.says("chuyển tường sang cảnh");
  const field = document.querySelector<HTMLInputElement>("input")!;
  const since = Date.now();
  // Longer than the while in which no key counts.
  await until(() => {
    field.focus();
    strike("Enter", CHORD);
    strike("Backspace", CHORD);
    return Date.now() - since > 1500;
  });
  expect(answers()).toEqual([]);
  field.blur();
  await strikeUntil("Backspace", () => answers().length > 0);
  expect(answers()).toEqual([{ proposalId: "p1", accept: false }]);
});

test("a key struck as the question comes up answers nothing", async () => {
  await begin();
  room.happen({ kind: "wall:proposed", proposal: proposal() });
  await until(() => {
    strike("Enter", CHORD);
    return shown.text().includes("chuyển tường sang cảnh");
  });
  strike("Enter", CHORD);
  expect(answers()).toEqual([]);
});

test("told, not asked: the seconds are counted and only Cancel is offered", async () => {
  await begin();
  room.happen({ kind: "wall:proposed", proposal: proposal({ mode: "tell", due: Date.now() + 5000 }) });
  await shown.says("tường chuyển sang cảnh “Mưa lũ” sau 5 giây");
  expect(shown.find("button", "Chuyển")).toBe(undefined);
  await shown.says("sau 3 giây");
  strike("Enter", CHORD);
  await strikeUntil("Backspace", () => answers().length > 0);
  expect(answers()).toEqual([{ proposalId: "p1", accept: false }]);
});

test("the gravest is asked first; a refusal of the backend is told", async () => {
  await begin({ answers: { "wall:answer": () => fail({ code: "conflict", detail: "nothing of the scene is on the wall any more" }) } });
  room.happen({ kind: "wall:proposed", proposal: proposal({ id: "p0", priority: "high" }) }, { kind: "wall:proposed", proposal: proposal() });
  await shown.says("còn 1 đề nghị");
  await shown.press("Chuyển");
  await shown.says("không còn màn hình nào của cảnh này trên tường");
  expect(answers()).toEqual([{ proposalId: "p1", accept: true }]);
});

test("who has no say sees the question without buttons, and keys do nothing", async () => {
  await begin({ roles: ["leader"] });
  room.happen({ kind: "wall:proposed", proposal: proposal() });
  await shown.says("chuyển tường sang cảnh");
  expect(shown.find("button", "Không")).toBe(undefined);
});
