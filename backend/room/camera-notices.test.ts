import { expect, test } from "vitest";
import { Camera, CameraId } from "#contract/camera";
import type { Fact } from "#contract/fact";
import { ok } from "#contract/result";
import { Thing } from "#contract/things";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { until } from "../../test/kit/until.ts";
import { fold } from "../core/fold.ts";
import { emptyState } from "../core/state.ts";
import type { Delivery } from "../ports.ts";
import { openCameraNotices } from "./camera-notices.ts";

/** A room with two cameras whose ids begin alike, for longer than an id of a datastream has room. */
const [GATE, SLUICE] = ["a", "b"].map((end) => CameraId.parse(`hue.huong-river.left-bank.dap-da-bridge.pole-17.${end}`)) as [CameraId, CameraId];

test("inputs and cameras whose names begin alike have datastreams of their own", async () => {
  const state = emptyState();
  state.things.set("t", Thing.parse({ id: "t", name: "Trạm", position: [107.5, 16.4], area: "a", kind: "camera" }));
  for (const id of [GATE, SLUICE]) state.cameras.set(id, Camera.parse({ id, name: id.slice(-1), thingId: "t", streams: { main: { url: "rtsp://10.0.0.9/x" } }, secured: false, version: 1 }));
  const delivered: Delivery["readings"] = [];
  let series = 0;
  const take = openCameraNotices({
    state, doubtful: (id) => id === GATE, log: quietLog(), nextSeries: () => ++series, now: () => ({ wall: 1000, steady: 0 }),
    ledger: { commit: async (news) => {
      for (const fact of news) fold(state, fact);
      return ok(news.map((fact, i): Fact => ({ ...fact, seq: i + 1 })));
    } },
    intake: { deliver: ({ readings }) => delivered.push(...readings) > 0 },
  });
  for (const cameraId of [GATE, SLUICE]) take({ cameraId, malformed: 0, left: 0, notices: ["DIGITAL_INPUT0", "DIGITAL_INPUT1", undefined].map((input) => ({ kind: input === undefined ? "motion" : "input", input, value: 1, at: 1000 })) });
  await until(() => delivered.length === 6);
  expect(new Set(delivered.map(({ datastreamId }) => datastreamId)).size).toBe(6);
  expect(state.datastreams.size).toBe(6);
  // H-6.1: what a camera makes of a covered picture is doubtful data; its inputs do not hang on the picture.
  expect(delivered.map(({ quality }) => quality)).toEqual([undefined, undefined, "uncertain", undefined, undefined, undefined]);
});
