import type { BrowserWindow, NativeImage } from "electron";
import { z } from "zod";
import type { Result } from "#contract/result";
import { dueAt, paced, type Pace } from "./picture-pace.ts";
import type { RoomWindow } from "./room-window.ts";

/** Size of a small picture: the route takes no more. */
const WIDTH = 480;
const HEIGHT = 2048;
const QUALITY = 70;
const MAX_BYTES = 512 * 1024;
/** Longest wait for Chromium to hand over what it drew, ms. */
const PATIENCE = 3_000;
/** Between two looks whose picture is due, ms. */
const TICK = 100;
/** Pictures in the making at once: Chromium hands each over from another page's process. */
const AT_ONCE = 4;

const Watched = z.object({ watched: z.boolean() });

export interface PictureOptions {
  windows: () => readonly RoomWindow[];
  /** Hands a JPEG in; undefined while there is no backend that knows us. */
  put: (monitorId: string, jpeg: Uint8Array<ArrayBuffer>) => Promise<Result<unknown>> | undefined;
}

/** Small pictures of what each wall window really shows, for the consoles and the replay. */
export interface Pictures {
  /** A console looks now: the backend has said so before a picture was handed in. */
  hurry(): void;
  stop(): void;
}

/** Takes pictures: the longest due first, AT_ONCE at most, and one of a window. */
export function startPictures({ windows, put }: PictureOptions): Pictures {
  const paces = new Map<string, Pace>();
  const busy = new Set<string>();
  /** As the backend said last. */
  let watched = false;

  function tick(): void {
    const now = performance.now();
    const walls = windows().flatMap((one) => (one.place.role === "wall" && one.place.monitorId !== undefined && one.page.isWell() ? [{ one, id: one.place.monitorId }] : []));
    for (const id of paces.keys()) if (!walls.some((wall) => wall.id === id)) paces.delete(id);
    const due = ({ id }: { id: string }) => dueAt(paces.get(id), watched);
    const next = walls.filter((wall) => !busy.has(wall.id) && due(wall) <= now).sort((a, b) => due(a) - due(b));
    for (const { one, id } of next.slice(0, Math.max(0, AT_ONCE - busy.size))) void take(one, id, now);
  }

  async function take({ window }: RoomWindow, id: string, at: number): Promise<void> {
    busy.add(id);
    const arrived = await hand(window, id);
    busy.delete(id);
    paces.set(id, paced(paces.get(id), at, arrived));
  }

  async function hand(window: BrowserWindow, id: string): Promise<boolean> {
    try {
      const jpeg = small(await within(window.webContents.capturePage()));
      const answer = jpeg === undefined ? undefined : await put(id, jpeg);
      const said = Watched.safeParse(answer?.ok === true ? answer.value : undefined);
      if (said.success) watched = said.data.watched;
      return said.success;
    } catch {
      // The window went while it was looked at, or Chromium did not answer.
      return false;
    }
  }

  const timer = setInterval(tick, TICK);
  return {
    hurry: () => void (watched = true),
    stop: () => clearInterval(timer),
  };
}

function small(image: NativeImage): Uint8Array<ArrayBuffer> | undefined {
  const { width, height } = image.getSize();
  if (width === 0 || height === 0) return undefined;
  const scale = Math.min(1, WIDTH / width, HEIGHT / height);
  const jpeg = image.resize({ width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)), quality: "good" }).toJPEG(QUALITY);
  return jpeg.byteLength <= MAX_BYTES ? new Uint8Array(jpeg) : undefined;
}

async function within(capture: Promise<NativeImage>): Promise<NativeImage> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_settle, fail) => (timer = setTimeout(() => fail(new Error("no picture in time")), PATIENCE)));
  try {
    return await Promise.race([capture, late]);
  } finally {
    clearTimeout(timer);
  }
}
