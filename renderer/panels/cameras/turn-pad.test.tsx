import { afterEach, expect, test } from "vitest";
import { Camera } from "#contract/camera";
import type { Role } from "#contract/account";
import { fail, ok, type Result } from "#contract/result";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { TurnPad } from "./turn-pad.tsx";

const camera = Camera.parse({ id: "cau", name: "Cầu", position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" } }, control: { address: "http://10.0.0.5/onvif" }, secured: true, version: 1 });
let room: WindowRoom;
let shown: Shown;
async function begin(roles: Role[], of = camera, cannot = false, turned: Result<Record<string, never>> = ok({})): Promise<void> {
  room = await openWindowRoom({ roles, answers: {
    "camera:presets": () => (cannot ? fail({ code: "unavailable", detail: "camera: cannot" }) : ok({ presets: [{ token: "7", name: "Cổng chính" }, { token: "9", name: "Kè" }] })),
    "camera:turn": () => turned, "camera:halt": () => ok({}), "camera:preset": () => ok({}),
  } });
  shown = show(<TurnPad camera={of} />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const asked = (name: string): unknown[] => room.asked.filter((each) => each.name === name).map(({ input }) => input);
const key = (type: "keydown" | "keyup", name: string, repeat = false): boolean => window.dispatchEvent(new KeyboardEvent(type, { key: name, repeat, cancelable: true }));
/** The pad hears keys a moment after it is seen. */
const hears = (name: string): Promise<void> => until(() => !key("keydown", name));

test("a held arrow turns the camera, again and again; let go it stops", async () => {
  await begin(["operator"]);
  await shown.says("Cổng chính");
  await hears("ArrowLeft");
  key("keydown", "ArrowLeft", true);
  await until(() => asked("camera:turn").length >= 2, 10_000);
  expect(asked("camera:turn")[0]).toEqual({ cameraId: "cau", pan: -0.4 });
  key("keyup", "ArrowLeft");
  await until(() => asked("camera:halt").length === 1);
});
test("a digit is a preset, and no other key of the window hears it", async () => {
  await begin(["operator"]);
  await shown.says("Kè");
  await hears("2");
  let heard = "";
  const other = ({ key: name }: KeyboardEvent): void => void (heard += name);
  addEventListener("keydown", other);
  key("keydown", "1");
  key("keydown", "5");
  removeEventListener("keydown", other);
  await until(() => asked("camera:preset").length === 2);
  expect(asked("camera:preset")).toEqual([{ cameraId: "cau", preset: { token: "9", name: "Kè" } }, { cameraId: "cau", preset: { token: "7", name: "Cổng chính" } }]);
  // There is no fifth: whoever else knows that key may have it.
  expect(heard).toBe("5");
});
test("what goes away while it turns stops the camera", async () => {
  await begin(["technician"]);
  await shown.says("Cổng chính");
  await hears("+");
  await until(() => asked("camera:turn").length >= 1);
  shown.close();
  await until(() => asked("camera:halt").length === 1);
  expect(asked("camera:turn")[0]).toEqual({ cameraId: "cau", zoom: 0.4 });
});
test.each<[string, Result<never>, number]>([
  ["somebody else turns it: theirs goes on", fail({ code: "conflict", detail: "somebody else is turning this camera" }), 0],
  ["it does not answer: it is told to stop all the same", fail({ code: "unavailable", detail: "camera: timeout" }), 1],
])("a word that is refused ends the turning; %s", async (_, turned, halts) => {
  await begin(["operator"], camera, false, turned);
  await shown.says("Cổng chính");
  await hears("ArrowLeft");
  // The refusal is there: before that it is not ended, and let go it would rightly be stopped.
  await until(() => asked("camera:turn").length >= 1 && document.querySelector("[role=alert]") !== null && document.querySelector("[data-held]") === null);
  key("keyup", "ArrowLeft");
  // A question after it: what was to be asked before has been.
  key("keydown", "1");
  await until(() => asked("camera:preset").length === 1);
  expect(asked("camera:halt").length).toBe(halts);
});
test("a camera without a motor says so; who may not turn one sees nothing", async () => {
  await begin(["operator"], camera, true);
  await shown.says("camera này không làm được việc đó");
  expect(document.querySelector("[data-direction]")).toBeNull();
});
test("a leader, and a camera without a control address, have no pad", async () => {
  await begin(["leader"]);
  expect(document.querySelector("[data-direction]")).toBeNull();
  expect(asked("camera:presets")).toEqual([]);
});
