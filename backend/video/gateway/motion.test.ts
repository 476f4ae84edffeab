import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { ok } from "#contract/result";
import { DEVICE_LOGIN, startOnvifDevice, type OnvifDevice } from "../../../test/kit/onvif-device.ts";
import { handClock } from "../../../test/kit/hand-clock.ts";
import { until } from "../../../test/kit/until.ts";
import { systemClock } from "../../clock.ts";
import { openMotion, type Motion } from "./motion.ts";

let device: OnvifDevice;
afterEach(() => device.close());
async function begin(options: Parameters<typeof startOnvifDevice>[0] = {}): Promise<{ motion: Motion; clock: ReturnType<typeof handClock> }> {
  device = await startOnvifDevice(options);
  const clock = handClock();
  // The network has its own time; ours is moved by hand.
  return { clock, motion: openMotion({ clock, patience: 1500, turner: async () => ok({ asker: { address: device.address, login: DEVICE_LOGIN, cameraNow: Date.now, clock: systemClock(), random: () => randomBytes(8).toString("hex") }, profile: "p0" }) }) };
}
const deeds = (): string[] => device.services.deeds;

test("without another word the camera is stopped; a word in time lets it go on", async () => {
  const { motion, clock } = await begin();
  await motion.turn({ pan: 1, tilt: 0, zoom: 0 });
  clock.pass(1400);
  await motion.turn({ pan: 1, tilt: 0, zoom: 0 });
  clock.pass(1400);
  expect(deeds()).toEqual(["move 1 0 0 PT3S", "move 1 0 0 PT3S"]);
  clock.pass(200);
  await until(() => deeds().at(-1) === "stop");
});
test("of words that come faster than the camera answers the newest alone is told; the last is the stop", async () => {
  const { motion } = await begin();
  const words = (): Promise<unknown>[] => [0.1, 0.2, 0.3].map((pan) => motion.turn({ pan, tilt: 0, zoom: 0 }));
  await Promise.all(words());
  await motion.halt();
  expect(deeds()).toEqual(["move 0.1 0 0 PT3S", "move 0.3 0 0 PT3S", "stop"]);
  // One that is to stop before it was told to turn is not told to turn.
  await Promise.all([...words(), motion.halt()]);
  expect(deeds().slice(3)).toEqual(["stop"]);
});
test("a stop that the camera does not take is said again", async () => {
  let refused = 0;
  const { motion, clock } = await begin({ instead: (action, answer) => action === "Stop" && refused++ < 1 && Boolean(answer.writeHead(500).end()) });
  await motion.turn({ pan: 1, tilt: 0, zoom: 0 });
  const halted = motion.halt();
  await until(() => {
    clock.pass(400);
    return deeds().at(-1) === "stop";
  });
  expect(await halted).toEqual(ok(undefined));
});
