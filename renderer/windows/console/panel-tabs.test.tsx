import { afterEach, expect, test } from "vitest";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { until } from "../../../test/kit/until.ts";
import { PANELS } from "../../panels/index.ts";
import { PanelTabs } from "./panel-tabs.tsx";

let room: WindowRoom;
let shown: Shown;
const chosen: string[] = [];
async function begin(open: string): Promise<void> {
  room = await openWindowRoom({ roles: ["shift-lead"] });
  shown = show(<PanelTabs entries={PANELS} shown={open} onShow={(id) => chosen.push(id)} onSend={() => undefined} onTime={() => undefined} onAside={undefined} />);
}
afterEach(async () => {
  shown.close();
  await room.stop();
});
const names = () => [...document.querySelectorAll("[role=tab]")].map((tab) => tab.textContent.trim());
const hasTab = (name: string): boolean => names().some((each) => each.startsWith(name));

test("what an alarm and a case need stands in the row; what sets up the room is one press away, and folds when it is chosen", async () => {
  await begin("alarm-card");
  await shown.says("Vụ việc");
  expect(names()).toHaveLength(PANELS.filter(({ setup }) => setup !== true).length);
  expect(hasTab("Tài khoản")).toBe(false);
  await shown.press("Thiết lập");
  await until(() => hasTab("Tài khoản"));
  expect(names()).toHaveLength(PANELS.length);
  [...document.querySelectorAll<HTMLElement>("[role=tab]")].find((tab) => tab.textContent.includes("Tài khoản"))?.click();
  await until(() => !hasTab("Tài khoản"));
  expect(chosen).toEqual(["accounts"]);
});

test("a set-up panel brought up by its key has its tab, selected", async () => {
  await begin("law");
  await until(() => hasTab("Quy trình và lịch"));
  expect(document.querySelector("[role=tab][aria-selected=true]")?.textContent).toContain("Quy trình và lịch");
});
