import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import type { SessionOptions } from "../rtsp/session.ts";
import { openLoader, type Loader } from "./load.ts";
import { openPlayer } from "./player.ts";
import type { Playlist, Segment } from "./playlist.ts";

type Media = Extract<Playlist, { is: "media" }>;
/** ms between two looks at a playlist: a part of its target, so that a new segment is not found late. */
const [PART, SOONEST, LATEST] = [0.25, 250, 2000];
/** Without a new segment for so long it is over, ms, and targets. */
const STALL = { ms: 5000, targets: 3 };
/** Faults in a row that are borne: one segment may be gone already. */
const PATIENCE = 3;
/** New segments of one look that are played: more than that means it was not looked for long. */
const MOST_NEW = 2;
/** Its encoder ended it. A new one may begin it anew at the same address. */
const OVER = rtspFault("ended", "the stream was ended by its encoder");

/**
 * A stream of segments over HTTP (HLS, RFC 8216): MPEG-TS or fMP4, H.264 or H.265, AES-128. It is begun with the first
 * segment that comes while it is looked at: of those that lie there nobody knows since when, their encoder may be dead for a day. For
 * the same reason a playlist that is ended when it is opened is no camera. A segment is there only when its last picture was made: what is shown is older by that, and says so, for each picture's
 * `arrived` is when it was made at the latest.
 */
export async function openHlsSession({ onUnit, onEnd, ...options }: SessionOptions): Promise<Result<{ close(): void }, RtspFault>> {
  const { clock } = options;
  const closing = new AbortController();
  const loader = openLoader(options, closing.signal);
  const first = await openMedia(loader, options.url);
  if (!first.ok) return first;
  const { url } = first.value;
  let { media } = first.value;
  if (media.ended) return fail(OVER);
  let wake = (): void => undefined;
  const player = openPlayer({ clock, onUnit, target: () => media.target });

  function stop(): void {
    closing.abort();
    player.close();
    wake();
  }
  const rest = (ms: number): Promise<void> => new Promise((go) => {
    const cancel = clock.after(ms, go);
    wake = () => {
      cancel();
      go();
    };
  });
  async function play(): Promise<RtspFault | undefined> {
    let [faults, newAt, seenAt] = [0, clock.steady(), clock.steady()];
    let lastSeq = media.segments.at(-1)?.seq;
    while (!closing.signal.aborted) {
      const fresh = newOf(media, lastSeq);
      // A server that began anew counts from its beginning.
      if (fresh.missed && lastSeq !== undefined) player.miss();
      for (const [i, segment] of fresh.segments.entries()) {
        const got = await loader.segment(segment);
        if (closing.signal.aborted) return undefined;
        lastSeq = segment.seq;
        newAt = clock.steady();
        if (got.ok) {
          faults = 0;
          player.add({ ...got.value, seenAt: seenAt - fresh.segments.slice(i + 1).reduce((sum, { length }) => sum + length, 0), length: segment.length, date: segment.date, discontinuity: segment.discontinuity || (fresh.anew && i === 0) });
        } else {
          // What another segment would not change.
          if (++faults >= PATIENCE || ["unsupported", "unauthorized", "login-wanted"].includes(got.fault.reason)) return got.fault;
          player.miss();
        }
      }
      if (media.ended && fresh.segments.length === 0 && player.waiting() === 0) return OVER;
      if (clock.steady() - newAt > STALL.ms + STALL.targets * media.target && !media.ended) return rtspFault("stalled", "no new segment comes");
      await rest(Math.min(LATEST, Math.max(SOONEST, media.target * PART)));
      if (media.ended || closing.signal.aborted) continue;
      const read = await loader.playlist(url);
      if (read.ok && read.value.is === "media") {
        media = read.value;
        seenAt = clock.steady();
        if (newOf(media, lastSeq).segments.length > 0) continue;
        faults = 0;
      } else if (++faults >= PATIENCE) return read.ok ? rtspFault("malformed", "another kind of playlist") : read.fault;
    }
    return undefined;
  }
  void play().then((fault) => {
    if (closing.signal.aborted) return;
    stop();
    onEnd(fault ?? rtspFault("closed", "it ended"));
  });
  return ok({ close: stop });
}

/** The playlist of segments; of several streams that one the largest of. */
async function openMedia(loader: Loader, url: string): Promise<Result<{ url: string; media: Media }, RtspFault>> {
  const read = await loader.playlist(url);
  if (!read.ok) return read;
  if (read.value.is === "media") return ok({ url, media: read.value });
  const [largest] = read.value.variants;
  const inner = largest === undefined ? undefined : await loader.playlist(largest.url);
  if (inner?.ok === false) return inner;
  return largest === undefined || inner === undefined || inner.value.is !== "media" ? fail(rtspFault("malformed", "no playlist of segments")) : ok({ url: largest.url, media: inner.value });
}

/** Segments that were not there before. `missed`: some of them are left out, or gone; `anew`: they are another series. */
export function newOf({ segments }: Media, lastSeq: number | undefined): { segments: readonly Segment[]; missed: boolean; anew: boolean } {
  const newest = segments.at(-1);
  if (newest === undefined) return { segments: [], missed: false, anew: false };
  const anew = lastSeq !== undefined && newest.seq < lastSeq - segments.length;
  if (lastSeq === undefined || anew) return { segments: [newest], missed: true, anew };
  const fresh = segments.filter(({ seq }) => seq > lastSeq);
  const played = fresh.slice(-MOST_NEW);
  return { segments: played, missed: played[0] !== undefined && played[0].seq !== lastSeq + 1, anew };
}
