import { createHash } from "node:crypto";
import type { StreamState } from "#contract/camera";
import type { Received } from "../rtsp/receive.ts";

/** A picture that does not change for so long is a camera that stands still though it sends, ms, and so many groups of pictures. */
const STILL = { ms: 10_000, groups: 3 };
/** Key pictures that hold so much less than the camera's own usual show little: night without light, a cover, fog. For so long, ms, and so many of them. */
const PLAIN = { part: 0.3, ms: 5000, keys: 3 };
/** A key picture is learnt from so often, ms; from so many on there is a usual one, and of so many at most. */
const LEARN = { every: 10_000, least: 12, most: 120 };
/** A camera that shows little for so long has got used to it, ms: then this is its usual picture. */
const USED_TO = 30 * 60_000;
/** Its clock is looked at each minute, over an hour – what came the fastest way in a minute tells it best –; a drift is told after so many minutes, and a step above so much begins anew, ms. */
const CLOCK = { every: 60_000, most: 60, least: 10, step: 2000 };

/** Of a group without end so many pictures are looked at. */
const MOST_IN_GROUP = 500;

/** What can be told of a stream's pictures without decoding them. */
export interface Watch {
  /** @param pixels of its format; @param now of a clock that never jumps, ms */
  take(unit: Received, now: number, pixels: number): void;
  look(now: number): Pick<StreamState, "picture" | "drift" | "clockOff">;
  /** Another connection: what comes has nothing to do with what came, but the camera is the same. */
  reset(): void;
}

/**
 * A picture without any change codes to next to nothing between two key ones: with x264 11 to 98 bytes at 640 × 360 and 189 at
 * 1080p. A quiet street by a camera that smooths its grain away does so too; but there the key pictures differ. Bytes.
 */
const nothing = (pixels: number): number => 120 + pixels / 5000;
/** Key pictures of one and the same picture differ by their number alone, bytes; those of a scene where nothing moves by ten times that and more. */
const SAME = 8;

export function openWatch(): Watch {
  let sizes: number[] = [];
  let learntAt = Number.NEGATIVE_INFINITY;
  let plain: { since: number; keys: number } | undefined;
  let still: { since: number; groups: number } | undefined;
  let group: number[] | undefined;
  let before: { digest: string; size: number } | undefined;
  let offsets: { at: number; off: number }[] = [];
  let minute: { from: number; off: number } | undefined;

  /** A group of pictures is whole: did anything change in it? Where there are key pictures alone, the bytes tell. */
  function seeGroup(key: Received, now: number, pixels: number): void {
    const told = createHash("sha1").update(key.data).digest("base64");
    const size = key.data.length;
    const same = group === undefined || before === undefined ? false : group.length > 0 ? Math.abs(size - before.size) <= SAME && (group.toSorted((a, b) => a - b)[group.length >> 1] ?? 0) <= nothing(pixels) : told === before.digest;
    if (group !== undefined) still = same ? { since: still?.since ?? now, groups: (still?.groups ?? 0) + 1 } : undefined;
    [group, before] = [[], { digest: told, size }];
  }
  function seeSize(size: number, now: number): void {
    const usual = sizes.length < LEARN.least ? undefined : sizes.toSorted((a, b) => a - b)[sizes.length >> 1];
    if (usual !== undefined && size < usual * PLAIN.part) plain = { since: plain?.since ?? now, keys: (plain?.keys ?? 0) + 1 };
    else plain = undefined;
    if (plain !== undefined && now - plain.since > USED_TO) [sizes, plain, learntAt] = [[], undefined, Number.NEGATIVE_INFINITY];
    if (plain !== undefined || now - learntAt < LEARN.every) return;
    learntAt = now;
    sizes = [...sizes, size].slice(-LEARN.most);
  }
  /** The smallest way through the network in each minute tells least of the network. */
  function seeClock({ captured, arrived }: Received, now: number): void {
    if (captured === undefined) return;
    const off = captured - arrived;
    if (minute === undefined) minute = { from: now, off };
    minute.off = Math.max(minute.off, off);
    if (now - minute.from < CLOCK.every) return;
    const former = offsets.at(-1);
    if (former !== undefined && Math.abs(minute.off - former.off) > CLOCK.step) offsets = [];
    offsets = [...offsets, { at: now, off: minute.off }].slice(-CLOCK.most);
    minute = undefined;
  }

  return {
    take(unit, now, pixels) {
      seeClock(unit, now);
      if (!unit.key) {
        if (group !== undefined && group.length < MOST_IN_GROUP) group.push(unit.data.length);
        return;
      }
      seeGroup(unit, now, pixels);
      seeSize(unit.data.length, now);
    },
    look(now) {
      const isStill = still !== undefined && still.groups >= STILL.groups && now - still.since >= STILL.ms;
      const isPlain = plain !== undefined && plain.keys >= PLAIN.keys && now - plain.since >= PLAIN.ms;
      const [first, last] = [offsets[0], offsets.at(-1)];
      const drift = first === undefined || last === undefined || offsets.length < CLOCK.least ? undefined : Math.round(((last.off - first.off) / (last.at - first.at)) * 3_600_000);
      return { ...(isPlain ? { picture: "plain" } : isStill ? { picture: "still" } : {}), ...(drift !== undefined && { drift }), ...(last !== undefined && now - last.at < 2 * CLOCK.every && { clockOff: Math.round(last.off) }) };
    },
    reset() {
      [plain, still, group, before] = [undefined, undefined, undefined, undefined];
    },
  };
}
