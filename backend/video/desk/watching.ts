import { MOST_CAMERAS, type CameraId, type StreamName, type StreamState } from "#contract/camera";
import type { NewFact } from "#contract/fact";

/** Asked for so long, ms, a stream counts as watched; asked for by nobody so long it no more does: pages that turn fill no journal. */
const [WATCHED, UNSEEN] = [5000, 300_000];
/** Between two bundles, ms. */
const APART = 30_000;

/** Tells the journal which streams somebody asked for, so that up-time is counted of known time alone. */
export interface Watching {
  /** @param now wall clock, ms */
  take(cameraId: CameraId, stream: StreamName, state: StreamState, now: number): void;
  /** To be asked once a second. */
  due(now: number): NewFact[];
  forget(cameraId: CameraId): void;
}

interface Entry {
  cameraId: CameraId;
  stream: StreamName;
  asked: boolean;
  since: number;
  told: boolean;
}

export function openWatching(): Watching {
  const entries = new Map<string, Entry>();
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    forget(cameraId) {
      for (const [key, entry] of entries) if (entry.cameraId === cameraId) entries.delete(key);
    },
    take(cameraId, stream, { is, reason }, now) {
      // The gateway's end is nobody's turning away.
      if (reason === "gateway") return;
      const key = `${cameraId} ${stream}`;
      const entry = entries.get(key) ?? { cameraId, stream, asked: false, since: now, told: false };
      const asked = is !== "idle" && reason !== "off";
      // Taken up again before it was told: it was watched all the time.
      if (asked !== entry.asked) [entry.asked, entry.since] = [asked, now];
      entries.set(key, entry);
    },
    due(now) {
      // The clock was set back.
      if (toldAt > now) toldAt = now;
      for (const entry of entries.values()) if (entry.since > now) entry.since = now;
      if (now - toldAt < APART) return [];
      const [watched, unwatched] = [true, false].map((asked) => [...entries.values()].filter((entry) => entry.asked === asked && entry.told !== asked && now - entry.since >= (asked ? WATCHED : UNSEEN)).slice(0, 2 * MOST_CAMERAS));
      const facts: NewFact[] = [];
      for (const [kind, some] of [["camera:watched", watched], ["camera:unwatched", unwatched]] as const) {
        if (some === undefined || some.length === 0) continue;
        facts.push({ kind, at: now, streams: some.map(({ cameraId, stream, since }) => ({ cameraId, stream, since })) });
        for (const entry of some) entry.told = entry.asked;
      }
      for (const [key, { asked, told }] of entries) if (!asked && !told) entries.delete(key);
      if (facts.length > 0) toldAt = now;
      return facts;
    },
  };
}
