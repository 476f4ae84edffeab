import { expect, test } from "vitest";
import { Datastream } from "#contract/things";
import { SourceId } from "#contract/ids";
import { Source } from "#contract/source";
import type { Delivery } from "../ports.ts";
import { quietLog } from "../../test/kit/quiet-log.ts";
import { Columns } from "./columns.ts";
import { openIntake, WAITING_LIMIT } from "./intake.ts";
import { Newest } from "./newest.ts";

const source = Source.parse({ id: "tram", name: "Trạm", limit: 1_000_000 });
const datastream = Datastream.parse({ id: "a", series: 0, thingId: "t", observedPropertyId: "p", sensorId: "s", name: "a", unit: "m", period: 60, staleAfter: 600 });

function setUp() {
  let blocked = false;
  const now = { wall: 1_800_000_000_000, steady: 1000 };
  const judge = new Columns();
  const intake = openIntake({
    source: (id) => (id === "tram" ? source : undefined), datastream: (id) => (id === "a" ? datastream : undefined), newest: new Newest(), judge,
    convert: () => ({ fault: "unknown-unit" }), now: () => now, log: quietLog(), onWork: () => {}, blocked: () => blocked,
  });
  const deliver = (results: number[], extra: Partial<Delivery> = {}) => intake.deliver({ sourceId: source.id, readings: results.map((result, i) => ({ datastreamId: "a", result, phenomenonTime: now.wall + i })), refused: [], ...extra });
  return { intake, judge, now, deliver, block: (value: boolean) => (blocked = value) };
}

test("readings go two ways: to be judged, and into the batch to be stored; a late one only into the batch", () => {
  const { intake, judge, now, deliver } = setUp();
  expect(deliver([1, 2])).toBe(true);
  intake.deliver({ sourceId: source.id, readings: [{ datastreamId: "a", result: 9, phenomenonTime: now.wall - 5000 }], refused: [] });
  expect(judge.n).toBe(2);
  const sealed = intake.takeBatch().seal();
  expect([...sealed.v]).toEqual([1, 2, 9]);
  expect([...sealed.late]).toEqual([0, 0, 1]);
});

test("invariant 8 what is refused stays in the batch with its reason, beyond the samples only counted", () => {
  const { intake } = setUp();
  const readings = Array.from({ length: 500 }, () => ({ datastreamId: "nowhere", result: 1 }));
  intake.deliver({ sourceId: source.id, readings, refused: [{ reason: "malformed", detail: "not JSON", sample: "{" }] });
  const sealed = intake.takeBatch().seal();
  const more = sealed.moreRejected.reduce((sum, { count }) => sum + count, 0);
  expect(sealed.rejections.length + more).toBe(501);
  expect(sealed.rejections[0]).toMatchObject({ reason: "unknown-datastream", datastreamId: "nowhere" });
});

test("a source nobody knows gets a fault and leaves no trace in the batch", () => {
  const { intake } = setUp();
  const outcomes: unknown[] = [];
  intake.deliver({ sourceId: SourceId.parse("stranger"), readings: [{ datastreamId: "a", result: 1 }], refused: [], settle: (outcome) => outcomes.push(outcome) });
  expect(outcomes).toMatchObject([{ ok: false, fault: { code: "unknown-id" } }]);
  expect(intake.open.n).toBe(0);
});

test("above the bound senders are told to stop, and told once there is room for half of it", () => {
  const { intake, deliver } = setUp();
  let room = 0;
  intake.onRoom(() => room++);
  intake.setWaiting(WAITING_LIMIT);
  expect(deliver([1])).toBe(false);
  intake.takeBatch();
  intake.setWaiting(WAITING_LIMIT - 1);
  expect(room).toBe(0);
  // No longer crowded, but whoever was told to stop still waits: the answer stays no until the call.
  expect(deliver([2])).toBe(false);
  intake.takeBatch();
  intake.setWaiting(WAITING_LIMIT / 2);
  expect(room).toBe(1);
  expect(deliver([3])).toBe(true);
});

test("facts held on a full disk stop the sources too, and a look afterwards sets them free", () => {
  const { intake, deliver, block } = setUp();
  let room = 0;
  intake.onRoom(() => room++);
  block(true);
  expect(deliver([1])).toBe(false);
  intake.review();
  expect(room).toBe(0);
  block(false);
  intake.review();
  expect(room).toBe(1);
});

test("readings without a time keep their order within one millisecond: the newest decides, none is lost", () => {
  const { intake, judge, now } = setUp();
  intake.deliver({ sourceId: source.id, readings: [{ datastreamId: "a", result: 1 }, { datastreamId: "a", result: 99 }], refused: [] });
  expect([...judge.v.slice(0, judge.n)]).toEqual([1, 99]);
  expect([...intake.takeBatch().seal().t]).toEqual([now.wall, now.wall + 1]);
});

test("more than 1,000 a second of them are refused by name, not dropped", () => {
  const { intake } = setUp();
  intake.deliver({ sourceId: source.id, readings: Array.from({ length: 1500 }, (_value, i) => ({ datastreamId: "a", result: i })), refused: [] });
  const sealed = intake.takeBatch().seal();
  expect(sealed.series.length).toBe(1001);
  expect(sealed.rejections.length + sealed.moreRejected.reduce((sum, { count }) => sum + count, 0)).toBe(499);
  expect(sealed.rejections[0]?.reason).toBe("rate-limited");
});
