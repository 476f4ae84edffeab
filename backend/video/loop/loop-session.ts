import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import { readLoop } from "./film.ts";

/** A film that is so far behind goes on from now, ms: the machine slept. */
const BEHIND = 2000;

/** Bytes of pictures of all films that play at one time: they lie in memory. */
export interface Shelf { most: number; taken: number }
const SHELF: Shelf = { most: 256_000_000, taken: 0 };

/** Plays a film of the folder round and round, as a camera that never ends. One that finds no room beside those that play is refused. */
export async function openLoopSession({ url, clock, onUnit }: Pick<SessionOptions, "url" | "clock" | "onUnit">, folder: string, shelf: Shelf = SHELF): Promise<Result<{ close(): void }, RtspFault>> {
  const read = await readLoop(url, folder);
  if (!read.ok) return read;
  const { units, length } = read.value;
  const bytes = units.reduce((sum, { unit }) => sum + unit.data.length, 0);
  if (shelf.taken + bytes > shelf.most) return fail(rtspFault("refused", `films that play hold more than ${Math.floor(shelf.most / 1_000_000)} MB together`));
  shelf.taken += bytes;
  let [began, next, over] = [clock.steady(), 0, false];
  /** ms from the beginning at which the next picture is due. */
  const due = (): number => Math.floor(next / units.length) * length + (units[next % units.length]?.at ?? 0);
  function beat(): void {
    if (over) return;
    if (clock.steady() - began - due() > BEHIND) began = clock.steady() - due();
    while (!over && due() <= clock.steady() - began) {
      const { unit, format } = units[next % units.length]!;
      onUnit({ ...unit, timestamp: Math.round(due() * 90) >>> 0, arrived: clock.wall(), captured: undefined }, format);
      next++;
    }
    cancel = clock.after(Math.max(1, began + due() - clock.steady()), beat);
  }
  let cancel = clock.after(0, beat);
  return ok({
    close() {
      if (!over) shelf.taken -= bytes;
      over = true;
      cancel();
    },
  });
}
