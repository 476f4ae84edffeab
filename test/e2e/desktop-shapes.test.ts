import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildStale } from "../../scripts/build.ts";
import { until } from "../kit/until.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { startXServer, type XServer } from "../kit/x-server.ts";

// Monitors of other shapes than 1920 × 1080 at scale 1. What turns a monitor is not to be had of this X server's driver.

const SCALE = 1.5;
const SHAPE = "({ x: screenX, width: innerWidth, height: innerHeight, ratio: devicePixelRatio, told: window.kydai?.screen })";
const Shape = z.object({ x: z.number(), width: z.number(), height: z.number(), ratio: z.number(), told: z.object({ scale: z.number(), bounds: z.object({ width: z.number(), height: z.number() }) }).optional() });
let server: XServer;
let room: WallRoom;
beforeAll(async () => {
  await buildStale();
  server = await startXServer(2);
  room = await openWallRoom({ display: server.display, args: [`--force-device-scale-factor=${SCALE}`] });
  await room.walls(server.monitors - 1);
}, 240_000);
afterAll(async () => {
  try {
    await room?.close();
  } finally {
    server?.stop();
  }
}, 90_000);

/** The wall's window; undefined while it does not answer. */
async function wall(): Promise<z.infer<typeof Shape> | undefined> {
  const target = (await room.shell.targets()).find(({ url }) => url.endsWith("/wall"));
  return target === undefined ? undefined : Shape.safeParse(await room.shell.evaluate(target, SHAPE).catch(() => undefined)).data;
}

describe("a desktop scaled by a half more", { timeout: 200_000 }, () => {
  test("a wall fills its monitor, and is told its scale", async (context) => {
    if (server.monitors < 2) return context.skip("one monitor only");
    const [width, height] = [1920 / SCALE, 1080 / SCALE];
    expect(await wall()).toMatchObject({ x: 1920 / SCALE, width, height, ratio: SCALE, told: { scale: SCALE, bounds: { width, height } } });
  });

  test("another resolution while it runs: the window follows, and the journal says so; back, and it is as it was", async (context) => {
    if (server.monitors < 2) return context.skip("one monitor only");
    const before = await room.picture();
    const fills = (width: number, height: number) => until(async () => {
      const now = await wall();
      return now !== undefined && Math.abs(now.width - width / SCALE) <= 1 && Math.abs(now.height - height / SCALE) <= 1;
    }, 60_000, () => room.shell.log());
    server.resolve(1, "1280x720");
    await fills(1280, 720);
    await until(() => room.told().some(({ what, cause }) => what === "screen-changed" && cause.startsWith("853×480")), 30_000, () => JSON.stringify(room.told()));
    server.cable(1, "plug");
    await fills(1920, 1080);
    expect(await room.again(before, "another resolution")).toBe(before);
  });
});
