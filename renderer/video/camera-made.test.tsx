import { afterEach, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { fail, ok } from "#contract/result";
import { until } from "../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../test/kit/window-room.ts";
import { CameraMade } from "./camera-made.tsx";

let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("invariant 7: a picture that the camera made is shown with its age, and asked for again", async () => {
  room = await openWindowRoom({ answers: { "camera:picture": () => ok({ jpeg: "AAAA", width: 2, height: 1, at: Date.now() }) } });
  shown = show(<CameraMade camera={CameraId.parse("cau")} />);
  await shown.says("Ảnh camera tự chụp");
  expect(document.querySelector("img")?.getAttribute("src")).toBe("data:image/jpeg;base64,AAAA");
  await until(() => room.asked.filter(({ name }) => name === "camera:picture").length >= 2, 20_000);
}, 30_000);
test("a camera that makes none leaves the tile as it is", async () => {
  room = await openWindowRoom({ answers: { "camera:picture": () => fail({ code: "unavailable", detail: "camera: cannot" }) } });
  shown = show(<CameraMade camera={CameraId.parse("cau")} />);
  await until(() => room.asked.some(({ name }) => name === "camera:picture"));
  expect(document.querySelector("img")).toBeNull();
});
test("of many tiles one asks at a time", async () => {
  let [open, most, count] = [0, 0, 0];
  room = await openWindowRoom({ answers: { "camera:picture": async () => {
    count++;
    most = Math.max(most, ++open);
    await new Promise((done) => setTimeout(done, 100));
    open--;
    return ok({ jpeg: "AAAA", width: 2, height: 1, at: Date.now() });
  } } });
  shown = show(<>{["cau", "dap", "de", "cho"].map((id) => <CameraMade key={id} camera={CameraId.parse(id)} />)}</>);
  await until(() => document.querySelectorAll("img").length === 4, 20_000);
  expect(count).toBeGreaterThanOrEqual(4);
  expect(most).toBe(1);
}, 30_000);
