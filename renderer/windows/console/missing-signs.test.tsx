import { afterEach, describe, expect, test } from "vitest";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { missingMonitors } from "../../live/missing-monitors.ts";
import { until } from "../../../test/kit/until.ts";
import { attendance, DISPLAY, monitor } from "../../../test/kit/walls.ts";
import { openWindowRoom, show, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import type { Attendance } from "#contract/wall";
import { MissingSigns } from "./missing-signs.tsx";

describe("what counts as missing", () => {
  const MINUTE = 60_000;
  const of = (attendances: readonly Attendance[], change: { role?: "wall" | "off" } = {}) => {
    const wall = { monitors: new Map([1, 2, 3].map((n) => [`m${n}`, monitor(n, change)])), cells: new Map(), attendances: new Map(attendances.map((one) => [one.monitorId, one])) };
    return missingMonitors(wall, MINUTE).map(({ monitors, cause, since }) => [monitors.map(({ number }) => number).join(), cause, since]);
  };
  const left = (number: number, leftAt: number, leftCause: Attendance["leftCause"]) => attendance(number, 0, { leftAt, leftCause });

  test("a monitor that is shown, or never was, is not", () => expect(of([attendance(1, 0)])).toEqual([]));
  test("one that is no part of the wall is not", () => expect(of([left(1, 1, "unplugged")], { role: "off" })).toEqual([]));
  test("a window that went a moment ago may only load anew; a cable is pulled at once, and a page is put aside at once", () => {
    expect(of([left(1, MINUTE - 1_000, "window-gone"), left(2, MINUTE - 1_000, "unplugged"), left(3, MINUTE - 900, "page-failed")])).toEqual([["2", "unplugged", MINUTE - 1_000], ["3", "aside", MINUTE - 900]]);
  });
  test("all windows of one PC: the PC; one of several: its window", () => {
    expect(of([left(3, 1_050, "window-gone"), left(1, 1_000, "window-gone"), left(2, 1_100, "window-gone")])).toEqual([["1,2,3", "pc", 1_000]]);
    expect(of([left(1, 1_000, "window-gone"), attendance(2, 0), attendance(3, 0)])).toEqual([["1", "window", 1_000]]);
  });
  test("what went at another time or for another reason is told apart, oldest first", () => {
    expect(of([left(1, 40_000, "unplugged"), left(2, 20_000, "unplugged"), left(3, 20_500, "backend-restarted")])).toEqual([["2", "unplugged", 20_000], ["3", "restarted", 20_500], ["1", "unplugged", 40_000]]);
  });
});

describe("on a console", () => {
  let room: WindowRoom;
  let shown: Shown;
  afterEach(async () => {
    shown.close();
    await room.stop();
  });

  test("each monitor that is lost or stands aside is named with its reason and since when, until it is back; a screen reader hears it", async () => {
    const here = [1, 2, 3].map((n) => attendance(n, 1));
    room = await openWindowRoom({ snapshot: { wall: { ...wallOf(emptyWall()), monitors: [1, 2, 3].map((n) => monitor(n)), attendances: here } } });
    shown = show(<MissingSigns />);
    const place = () => shown.page.querySelector("[role=status]");
    await until(() => place() !== null);
    expect(place()?.textContent).toBe("");
    const gone = (n: number, cause: "unplugged" | "page-failed") => room.happen({ kind: "wall:left", monitorId: monitor(n).id, displayId: DISPLAY, cause });
    gone(3, "unplugged");
    await shown.says("Màn hình 3 mất kết nối từ");
    gone(2, "page-failed");
    await shown.says("Màn hình 2 đang ở trang an toàn từ");
    expect(place()?.textContent).toMatch(/Màn hình 3 mất kết nối từ \d\d:\d\d \(rút cáp/);
    room.happen({ kind: "wall:attended", attendance: { ...attendance(3, Date.now()) } });
    await until(() => !shown.text().includes("Màn hình 3"));
    expect(shown.text()).toContain("Màn hình 2");
  });
});
