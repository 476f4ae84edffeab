import { afterEach, beforeEach, expect, test } from "vitest";
import { isLost } from "#contract/wall-view";
import type { Monitor } from "#contract/wall";
import { displayOf, handSeat, handWall, screenOf, type HandSeat, type HandWall } from "../../test/kit/hand-wall.ts";

let wall: HandWall;
const PC = displayOf("pc");
const four = [screenOf("c0", 0, { primary: true }), screenOf("w1", 1920), screenOf("w2", 3840), screenOf("w3", 5760)];
const plug = (screens = four, wallOnly = false, pc = PC) => wall.ask("wall:screens", { screens, wallOnly }, pc);
const attend = (screen: (typeof four)[number], seat: HandSeat = handSeat(), pc = PC) => wall.ask("wall:attend", { screen }, pc, seat);
const monitorOf = (key: string, pc = PC): Monitor => [...wall.state.monitors.values()].find(({ screen }) => screen?.key === key && screen.displayId === pc.id) ?? expect.fail(`no monitor of ${key}`);
const attendance = (key: string) => wall.state.attendances.get(monitorOf(key).id);
const lost = (key: string) => isLost(wall.state, monitorOf(key), wall.clock.wall());
const kinds = (key: string) => [...wall.state.cells.values()].filter(({ monitorId }) => monitorId === monitorOf(key).id).map(({ panels, w, h }) => `${panels[0]?.kind} ${w}×${h}`);
const written = (kind: string) => wall.facts.filter((fact) => fact.kind === kind).length;
/** Lets what was decided inside a callback be written. */
const settle = () => new Promise((done) => void setImmediate(done));

beforeEach(async () => {
  wall = handWall();
  await wall.commit([{ kind: "display:saved", at: 1, display: PC }]);
});
afterEach(() => wall.close());

test("a PC's screens become monitors: the primary one for the console, the others numbered, named, placed and filled", async () => {
  expect(await plug()).toEqual({ ok: true, value: { places: [
    { key: "c0", monitorId: monitorOf("c0").id, number: 1, name: "Bàn trực 1", role: "console" },
    { key: "w1", monitorId: monitorOf("w1").id, number: 2, name: "Màn hình 2", role: "wall" },
    { key: "w2", monitorId: monitorOf("w2").id, number: 3, name: "Màn hình 3", role: "wall" },
    { key: "w3", monitorId: monitorOf("w3").id, number: 4, name: "Màn hình 4", role: "wall" },
  ], watched: false } });
  expect([kinds("c0"), kinds("w1"), kinds("w2"), kinds("w3")]).toEqual([[], ["map 25×60", "alarm-board 35×30", "key-figures 35×30"], ["map 60×60"], ["alarm-board 37×60", "key-figures 23×60"]]);
  expect(four.map(({ key }) => monitorOf(key).at.x)).toEqual([0, 1920, 3840, 5760]);
  const facts = wall.facts.length;
  await plug();
  expect(wall.facts.length).toBe(facts);
});

test("a second PC stands right of the first; a PC only for the wall has no console; a browser's window attends likewise", async () => {
  await plug();
  await plug([screenOf("c0", -1920), screenOf("x", 0, { primary: true })], true, displayOf("pc2"));
  expect([monitorOf("c0", displayOf("pc2")).at.x, monitorOf("x", displayOf("pc2")).at.x]).toEqual([7680, 9600]);
  expect(monitorOf("x", displayOf("pc2")).role).toBe("wall");
  const browser = displayOf("browser");
  const answer = await attend(screenOf("window-1", 0, { primary: true }), handSeat(), browser);
  expect(answer).toEqual({ ok: true, value: { monitorId: monitorOf("window-1", browser).id } });
  expect(monitorOf("window-1", browser)).toMatchObject({ role: "wall", number: 7 });
});

test("4 → 1 → 4, all gone and back: every screen returns to its own place", async () => {
  await plug();
  const places = await plug();
  for (const screens of [[four[0]!], [], four]) await plug(screens);
  expect(await plug()).toEqual(places);
  expect(wall.state.monitors.size).toBe(4);
});

test("a monitor pulled is lost at once, whoever speaks first: its closing window or its shell; plugged in again it is found", async () => {
  await plug();
  for (const windowFirst of [true, false]) {
    const seat = handSeat();
    await attend(four[2]!, seat);
    expect(lost("w2")).toBe(false);
    if (windowFirst) seat.end();
    await settle();
    await plug(four.filter(({ key }) => key !== "w2"));
    expect(attendance("w2")).toMatchObject({ leftCause: "unplugged" });
    expect(lost("w2")).toBe(true);
    seat.end();
    await plug();
    await attend(four[2]!);
    expect(lost("w2")).toBe(false);
    expect(attendance("w2")?.leftAt).toBeUndefined();
  }
});

test("pulled and plugged in again before its window was closed, a monitor is shown by that window", async () => {
  await plug();
  await attend(four[1]!);
  await plug([four[0]!]);
  expect(lost("w1")).toBe(true);
  await plug();
  expect(lost("w1")).toBe(false);
});

test("a window that goes leaves its monitor; one that comes back within ten seconds lost nothing", async () => {
  await plug();
  const seat = handSeat();
  await attend(four[1]!, seat);
  seat.end();
  await settle();
  expect(attendance("w1")).toMatchObject({ leftCause: "window-gone" });
  expect(lost("w1")).toBe(false);
  wall.clock.pass(10_000);
  expect(lost("w1")).toBe(true);
  await attend(four[1]!);
  expect(lost("w1")).toBe(false);
});

test("of two windows on one monitor the newest stays; the older is told, and its going changes nothing", async () => {
  await plug();
  const older = handSeat(), newer = handSeat();
  await attend(four[1]!, older);
  const facts = wall.facts.length;
  await attend(four[1]!, newer);
  expect(older.unseated).toEqual([monitorOf("w1").id]);
  older.end();
  await settle();
  expect(wall.facts.length).toBe(facts);
  expect(attendance("w1")?.leftAt).toBeUndefined();
});

test("a window that takes another screen leaves the first one", async () => {
  await plug();
  const seat = handSeat();
  await attend(four[1]!, seat);
  await attend(four[2]!, seat);
  await settle();
  expect(attendance("w1")).toMatchObject({ leftCause: "moved" });
  expect(attendance("w2")?.leftAt).toBeUndefined();
});

test("an attendance needs a socket", async () => {
  expect(await wall.ask("wall:attend", { screen: four[1]! }, PC)).toMatchObject({ ok: false, fault: { code: "conflict" } });
});

test("a loose plug does not fill the journal: six facts a minute, no window is sent away, and in the end what is true stands there", async () => {
  await plug();
  const flap = async (times: number, every: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      const seat = handSeat();
      expect(await attend(four[1]!, seat)).toMatchObject({ ok: true });
      seat.end();
      await settle();
      wall.clock.pass(every);
      await settle();
    }
  };
  const count = () => written("wall:attended") + written("wall:left");
  const began = wall.clock.wall();
  await flap(400, 1500);
  const minutes = (wall.clock.wall() - began) / 60_000;
  expect(count()).toBeLessThanOrEqual(20 + Math.ceil(6 * minutes) + 1);
  expect(minutes).toBeGreaterThan(9);
  // The last going could not be written at once: it is owed, and paid.
  for (let i = 0; i < 30; i++) {
    wall.clock.pass(1000);
    await settle();
  }
  expect(attendance("w1")?.leftAt).toBeDefined();
});

test("a PC that joined anew under its old name, or whose old pass was revoked, finds its monitors; another PC of the same monitors does not", async () => {
  await plug();
  const ids = four.map(({ key }) => monitorOf(key).id);
  const stranger = displayOf("stranger");
  await wall.commit([{ kind: "display:saved", at: 2, display: stranger }]);
  await plug(four, false, stranger);
  expect(wall.state.monitors.size).toBe(8);
  await wall.commit([{ kind: "display:saved", at: 2, display: displayOf("pc-2", "pc") }]);
  const again = await plug(four, false, displayOf("pc-2", "pc"));
  expect(again.ok && again.value.places.map(({ monitorId }) => monitorId)).toEqual(ids);
  await wall.commit([{ kind: "display:revoked", at: 3, displayId: stranger.id, by: "lan" as never }]);
  const third = await plug(four, false, displayOf("third"));
  expect(third.ok && third.value.places.some(({ monitorId }) => ids.includes(monitorId))).toBe(false);
  expect(wall.state.monitors.size).toBe(8);
});

test("a pass under another PC's name takes nothing from it while it is there", async () => {
  await plug();
  for (const screen of four.slice(1)) await attend(screen);
  const twin = displayOf("pc-2", "pc");
  await wall.commit([{ kind: "display:saved", at: 2, display: twin }]);
  await plug(four.slice(1), true, twin);
  expect(four.slice(1).map(({ key }) => monitorOf(key).screen?.displayId)).toEqual(["pc", "pc", "pc"]);
  expect(four.slice(1).map(({ key }) => attendance(key)?.displayId)).toEqual(["pc", "pc", "pc"]);
});

test("a window that says its new size has been there all along", async () => {
  await plug();
  const seat = handSeat();
  await attend(four[1]!, seat);
  const since = attendance("w1")?.since;
  await attend({ ...four[1]!, scale: 2 }, seat);
  expect(attendance("w1")).toMatchObject({ since, screen: { scale: 2 } });
  expect(written("wall:left")).toBe(0);
});

test("another resolution scales the monitor on the wall's picture, a screen set elsewhere moves there, another primary one moves nothing", async () => {
  await plug();
  for (const screen of four.slice(1)) await attend(screen);
  const at = (key: string) => monitorOf(key).at;
  await plug(four.map((screen) => (screen.key === "w3" ? { ...screen, bounds: { ...screen.bounds, width: 3840, height: 2160 } } : screen)));
  expect(at("w3")).toEqual({ x: 5760, y: 0, w: 3840, h: 2160 });
  const below = four.map((screen) => (screen.key === "w3" ? { ...screen, bounds: { x: 1920, y: 1080, width: 3840, height: 2160 } } : screen));
  await plug(below);
  expect(at("w3")).toEqual({ x: 1920, y: 1080, w: 3840, h: 2160 });
  const before = four.map(({ key }) => at(key));
  await plug(below.map((screen) => ({ ...screen, bounds: { ...screen.bounds, x: screen.bounds.x - 1920 } })));
  expect(four.map(({ key }) => at(key))).toEqual(before);
});

test("monitors pulled and put back one after the other, their windows speaking in between, stand where they stood", async () => {
  await plug();
  for (const screen of four.slice(1)) await attend(screen);
  const before = four.map(({ key }) => monitorOf(key).at);
  const moved = (n: number, x: number) => ({ ...four[n]!, bounds: { ...four[n]!.bounds, x } });
  // The console's own is pulled: the others move up, one of the windows says so first.
  await attend(moved(3, 3840));
  await plug([moved(1, 0), moved(2, 1920), moved(3, 3840)]);
  // It is back, and lies upon the others until they have moved; again one window is faster than the shell.
  await plug([four[0]!, moved(1, 0), moved(2, 1920), moved(3, 3840)]);
  await attend(four[3]!);
  await plug([four[0]!, moved(1, 0), moved(2, 1920), four[3]!]);
  await plug();
  for (const screen of four.slice(1)) await attend(screen);
  expect(four.map(({ key }) => monitorOf(key).at)).toEqual(before);
  // One in the middle is pulled, and a desktop that leaves no gap moves the others up.
  await plug([four[0]!, moved(2, 1920), moved(3, 3840)]);
  await plug();
  expect(four.map(({ key }) => monitorOf(key).at)).toEqual(before);
});

test("another monitor put in a gone one's place takes its cells", async () => {
  await plug();
  await attend(four[3]!);
  const { id } = monitorOf("w3");
  await plug([...four.slice(0, 3), screenOf("new", 5760, { label: "LG" })]);
  expect(monitorOf("new").id).toBe(id);
  expect(wall.state.monitors.size).toBe(4);
});

test("two screens of one key are refused, and a wall that is full takes no more", async () => {
  expect(await plug([screenOf("k"), screenOf("k", 1920)])).toMatchObject({ ok: false, fault: { code: "malformed" } });
  for (let i = 0; i < 4; i++) await plug(Array.from({ length: 16 }, (_, n) => screenOf(`k${i}-${n}`, n * 1920)), true, displayOf(`pc-${i}`));
  expect(await plug([screenOf("one-more")], true)).toMatchObject({ ok: false, fault: { code: "too-large" } });
  expect(wall.state.monitors.size).toBe(64);
});

test("one PC's pass cannot fill the wall: 32 screens of it and no more", async () => {
  for (let i = 0; i < 2; i++) await plug(Array.from({ length: 16 }, (_, n) => screenOf(`k${i}-${n}`, n * 1920)), true);
  expect(await attend(screenOf("made-up"))).toEqual({ ok: false, fault: { code: "too-large", limit: 32 } });
  expect(await plug([screenOf("other")], true, displayOf("pc2"))).toMatchObject({ ok: true });
});

test("a shell's report is journalled whole; one that never stops is told to wait", async () => {
  const event = { at: 5, what: "renderer-gone" as const, cause: "oom", role: "wall" as const, tookMs: 1200 };
  await wall.ask("shell:report", { events: [event, { at: 6, what: "recovered", cause: "reloaded" }] }, PC);
  expect(wall.facts.slice(-2)).toMatchObject([{ kind: "shell:event", displayId: "pc", event }, { kind: "shell:event", event: { what: "recovered" } }]);
  const storm = await Promise.all(Array.from({ length: 5 }, () => wall.ask("shell:report", { events: Array.from({ length: 50 }, () => event) }, PC)));
  expect(storm.filter(({ ok }) => ok).length).toBe(1);
  expect(storm.at(-1)).toMatchObject({ ok: false, fault: { code: "too-many" } });
});

test("a page put aside by its shell leaves its monitor by that cause, whoever speaks first; its cells go nowhere, and a window that attends ends it", async () => {
  await plug();
  const safe = { at: wall.clock.wall() + 10, what: "window-safe" as const, cause: "crashed", role: "wall" as const, screenKey: "w1" };
  for (const windowFirst of [true, false]) {
    const seat = handSeat();
    await attend(four[1]!, seat);
    if (windowFirst) seat.end();
    await settle();
    await wall.ask("shell:report", { events: [{ ...safe, at: wall.clock.wall() }] }, PC);
    seat.end();
    await settle();
    expect(attendance("w1")).toMatchObject({ leftCause: "page-failed" });
    wall.clock.pass(60_000);
    expect(lost("w1")).toBe(false);
    // Pulled while its page is aside: now it is lost.
    await plug(four.filter(({ key }) => key !== "w1"));
    expect([attendance("w1")?.leftCause, lost("w1")]).toEqual(["unplugged", true]);
    await plug();
    const back = handSeat();
    await attend(four[1]!, back);
    expect(attendance("w1")?.leftAt).toBeUndefined();
    back.end();
    await settle();
  }
  // Told late, of another display, or of a screen that is not on the wall: nothing.
  await attend(four[1]!);
  const facts = written("wall:left");
  await wall.ask("shell:report", { events: [{ ...safe, at: 1 }, { ...safe, screenKey: "nowhere" }] }, PC);
  await wall.ask("shell:report", { events: [{ ...safe, at: wall.clock.wall() + 5 }] }, displayOf("pc2"));
  expect([written("wall:left"), attendance("w1")?.leftAt]).toEqual([facts, undefined]);
});

test("a shell that names its screens is told whether a console looks at the small pictures", async () => {
  wall.looks.watched = true;
  expect(await plug()).toMatchObject({ ok: true, value: { watched: true } });
  wall.looks.watched = false;
  expect(await plug()).toMatchObject({ ok: true, value: { watched: false } });
});
