import { expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { openWatching } from "./watching.ts";

const [a, b] = ["a", "b"].map((id) => CameraId.parse(id)) as [CameraId, CameraId];
const state = (is: StreamState["is"], reason?: StreamState["reason"]): StreamState => ({ is, since: 0, ...(reason !== undefined && { reason }) });

test("streams somebody asks for are told together, each with since when; once", () => {
  const watching = openWatching();
  watching.take(a, "sub", state("connecting"), 1000);
  watching.take(b, "main", state("live"), 3000);
  watching.take(b, "sub", state("idle"), 3000);
  expect(watching.due(5000)).toEqual([]);
  expect(watching.due(9000)).toEqual([{ kind: "camera:watched", at: 9000, streams: [{ cameraId: a, stream: "sub", since: 1000 }, { cameraId: b, stream: "main", since: 3000 }] }]);
  expect(watching.due(99_000)).toEqual([]);
});
test("pages that turn, a gateway that dies and a camera that is lost leave it watched; five minutes of nobody do not, and say since when", () => {
  const watching = openWatching();
  watching.take(a, "main", state("live"), 0);
  expect(watching.due(5000)).toHaveLength(1);
  for (let at = 10_000; at < 400_000; at += 20_000) {
    watching.take(a, "main", state("idle"), at);
    watching.take(a, "main", state(at % 3 === 0 ? "live" : "lost", at % 3 === 0 ? undefined : "closed"), at + 10_000);
    watching.take(a, "main", state("lost", "gateway"), at + 11_000);
    expect(watching.due(at + 12_000)).toEqual([]);
  }
  watching.take(a, "main", state("idle"), 500_000);
  expect(watching.due(799_000)).toEqual([]);
  expect(watching.due(800_000)).toEqual([{ kind: "camera:unwatched", at: 800_000, streams: [{ cameraId: a, stream: "main", since: 500_000 }] }]);
});
test("switched off is watched by nobody; a camera that is gone is told no more; two bundles are half a minute apart", () => {
  const watching = openWatching();
  watching.take(a, "main", state("lost", "off"), 0);
  watching.take(b, "main", state("live"), 0);
  expect(watching.due(10_000)).toMatchObject([{ kind: "camera:watched", streams: [{ cameraId: b }] }]);
  watching.take(a, "main", state("live"), 11_000);
  expect(watching.due(39_000)).toEqual([]);
  expect(watching.due(40_000)).toMatchObject([{ streams: [{ cameraId: a }] }]);
  watching.forget(b);
  expect(watching.due(900_000)).toEqual([]);
});
