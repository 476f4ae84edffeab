import { ok, type Result } from "#contract/result";
import type { RtspFault } from "../rtsp/fault.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import { readLoop } from "./film.ts";

/** A film that is so far behind goes on from now, ms: the machine slept. */
const BEHIND = 2000;

/** Plays a film of the folder round and round, as a camera that never ends. */
export async function openLoopSession({ url, clock, onUnit }: Pick<SessionOptions, "url" | "clock" | "onUnit">, folder: string): Promise<Result<{ close(): void }, RtspFault>> {
  const read = await readLoop(url, folder);
  if (!read.ok) return read;
  const { units, length } = read.value;
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
      over = true;
      cancel();
    },
  });
}
