import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildStale } from "../../scripts/build.ts";
import { until } from "../kit/until.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

// Each kill is the system's own, of a real process; what is asserted is that the wall is as it was and that the journal knows.

let server: XServer;
let room: WallRoom;
let before: string;
beforeAll(async () => {
  await buildStale();
  server = await startXServer(4);
  room = await openWallRoom({ display: server.display, env: { KYDAI_MINDER: "on" } });
  before = await room.walls(server.monitors - 1);
}, 240_000);
afterAll(async () => {
  try {
    await room?.close();
  } finally {
    server?.stop();
  }
}, 90_000);

/** Waits until the journal holds so many such events more than at the time of the call. */
function oneMore(what: string, cause: RegExp): () => Promise<void> {
  const count = () => room.told().filter((event) => event.what === what && cause.test(event.cause)).length;
  const had = count();
  return () => until(() => count() > had, 30_000, () => `${what} ${cause.source} was not told: ${JSON.stringify(room.told())}`);
}

/** The page that has lived longest: three deaths within a minute bring the safe page, which is another test's. */
function oldestPage(): number {
  const [pid] = room.shell.processes("renderer");
  if (pid === undefined) throw new Error("no renderer");
  return pid;
}

/** A shell is minded once it has lived for a while. */
const minded = () => until(() => room.shell.minders().length > 0, 60_000, () => "nobody minds the shell");

describe("the wall comes back by itself, as it was, and the journal says why", { timeout: 200_000 }, () => {
  test("each renderer killed in turn", async () => {
    for (let n = 0; n < 3; n++) {
      const pid = oldestPage();
      const gone = oneMore("renderer-gone", /killed|crashed/);
      const back = oneMore("recovered", /killed|crashed/);
      process.kill(pid, "SIGKILL");
      await gone();
      await back();
      expect(await room.again(before, "a killed renderer")).toBe(before);
    }
  });

  test("a page whose script runs for ever is found by its missed heartbeats", async () => {
    const hung = oneMore("renderer-hung", /missed heartbeats for \d+ ms/);
    const back = oneMore("recovered", /hung/);
    const target = (await room.shell.targets()).find(({ url }) => url.endsWith("/wall"));
    if (target === undefined) throw new Error("no wall");
    await room.shell.evaluate(target, "setTimeout(() => { for (;;); })");
    await hung();
    await back();
    expect(await room.again(before, "a page that hung")).toBe(before);
  });

  test("a renderer that the system has stopped, and that takes no other signal", async () => {
    const pid = oldestPage();
    const hung = oneMore("renderer-hung", /missed/);
    const back = oneMore("recovered", /hung/);
    process.kill(pid, "SIGSTOP");
    await hung();
    await back();
    expect(await room.again(before, "a stopped renderer")).toBe(before);
  });

  test("the GPU process, again and again: Chromium does not give up", async () => {
    const shell = room.shell.pid();
    for (let n = 0; n < 6; n++) {
      const [pid] = room.shell.processes("gpu-process");
      if (pid === undefined) throw new Error("no GPU process");
      process.kill(pid, "SIGKILL");
      await until(() => room.shell.processes("gpu-process").some((now) => now !== pid), 20_000, () => "no GPU process came back");
    }
    expect(await room.again(before, "GPU deaths")).toBe(before);
    expect(room.shell.pid()).toBe(shell);
    await until(() => room.told().some(({ what, cause }) => what === "recovered" && cause === "gpu"), 30_000, () => JSON.stringify(room.told()));
  });

  test("a GPU process that hangs: every page answers while every picture stands; it is found by the frames that are missing", async () => {
    const [pid] = room.shell.processes("gpu-process");
    if (pid === undefined) throw new Error("no GPU process");
    const gone = oneMore("gpu-gone", /^hung$/);
    const back = oneMore("recovered", /^gpu$/);
    process.kill(pid, "SIGSTOP");
    await gone();
    await back();
    expect(await room.again(before, "a GPU process that hung")).toBe(before);
    // From the last picture, not from when it was found.
    expect(room.told().findLast(({ what, cause }) => what === "recovered" && cause === "gpu")?.tookMs).toBeGreaterThan(2_500);
  });

  test("the network process, and the wall's token with it", async () => {
    const gone = oneMore("utility-gone", /network/i);
    for (const pid of room.shell.processes("utility")) process.kill(pid, "SIGKILL");
    await gone();
    expect(await room.again(before, "a killed network process")).toBe(before);
  });

  test("the backend", async () => {
    const former = room.shell.backendPid();
    const gone = oneMore("backend-gone", /./);
    const back = oneMore("recovered", /backend/);
    process.kill(former, "SIGKILL");
    await until(() => room.shell.backendPid() !== former, 60_000, () => room.shell.log());
    await gone();
    await back();
    expect(await room.again(before, "a killed backend")).toBe(before);
  });

  test("backend and renderer at once", async () => {
    const pid = oldestPage();
    const former = room.shell.backendPid();
    process.kill(former, "SIGKILL");
    process.kill(pid, "SIGKILL");
    await until(() => room.shell.backendPid() !== former, 60_000, () => room.shell.log());
    expect(await room.again(before, "both killed")).toBe(before);
    // It looks for the backend until that answers, and is not taken for a page that dies by itself.
    expect((await room.shell.looks()).filter(({ plain }) => plain !== null)).toEqual([]);
  });

  test("the shell: its minder starts it again, and the backend has gone on", async () => {
    const [former, backend] = [room.shell.pid(), room.shell.backendPid()];
    if (former === undefined) throw new Error("no shell");
    await minded();
    const [watcher] = room.shell.minders();
    if (watcher === undefined) throw new Error("no minder");
    process.kill(watcher, "SIGKILL");
    await until(() => room.shell.minders().some((pid) => pid !== watcher), 30_000, () => "nobody minds the shell any more");
    const started = oneMore("started", /without a word/);
    const back = oneMore("recovered", /^shell$/);
    process.kill(former, "SIGKILL");
    await until(() => room.shell.pid() !== undefined && room.shell.pid() !== former, 60_000, () => "nobody started the shell again");
    expect(await room.again(before, "a killed shell")).toBe(before);
    await started();
    await back();
    expect(room.shell.backendPid()).toBe(backend);
  });

  test("a backend that hangs, and that another shell has started", async () => {
    const former = room.shell.backendPid();
    const gone = oneMore("backend-gone", /./);
    const back = oneMore("recovered", /backend/);
    process.kill(former, "SIGSTOP");
    await until(() => room.shell.backendPid() !== former, 60_000, () => room.shell.log());
    await gone();
    await back();
    expect(await room.again(before, "a backend that hung")).toBe(before);
  });
});

test("a shell that hangs is ended and started again by its minder", { timeout: 200_000 }, async () => {
  const former = room.shell.pid();
  if (former === undefined) throw new Error("no shell");
  await minded();
  const back = oneMore("recovered", /^shell$/);
  process.kill(former, "SIGSTOP");
  await until(() => room.shell.pid() !== undefined && room.shell.pid() !== former, 90_000, () => "nobody ended the shell that hangs");
  expect(await room.again(before, "a shell that hung")).toBe(before);
  await back();
  // From when it hung: its silence is part of what the walls lost.
  expect(room.told().findLast(({ what, cause }) => what === "recovered" && cause === "shell")?.tookMs).toBeGreaterThan(1_500);
});

test("a page that dies three times in a minute gives way to a plain page without a script; its link, or a minute, brings it back", { timeout: 200_000 }, async () => {
  const safe = async () => (await room.shell.targets()).find(({ url }) => url.startsWith("app://shell/safe"));
  const renderers = () => room.shell.processes("renderer");
  const told = oneMore("window-safe", /./);
  let [pid] = renderers();
  while ((await safe()) === undefined) {
    const others = new Set(renderers());
    if (pid === undefined) throw new Error("no renderer");
    process.kill(pid, "SIGKILL");
    // What comes in its place is the same window's.
    await until(() => renderers().some((one) => !others.has(one)), 30_000, () => room.shell.log());
    pid = renderers().find((one) => !others.has(one));
    await until(async () => (await room.shell.looks()).length === server.monitors, 30_000);
  }
  await told();
  // With its screen: the backend must not take the monitor for lost and hand the page that kills on to the next one.
  const stands = (await room.shell.looks()).find((look) => look.plain !== null);
  if (stands === undefined) throw new Error("no window stands aside");
  expect(room.told().findLast(({ what }) => what === "window-safe")).toMatchObject({ role: stands.x === 0 ? "console" : "wall", screenKey: `${stands.x},0 1920x1080` });
  const plain = await safe();
  if (plain === undefined) throw new Error("no safe page");
  expect(String(await room.shell.evaluate(plain, "document.body.innerText"))).toMatch(/tạm dừng từ \d\d:\d\d:\d\d[\s\S]*Ba lần trong một phút[\s\S]*diễn tập[\s\S]*\d\d:\d\d:\d\d[\s\S]*Enter/);
  // Read from 4 m: capitals of 19 mm, 0.7 em, on a monitor 685 mm high (design/tokens.css); the room's time runs without a script; all of it fits.
  const SEEN = `(() => {
    const sizes = [...document.querySelectorAll("h1, p, a, time")].map((one) => parseFloat(getComputedStyle(one).fontSize));
    const hands = getComputedStyle(document.querySelector(".clock"));
    return { least: Math.min(...sizes) / innerHeight, clock: ["--h", "--m"].map((hand) => Number(hands.getPropertyValue(hand))), fits: document.documentElement.scrollHeight <= innerHeight };
  })()`;
  const seen = z.object({ least: z.number(), clock: z.array(z.number()), fits: z.boolean() }).parse(await room.shell.evaluate(plain, SEEN));
  expect(seen.least).toBeGreaterThanOrEqual(19 / 0.7 / 685);
  expect(seen.fits).toBe(true);
  const minutes = (h: number, m: number) => h * 60 + m;
  const [h = 0, m = 0] = seen.clock;
  const due = new Date(Date.now() + 7 * 3_600_000);
  // A minute may have turned between the two looks.
  expect([0, 1, 1439]).toContain((minutes(due.getUTCHours(), due.getUTCMinutes()) - minutes(h, m) + 1440) % 1440);
  await until(async () => (await room.shell.looks()).filter((look) => look.plain === null).length === server.monitors - 1, 30_000, () => "the other windows do not go on");
  // Nothing answers at once: the page is on its way elsewhere.
  await room.shell.evaluate(plain, "setTimeout(() => document.querySelector('a').click())");
  await until(async () => (await safe()) === undefined, 30_000, () => `the safe page stays: ${JSON.stringify(room.told().slice(-8))}\n${room.shell.log().slice(-2000)}`);
  expect(await room.again(before, "the safe page")).toBe(before);
});
