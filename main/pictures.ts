import type { NativeImage } from "electron";
import { z } from "zod";
import type { Result } from "#contract/result";
import { nextPicture, type Outcome } from "./picture-pace.ts";
import type { RoomWindow } from "./room-window.ts";

/** Size of a small picture: the route takes no more. */
const WIDTH = 480;
const HEIGHT = 2048;
const QUALITY = 70;
const MAX_BYTES = 512 * 1024;
/** Longest wait for Chromium to hand over what it drew, ms. */
const PATIENCE = 3_000;
/** Between two looks whose picture is due, ms. */
const TICK = 250;

const Watched = z.object({ watched: z.boolean() });

export interface PictureOptions {
  windows: () => readonly RoomWindow[];
  /** Hands a JPEG in; undefined while there is no backend that knows us. */
  put: (monitorId: string, jpeg: Uint8Array<ArrayBuffer>) => Promise<Result<unknown>> | undefined;
}

/** Takes small pictures of what each wall window really shows, for the consoles and the replay. One at a time, of one window. */
export function startPictures({ windows, put }: PictureOptions): { stop: () => void } {
  const due = new Map<string, { at: number; wait: number | undefined }>();
  let busy = false;

  async function tick(): Promise<void> {
    if (busy) return;
    const now = performance.now();
    const walls = windows().filter(({ place, page }) => place.role === "wall" && place.monitorId !== undefined && page.isWell());
    for (const key of due.keys()) if (!walls.some(({ place }) => place.monitorId === key)) due.delete(key);
    const at = (one: RoomWindow) => due.get(one.place.monitorId ?? "")?.at ?? 0;
    const [next] = walls.sort((a, b) => at(a) - at(b));
    const monitorId = next?.place.monitorId;
    if (next === undefined || monitorId === undefined || at(next) > now) return;
    busy = true;
    const outcome = await take(next, monitorId);
    busy = false;
    const { due: span, wait } = nextPicture(outcome, due.get(monitorId)?.wait);
    due.set(monitorId, { at: now + span, wait });
  }

  async function take({ window }: RoomWindow, monitorId: string): Promise<Outcome> {
    try {
      const jpeg = small(await within(window.webContents.capturePage()));
      const answer = jpeg === undefined ? undefined : await put(monitorId, jpeg);
      const watched = Watched.safeParse(answer?.ok === true ? answer.value : undefined);
      return watched.success ? { ok: true, watched: watched.data.watched } : { ok: false };
    } catch {
      // The window went while it was looked at, or Chromium did not answer.
      return { ok: false };
    }
  }

  const timer = setInterval(() => void tick(), TICK);
  return { stop: () => clearInterval(timer) };
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
