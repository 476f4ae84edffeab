/** The real shell on a virtual wall, for benches that show cameras on it. */
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Monitor } from "#contract/wall";
import { administrator, request, valueOf } from "../kit/backend.ts";
import { openWallRoom, type WallRoom } from "../kit/wall-room.ts";
import { until } from "../kit/until.ts";
import type { XServer } from "../kit/x-server.ts";
import { boxesOf } from "./wall-bench.ts";
import { openEye, type Eye } from "./wall-eye.ts";

/** Pictures on the wall. */
export const TILES = "[data-cell][data-phase=on] figure[data-camera] video, [data-cell][data-phase=on] figure[data-camera] canvas";

export interface CameraWall {
  room: WallRoom;
  eye: Eye;
  monitor: Monitor;
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
}
/** A wall of its own for each stage: how the player saves after one stage's overload must not tell in the next. */
export async function onWall<T>(server: XServer, act: (all: CameraWall) => Promise<T>): Promise<T> {
  const room = await openWallRoom({ display: server.display });
  const eye = openEye(server.display);
  try {
    await room.walls(1);
    const backend = { address: `http://127.0.0.1:${room.port}`, folder: room.data };
    const cookie = await administrator(backend);
    const ask: CameraWall["ask"] = async (name, input) => valueOf(await request(backend, cookie, name, input));
    const monitor = (await ask("snapshot:get", {})).wall.monitors.find(({ role }) => role === "wall");
    if (monitor === undefined) throw new Error("no wall");
    return await act({ room, eye, monitor, ask });
  } finally {
    eye.close();
    await room.close();
  }
}

/** Where the picture is within its element, 16 : 9, nothing cut off. */
export function pictureIn({ x, y, w, h }: { x: number; y: number; w: number; h: number }): { x: number; y: number; w: number; h: number } {
  const scale = Math.min(w / 16, h / 9);
  const [wide, high] = [scale * 16, scale * 9];
  return { x: x + (w - wide) / 2, y: y + (h - high) / 2, w: wide, h: high };
}

/** Where its pictures are; a page that is busy is asked again. */
export async function picturesOf(room: WallRoom): ReturnType<typeof boxesOf> {
  let boxes: Awaited<ReturnType<typeof boxesOf>> = [];
  await until(async () => (boxes = await boxesOf(room, TILES).catch(() => [])).length > 0, 30_000, () => "the wall shows no picture");
  return boxes;
}
