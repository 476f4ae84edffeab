import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import { ok, type Result } from "#contract/result";
import { handClock, type HandClock } from "../../../test/kit/hand-clock.ts";
import { DEVICE_LOGIN, startOnvifDevice, type OnvifDevice } from "../../../test/kit/onvif-device.ts";
import { until } from "../../../test/kit/until.ts";
import { systemClock } from "../../clock.ts";
import type { Turner } from "../onvif/turn.ts";
import type { RtspFault } from "../rtsp/fault.ts";
import { openDevices } from "./devices.ts";
import { openMotion, type Motion } from "./motion.ts";
import type { Asked } from "./questions.ts";

const [LEFT, PATIENCE] = [{ pan: -0.4, tilt: 0, zoom: 0 }, 1500];
const random = (): string => randomBytes(8).toString("hex");
const clean: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of clean.splice(0).reverse()) await end();
});

interface Made {
  device: OnvifDevice;
  motion: Motion;
  clock: HandClock;
  /** What becomes of the next word to move or to stop. */
  next: { move: "take" | "refuse" | "cut"; stop: "take" | "refuse" };
  /** What the camera is told from now on is told to this one. */
  read: { turner: () => Promise<Result<Turner, RtspFault>> };
}
/** A camera that turns, and the motion that turns it. */
async function turnable(): Promise<Made> {
  const next: Made["next"] = { move: "take", stop: "take" };
  const device = await startOnvifDevice({ instead(action, answer, request) {
    if (action === "ContinuousMove" && next.move === "cut") return Boolean(request.socket.destroy());
    const is = action === "ContinuousMove" ? next.move : action === "Stop" ? next.stop : "take";
    return is === "refuse" && Boolean(answer.writeHead(503).end());
  } });
  clean.push(() => device.close());
  const turner: Turner = { profile: "p0", asker: { address: device.address, login: DEVICE_LOGIN, clock: systemClock(), cameraNow: () => Date.now(), random } };
  const read: Made["read"] = { turner: () => Promise.resolve(ok(turner)) };
  const clock = handClock();
  return { device, clock, next, read, motion: openMotion({ clock, turner: () => read.turner(), patience: PATIENCE }) };
}
const stops = ({ services: { deeds } }: OnvifDevice): number => deeds.filter((deed) => deed === "stop").length;

describe("a camera that turns is stopped", () => {
  test("though a later word did not reach it", async () => {
    const { device, motion, clock, next } = await turnable();
    expect(await motion.turn(LEFT)).toEqual({ ok: true, value: undefined });
    next.move = "refuse";
    expect(await motion.turn(LEFT)).toMatchObject({ ok: false, fault: { reason: "refused" } });
    clock.pass(PATIENCE);
    await until(() => stops(device) === 1);
  });
  test("where it may have taken a word whose answer never came", async () => {
    const { device, motion, clock, next } = await turnable();
    next.move = "cut";
    expect(await motion.turn(LEFT)).toMatchObject({ ok: false });
    clock.pass(PATIENCE);
    await until(() => stops(device) === 1);
  });
  test("again and again until it takes the word, and then no more", async () => {
    const { device, motion, clock, next } = await turnable();
    await motion.turn(LEFT);
    next.stop = "refuse";
    clock.pass(PATIENCE);
    const refused = (): number => device.asked.filter(({ action }) => action === "Stop").length;
    // Three, and three more: one round would have been the end of it.
    await expect.poll(() => {
      clock.pass(400);
      return refused();
    }, { timeout: 15_000 }).toBeGreaterThanOrEqual(4);
    next.stop = "take";
    await expect.poll(() => {
      clock.pass(400);
      return stops(device);
    }, { timeout: 15_000 }).toBe(1);
    await expect.poll(() => clock.pending(), { timeout: 15_000 }).toBe(0);
  });
  test("by the way it was turned by, without reading it anew, though it could not be read any more", async () => {
    const { device, motion, read } = await turnable();
    await motion.turn(LEFT);
    read.turner = () => new Promise(() => undefined);
    const word = motion.turn(LEFT);
    expect(await motion.halt()).toEqual({ ok: true, value: undefined });
    expect(stops(device)).toBe(1);
    // The word that the stop took the place of has its end.
    expect(await word).toEqual({ ok: true, value: undefined });
  });
  test("before whoever ends us is told that it is over", async () => {
    const { device, motion } = await turnable();
    await motion.turn(LEFT);
    await motion.close();
    expect(stops(device)).toBe(1);
    expect(await motion.turn(LEFT)).toMatchObject({ ok: false, fault: { reason: "closed" } });
    expect(device.services.deeds).toEqual(["move -0.4 0 0 PT3S", "stop"]);
  });
  test("a word that a newer one took the place of has that one's end, and no better one", async () => {
    const { motion, next } = await turnable();
    next.move = "refuse";
    const told = await Promise.all([1, 2, 3].map(() => motion.turn(LEFT)));
    expect(told.map((one) => one.ok)).toEqual([false, false, false]);
  });
});

describe("a camera that has other settings while it turns", () => {
  test.each<[string, (other: OnvifDevice) => Asked | undefined]>([
    ["that lies elsewhere now", (other) => ({ control: { address: other.address, events: false }, login: DEVICE_LOGIN })],
    ["that is gone", () => undefined],
  ])("%s: the machine that turns is stopped", async (_, later) => {
    const [{ device: first }, { device: other }] = [await turnable(), await turnable()];
    let now: Asked | undefined = { control: { address: first.address, events: false }, login: DEVICE_LOGIN };
    const clock = handClock(Date.now());
    const id = CameraId.parse("c");
    const devices = openDevices({ clock: { ...clock, wall: () => Date.now(), after: (ms, act) => (ms === PATIENCE ? clock.after(ms, act) : systemClock().after(ms, act)) }, random, asked: () => now });
    clean.push(() => devices.close());
    expect(await devices.turn(id, LEFT)).toEqual({ ok: true, value: undefined });
    now = later(other);
    clock.pass(PATIENCE);
    await until(() => stops(first) === 1);
    expect(other.services.deeds).toEqual([]);
  });
});
