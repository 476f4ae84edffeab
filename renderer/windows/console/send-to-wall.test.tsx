import { afterEach, expect, test } from "vitest";
import { fail, ok } from "#contract/result";
import { emptyWall, wallOf } from "#contract/wall-fold";
import { until } from "../../../test/kit/until.ts";
import { cell, monitor } from "../../../test/kit/walls.ts";
import { openWindowRoom, show, strike, type Shown, type WindowRoom } from "../../../test/kit/window-room.ts";
import { SendToWall } from "./send-to-wall.tsx";

let room: WindowRoom;
let shown: Shown;
afterEach(async () => {
  shown.close();
  await room.stop();
});
const sent = (): unknown[] => room.asked.filter((each) => each.name === "wall:operate").map((each) => each.input);

test("a cell that a colleague changed while its number stood there is not overwritten unseen: the conflict is told, the next Enter means what is there now", async () => {
  const before = cell("c1", 1, [{ kind: "map", title: "Bản đồ lưu vực" }], { rev: 3 });
  room = await openWindowRoom({ snapshot: { wall: { ...wallOf(emptyWall()), monitors: [monitor(1)], cells: [before] } }, answers: { "wall:operate": () => fail({ code: "conflict", detail: "cell c1: rev 9 is in force, not 3; changed by lan: put" }) } });
  shown = show(<SendToWall alarmId={undefined} thingId={undefined} onClose={() => undefined} />);
  await shown.type("Ô, ví dụ 2.3", "1.1 đồng hồ");
  await shown.says("đang có: Bản đồ lưu vực");
  room.happen({ kind: "wall:edited", deed: "put", changes: [{ part: "cell", id: before.id, before, after: { ...before, rev: 9, panels: [{ kind: "alarm-board", title: "Bảng của Lan", settings: {}, sensitive: false }] } }] });
  await shown.says("đang có: Bảng của Lan");
  document.querySelector("input")!.focus();
  strike("Enter");
  await until(() => sent().length === 1);
  expect(sent()).toMatchObject([{ operations: [{ do: "put", cellId: "c1", rev: 3 }] }]);
  await shown.says("lan vừa đổi ô 1.1");
  room.answers["wall:operate"] = () => ok({ seq: 10 });
  document.querySelector("input")!.focus();
  strike("Enter");
  await until(() => sent().length === 2);
  expect(sent()[1]).toMatchObject({ operations: [{ do: "put", cellId: "c1", rev: 9 }] });
});
