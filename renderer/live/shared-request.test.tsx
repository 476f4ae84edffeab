import { useSyncExternalStore } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Camera } from "#contract/camera";
import { SiteId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import { until } from "../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../test/kit/window-room.ts";
import { createSharedRequest } from "./shared-request.ts";

const camera = Camera.parse({ id: "cam-1", name: "Cầu Trường Tiền", position: [107.59, 16.47], streams: { main: { url: "rtsp://10.0.0.5/main" } }, version: 1, secured: false });
const list = createSharedRequest("camera:list", {}, ({ kind }) => kind === "backend:started");
function One() {
  const { value, fault } = useSyncExternalStore(list.subscribe, list.get);
  return <p>{value === undefined ? "nothing" : `${value.cameras.length} cameras`}{fault !== undefined && ` ${fault.code}`}</p>;
}

let room: WindowRoom;
let shown: Shown;
const asked = (): number => room.asked.filter(({ name }) => name === "camera:list").length;
const happens = (): void => room.happen({ kind: "backend:started", version: "1", site: SiteId.parse("hue"), clean: true });
beforeEach(async () => {
  room = await openWindowRoom({ answers: { "camera:list": () => ok({ cameras: [{ camera, states: { main: { is: "live", since: 1 } } }] }) } });
  shown = show(<>{Array.from({ length: 64 }, (_value, n) => <One key={n} />)}</>);
  await shown.says("1 cameras");
});
afterEach(async () => {
  shown.close();
  await room.stop();
});

test("sixty-four who need it ask once, and after a storm of facts that concern it once more", async () => {
  expect(asked()).toBe(1);
  for (let n = 0; n < 50; n += 1) happens();
  await until(() => asked() === 2);
  expect(shown.text().match(/1 cameras/g)).toHaveLength(64);
});

test("the last good answer stays where a newer one is refused, the refusal is told, and it is asked again", async () => {
  room.answers["camera:list"] = () => fail({ code: "too-many", retryAfter: 1 });
  happens();
  await shown.says("1 cameras too-many");
  room.answers["camera:list"] = () => ok({ cameras: [] });
  await shown.says("0 cameras");
  expect(shown.text()).not.toContain("too-many");
});
