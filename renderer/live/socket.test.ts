import { afterEach, expect, test } from "vitest";
import { fail, ok } from "#contract/result";
import { openWindowRoom, type WindowRoom } from "../../test/kit/window-room.ts";
import { until } from "../../test/kit/until.ts";
import { link, status } from "./socket.ts";

let room: WindowRoom | undefined;
afterEach(async () => {
  await room?.stop();
  room = undefined;
});

const subscribed = (): number => room?.asked.filter((each) => each.name === "latest:subscribe").length ?? 0;

test("a link whose latest values are refused is not live, asks again, and is live once they are granted (invariant 7)", async () => {
  let refuse = true;
  room = await openWindowRoom({ answers: { "latest:subscribe": () => (refuse ? fail({ code: "unavailable", detail: "busy" }) : ok({})) } });
  await until(() => subscribed() >= 2);
  // A pulse proves that the backend lives, not that figures move.
  const heard = status.get()?.now;
  room.pulse();
  await until(() => status.get()?.now !== heard);
  expect(link.get().state).toBe("stale");
  refuse = false;
  await until(() => link.get().state === "connected");
  expect(subscribed()).toBeGreaterThanOrEqual(3);
});

test("a new connection is not live until it subscribed anew", async () => {
  room = await openWindowRoom();
  await until(() => link.get().state === "connected");
  let refuse = true;
  room.answers["latest:subscribe"] = () => (refuse ? fail({ code: "too-many", retryAfter: 1 }) : ok({}));
  const before = subscribed();
  room.cut();
  await until(() => subscribed() > before);
  expect(link.get().state).toBe("stale");
  refuse = false;
  await until(() => link.get().state === "connected");
  expect(subscribed()).toBe(before + 2);
});

test("a page that was asleep beside a silent link makes a new one at once, and leaves a link that is heard alone", async () => {
  room = await openWindowRoom();
  await until(() => link.get().state === "connected");
  const before = subscribed();
  let heard = 0;
  const stop = status.subscribe(() => void heard++);
  dispatchEvent(new Event("pageshow"));
  document.dispatchEvent(new Event("visibilitychange"));
  await until(() => heard >= 2);
  stop();
  expect(subscribed()).toBe(before);
  room.silence();
  await until(() => link.get().state === "stale");
  document.dispatchEvent(new Event("resume"));
  await until(() => subscribed() === before + 1);
  await until(() => link.get().state === "connected");
});
