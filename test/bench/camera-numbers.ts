/** Reads the numbers of cameras' pictures off the screen, and makes figures of them. */
import { readPicture, type FilmKind } from "./camera-film.ts";
import { phaseOf } from "./camera-served.ts";
import { instant, type Eye } from "./wall-eye.ts";

export interface Numbers {
  /** Sent → pixel of every picture that was seen, ms. */
  delays: number[];
  /** A tile's pictures a second; 0: it stood still at the end. */
  rates: number[];
  /** Longest time without a new picture of any tile, ms. */
  gap: number;
}

/** Tiles that nothing was seen of for so long, ms, count as standing still. */
const STANDS = 3000;

/** @param cameraAt which camera each of the eye's spots shows */
export async function watchNumbers(eye: Eye, { cameraAt, kind, tiles, seconds }: { cameraAt: readonly number[]; kind: FilmKind; tiles: number; seconds: number }): Promise<Numbers> {
  eye.forget();
  const began = instant();
  await new Promise((next) => setTimeout(next, seconds * 1000));
  const ended = instant();
  // What the wall clock said at the machine's zero: pictures are sent by the one and seen by the other.
  const zero = performance.timeOrigin + performance.now() - instant();
  const every = 1000 / kind.fps;
  const turn = kind.fps * kind.seconds * every;
  const delays: number[] = [];
  const last = new Map<number, { t: number; number: number; count: number; gap: number }>();
  for (const { t, spot, value } of eye.sights()) {
    const picture = readPicture(value);
    const before = last.get(spot) ?? { t: began, number: -1, count: 0, gap: 0 };
    if (picture === undefined || picture.number === before.number) continue;
    const due = picture.number * every + phaseOf(cameraAt[spot] ?? 0, { cameras: tiles, fps: kind.fps });
    delays.push((((t + zero - due) % turn) + turn) % turn);
    last.set(spot, { t, number: picture.number, count: before.count + 1, gap: Math.max(before.gap, t - before.t) });
  }
  const rates = Array.from({ length: tiles }, (_value, spot) => {
    const { count = 0, t = 0 } = last.get(spot) ?? {};
    return ended - t > STANDS ? 0 : count / ((ended - began) / 1000);
  });
  return { delays, rates, gap: Math.max(0, ...[...last.values()].map(({ gap }) => gap)) };
}
