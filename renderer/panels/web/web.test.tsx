import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { SiteId } from "#contract/ids";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { Held } from "../../live/held.ts";
import { WebCell } from "./web.tsx";

let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});
function Freezing({ url }: { url: string }) {
  const [held, setHeld] = useState(false);
  return <><button type="button" onClick={() => setHeld(!held)}>đóng</button><Held value={held}><WebCell settings={{ url, reloadEvery: 0 }} title={undefined} followed={undefined} onFresh={() => undefined} /></Held></>;
}

test("a frozen page is covered, for it would go on living; released it is the same page, not loaded again", async () => {
  const webPages: string[] = [];
  room = await openWindowRoom({ snapshot: { site: { id: SiteId.parse("hue"), name: "Huế", demo: false, centre: [107.58, 16.46], webPages } } });
  webPages.push(location.origin); // the room's own server, known only now
  room.cut();
  shown = show(<Freezing url={`${location.origin}/trang`} />);
  const frame = (): Element | null => document.querySelector("iframe");
  await until(() => frame() !== null, 8000, () => document.body.innerHTML);
  const before = frame();
  await shown.press("đóng");
  await shown.says("Trang web không đóng băng được");
  expect(before?.closest("[data-held]")).not.toBeNull();
  await shown.press("đóng");
  await until(() => !shown.text().includes("đóng băng"));
  expect(frame()).toBe(before);
});
