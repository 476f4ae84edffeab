import { existsSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { CameraId, type StreamState } from "#contract/camera";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { tempFolder } from "../../../test/kit/journal.ts";
import type { Order } from "../gateway/orders.ts";
import { openClips } from "./clips.ts";

const { folder, remove } = tempFolder();
afterAll(remove);
const CLIPPED = { stream: "main" as const, codec: "avc1.42001e", width: 320, height: 240, from: 1, to: 2, pictures: 3, broken: 0, gaps: [] };

function desk() {
  const clock = handClock();
  const sent: Extract<Order, { is: "clip" }>[] = [];
  const shown: StreamState = { is: "live", since: 0, pictureAt: Infinity };
  const clips = openClips({ folder, clock, states: () => [shown, { is: "idle", since: 0 }], send: (order) => {
    if (order.is === "clip") sent.push(order);
    return true;
  } });
  const wanted = () => ({ cameraId: CameraId.parse("cau"), from: clock.wall() - 10_000, to: clock.wall() + 5000, at: clock.wall() });
  return { clock, sent, clips, wanted, shown };
}

test("a clip is asked for when its time is over, and anew of a gateway that died over it", async () => {
  const { clock, sent, clips, wanted } = desk();
  const made = clips.make(wanted());
  clock.pass(5000);
  clips.begun();
  expect(sent).toHaveLength(0);
  clock.pass(1000);
  expect(sent).toHaveLength(1);
  clips.begun();
  expect(sent).toHaveLength(2);
  expect(new Set(sent.map(({ file }) => file)).size).toBe(2);
  // What the dead one still said is of no clip any more.
  clips.told({ is: "clip", id: sent[0]!.id, fault: "failed" });
  writeFileSync(sent[1]!.file, "film");
  clips.told({ is: "clip", id: sent[1]!.id, made: CLIPPED });
  const answer = await made;
  expect(answer).toMatchObject({ ok: true, value: { file: sent[1]!.file, clipped: CLIPPED } });
  if (answer.ok) await answer.value.release();
  expect(existsSync(sent[1]!.file)).toBe(false);
});

test("what cannot be had says why; a gateway that never answers is not waited for for ever; no more than sixteen wait", async () => {
  const { clock, sent, clips, wanted } = desk();
  const all = Array.from({ length: 17 }, () => clips.make(wanted()));
  expect(await all[16]).toMatchObject({ ok: false, fault: { code: "too-many" } });
  clock.pass(6000);
  for (const [i, fault] of (["none", "codec", "disk-full", "failed"] as const).entries()) clips.told({ is: "clip", id: sent[i]!.id, fault });
  clock.pass(12_000);
  expect((await Promise.all(all.slice(0, 16))).map((one) => (one.ok ? "" : one.fault.code))).toEqual(["unknown-id", "conflict", "disk-full", ...Array(13).fill("unavailable")]);
});

test("a clip of pictures that come later than they were made waits for the last of them, and not for ever", async () => {
  const { clock, sent, clips, wanted, shown } = desk();
  const first = wanted();
  void clips.make(first);
  for (let second = 0; second < 13; second++) {
    shown.pictureAt = clock.wall() - 8000;
    clock.pass(1000);
  }
  expect(sent).toHaveLength(0);
  shown.pictureAt = first.to;
  clock.pass(1000);
  expect(sent).toHaveLength(1);
  void clips.make(wanted());
  shown.pictureAt = 0;
  clock.pass(5000 + 15_000);
  expect(sent).toHaveLength(1);
  clock.pass(1000);
  expect(sent).toHaveLength(2);
  // None is coming: what is there is taken at once.
  shown.is = "lost";
  void clips.make(wanted());
  clock.pass(6000);
  expect(sent).toHaveLength(3);
  clips.close();
});
