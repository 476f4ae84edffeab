import { expect, test } from "vitest";
import { Camera, CameraId } from "#contract/camera";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId, SiteId } from "#contract/ids";
import { valueOf } from "../../../test/kit/backend.ts";
import { emptyState } from "../../core/state.ts";
import { workingCalendar } from "../../law/vietnam-calendar.ts";
import { cameraServiceAnswers, together } from "./camera-service.ts";

const HOUR = 3_600_000;
/** 2026-11-23, 00:00 by the city's time. */
const TODAY = Date.UTC(2026, 10, 22, 17);
const id = CameraId.parse("cau");
const camera = Camera.parse({ id, name: "Cầu", position: [107.5, 16.4], streams: { main: { url: "rtsp://10.0.0.9/x" } }, secured: false, version: 1 });
const party = { kind: "person" } as never;

/** @param noise outages of another camera, a minute apart, since the day before yesterday */
function room(noise = 0) {
  const state = emptyState();
  state.cameras.set(id, camera);
  state.calendars.set(workingCalendar.id, workingCalendar);
  const made: NewFact[] = [
    { kind: "backend:started", at: TODAY - 60 * HOUR, version: "1", site: SiteId.parse("hue"), clean: true },
    { kind: "camera:saved", at: TODAY - 60 * HOUR, camera, loginChanged: false },
    { kind: "camera:watched", at: TODAY - 59 * HOUR, streams: [{ cameraId: id, stream: "main", since: TODAY - 60 * HOUR }] },
    ...Array.from({ length: noise }, (_, i): NewFact => ({ kind: "camera:lost", at: TODAY - 48 * HOUR + i * 60_000, cameraId: CameraId.parse("khac"), stream: "main", reason: "closed", since: TODAY - 48 * HOUR + i * 60_000 })),
    { kind: "shift:began", at: TODAY + 6 * HOUR, accountId: AccountId.parse("lan") },
    { kind: "camera:lost", at: TODAY + 7 * HOUR, cameraId: id, stream: "main", reason: "closed", since: TODAY + 7 * HOUR },
    { kind: "camera:back", at: TODAY + 8 * HOUR, cameraId: id, stream: "main", lostFor: HOUR },
  ];
  const facts = made.toSorted((a, b) => a.at - b.at).map((fact, i): Fact => ({ ...fact, seq: i + 1 }));
  let pages = 0;
  const answers = cameraServiceAnswers({
    state, clock: { wall: () => TODAY + 10 * HOUR, after: (_ms, act) => (queueMicrotask(act), () => undefined) },
    journal: { recent: ({ kinds, before = Infinity, limit }) => (pages++, facts.filter(({ kind, seq }) => seq < before && kinds?.includes(kind) !== false).toReversed().slice(0, limit)) },
  });
  return { ask: async (span: "shift" | "day" | "month", back = 0) => answers["camera:service"]({ span, back }, party, undefined as never), pages: () => pages };
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
test("cameras together: their times and outages added", () => {
  const one = { cameraId: id, up: 3, fault: 1, off: 2, centre: 5, unwatched: 7, losses: 1 };
  expect(together([one, one])).toEqual({ cameras: 2, up: 6, fault: 2, off: 4, centre: 10, unwatched: 14, losses: 2 });
});
