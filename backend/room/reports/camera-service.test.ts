import { expect, test } from "vitest";
import { Camera, CameraId } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, SiteId } from "#contract/ids";
import { valueOf } from "../../../test/kit/backend.ts";
import { pastOf } from "../../../test/kit/past-model.ts";
import { emptyState } from "../../core/state.ts";
import { workingCalendar } from "../../law/vietnam-calendar.ts";
import { cameraServiceAnswers, together } from "./camera-service.ts";

const HOUR = 3_600_000;
/** 2026-11-23, 00:00 by the city's time. */
const TODAY = Date.UTC(2026, 10, 22, 17);
const id = CameraId.parse("cau");
const camera = Camera.parse({ id, name: "Cầu", position: [107.5, 16.4], streams: { main: { url: "rtsp://10.0.0.9/x" } }, secured: false, version: 1 });
const party = { kind: "person" } as never;

/** @param noise outages of another camera, `every` ms, from `first` on; @param since when the room began; @param killed when, and when it began again */
function room(noise = 0, { first = TODAY - 48 * HOUR, every = 60_000, since = TODAY - 60 * HOUR, killed = [] as number[] } = {}) {
  const state = emptyState();
  state.cameras.set(id, camera);
  state.calendars.set(workingCalendar.id, workingCalendar);
  const made: NewFact[] = [
    { kind: "backend:started", at: since, version: "1", site: SiteId.parse("hue"), clean: true },
    { kind: "camera:saved", at: since, camera, loginChanged: false },
    { kind: "camera:watched", at: since + HOUR, streams: [{ cameraId: id, stream: "main", since }] },
    ...Array.from({ length: noise }, (_, i): NewFact => ({ kind: "camera:lost", at: first + i * every, cameraId: CameraId.parse("khac"), stream: "main", reason: "closed", since: first + i * every })),
    { kind: "shift:began", at: TODAY + 6 * HOUR, accountId: AccountId.parse("lan") },
    ...killed.slice(1).map((at): NewFact => ({ kind: "backend:started", at, version: "1", site: SiteId.parse("hue"), clean: false, aliveAt: killed[0]! })),
    { kind: "camera:lost", at: TODAY + 7 * HOUR, cameraId: id, stream: "main", reason: "closed", since: TODAY + 7 * HOUR },
    { kind: "camera:back", at: TODAY + 8 * HOUR, cameraId: id, stream: "main", lostFor: HOUR },
  ];
  const facts = made.toSorted((a, b) => a.at - b.at).map((fact, i): Fact => ({ ...fact, seq: i + 1 }));
  let [pages, now] = [0, TODAY + 10 * HOUR];
  const answers = cameraServiceAnswers({
    state, clock: { wall: () => now, after: (_ms, act) => (queueMicrotask(act), () => undefined) },
    journal: { past: () => pastOf(facts), recent({ kinds, before = Infinity, limit }) {
      pages++;
      const page: Fact[] = [];
      for (let at = Math.min(before - 1, facts.length) - 1; at >= 0 && page.length < limit; at--) if (kinds?.includes(facts[at]!.kind) !== false) page.push(facts[at]!);
      return page;
    } },
  });
  return { ask: async (span: "shift" | "day" | "month", back = 0) => answers["camera:service"]({ span, back }, party, undefined as never), pages: () => pages, pass: (ms: number) => void (now += ms) };
}

test("H-13.1 a shift, a day and a month of a camera's, by the city's time", async () => {
  const { ask } = room();
  expect(valueOf(await ask("shift"))).toEqual({ period: { from: TODAY + 6 * HOUR, to: TODAY + 10 * HOUR }, cut: false, cameras: [{ cameraId: id, up: 3 * HOUR, fault: HOUR, off: 0, centre: 0, unwatched: 0, losses: 1 }] });
  expect(valueOf(await ask("day"))).toMatchObject({ period: { from: TODAY, to: TODAY + 10 * HOUR }, cameras: [{ up: 9 * HOUR, fault: HOUR }] });
  expect(valueOf(await ask("day", 1))).toMatchObject({ period: { from: TODAY - 24 * HOUR, to: TODAY }, cameras: [{ up: 24 * HOUR, fault: 0 }] });
  expect(valueOf(await ask("month"))).toMatchObject({ period: { from: TODAY - 22 * 24 * HOUR, to: TODAY + 10 * HOUR }, cameras: [{ up: 69 * HOUR, fault: HOUR }] });
  expect(valueOf(await ask("month", 1))).toEqual({ period: { from: TODAY - 53 * 24 * HOUR, to: TODAY - 22 * 24 * HOUR }, cut: false, cameras: [] });
  expect(valueOf(await ask("shift", 1))).toEqual({ cut: false, cameras: [] });
  expect(await ask("month", 9)).toMatchObject({ ok: false, fault: { code: "malformed" } });
});
test("a journal full of other cameras is read in slices, and no more than there need be; asked again soon it is not read again", async () => {
  const { ask, pages } = room(2000);
  expect(valueOf(await ask("day"))).toMatchObject({ cut: false, cameras: [{ cameraId: id, up: 9 * HOUR, fault: HOUR }] });
  const read = pages();
  expect(read).toBeGreaterThan(4);
  await ask("day");
  expect(pages()).toBe(read);
});
test("a period that is over is not counted anew for minutes, one under way not as often as windows ask; yesterday is another day tomorrow", async () => {
  const { ask, pages, pass } = room();
  await ask("day", 1);
  await ask("day");
  const read = pages();
  pass(30_000);
  await ask("day");
  expect(pages()).toBe(read);
  pass(300_000);
  await ask("day", 1);
  expect(pages()).toBe(read);
  await ask("day");
  expect(pages()).toBeGreaterThan(read);
  pass(14 * HOUR - 360_000);
  expect(valueOf(await ask("day", 1))).toMatchObject({ period: { from: TODAY - 24 * HOUR } });
  pass(60_000);
  expect(valueOf(await ask("day", 1))).toMatchObject({ period: { from: TODAY } });
});
test("H-13.1 a period that is over is counted whole, however much happened after it", async () => {
  const { ask } = room(61_000, { first: TODAY + HOUR, every: 200 });
  expect(valueOf(await ask("day", 1))).toEqual({ period: { from: TODAY - 24 * HOUR, to: TODAY }, cut: false, cameras: [{ cameraId: id, up: 24 * HOUR, fault: 0, off: 0, centre: 0, unwatched: 0, losses: 0 }] });
});
test("H-13.1 where more happened than is read it is counted from there on, and says so: the centre is not said to have been away", async () => {
  // Of 61,000 from 03:00 on the oldest thousand is not read.
  const [first, every] = [TODAY + 3 * HOUR, 150];
  const { ask } = room(61_000, { first, every });
  const { period, cut, cameras } = valueOf(await ask("day"));
  expect(period?.from).toBeGreaterThan(first);
  expect(period?.from).toBeLessThan(first + 2000 * every);
  expect([cut, cameras]).toEqual([true, [{ cameraId: id, up: TODAY + 9 * HOUR - period!.from, fault: HOUR, off: 0, centre: 0, unwatched: 0, losses: 1 }]]);
});
test("a kill in a period that is over is known by the start that told of it, long after", async () => {
  const { ask } = room(0, { killed: [TODAY - 12 * HOUR, TODAY + 9 * HOUR] });
  expect(valueOf(await ask("day", 1))).toMatchObject({ cameras: [{ up: 12 * HOUR, fault: 0, centre: 12 * HOUR }] });
});
test("cameras together: their times and outages added", () => {
  const one = { cameraId: id, up: 3, fault: 1, off: 2, centre: 5, unwatched: 7, losses: 1 };
  expect(together([one, one])).toEqual({ cameras: 2, up: 6, fault: 2, off: 4, centre: 10, unwatched: 14, losses: 2 });
});
