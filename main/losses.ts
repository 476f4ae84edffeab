import { BEAT } from "./heartbeat.ts";
import type { Report } from "./reports.ts";

/** What came back counts once so many ms have passed: a wall has by then said twice whether its figures are live. */
const SETTLE = 2 * BEAT;

/** A window, as far as a recovery goes. Instants on a clock that never jumps, ms. */
export interface Shown {
  role: "console" | "wall";
  /** Since when its figures are live, by its own word; undefined: they are not. */
  liveSince: number | undefined;
  isWell: boolean;
  /** On the safe page, for reasons of its own. */
  aside: boolean;
}

/**
 * Since when all walls show the room again; those on the safe page are not waited for. Where there is no wall it is enough
 * that a console's page is there: a person has yet to log in.
 *
 * @returns undefined: not yet
 */
export function shownSince(windows: readonly Shown[], now: number): number | undefined {
  const walls = windows.filter(({ role }) => role === "wall");
  const counted = (walls.length > 0 ? walls : windows).filter(({ aside }) => !aside);
  const instants = counted.map(({ role, liveSince, isWell }) => (!isWell ? undefined : role === "wall" ? liveSince : now));
  return counted.length === 0 ? undefined : instants.reduce((last, at) => (last === undefined || at === undefined ? undefined : Math.max(last, at)), 0);
}

/** Losses that all walls share: of the backend, of the shell. Each is over when the walls show the room again, and told then. */
export interface Losses {
  /** @param at when it was there last; a loss that is not over keeps its beginning */
  lost(cause: string, at: number): void;
  /** It is there again; the walls may not be. */
  back(cause: string, now: number): void;
  /** To be called every BEAT ms. */
  look(now: number): void;
}

export function createLosses(windows: () => readonly Shown[], report: Report): Losses {
  const open = new Map<string, { at: number; back: number | undefined }>();
  return {
    lost(cause, at) {
      open.set(cause, { at: open.get(cause)?.at ?? at, back: undefined });
    },
    back(cause, now) {
      const loss = open.get(cause);
      if (loss !== undefined) loss.back ??= now;
    },
    look(now) {
      for (const [cause, { at, back }] of open) {
        const since = back === undefined || now - back < SETTLE ? undefined : shownSince(windows(), now);
        if (back === undefined || since === undefined) continue;
        open.delete(cause);
        report({ what: "recovered", cause, tookMs: Math.max(0, Math.round(Math.max(back, since) - at)) });
      }
    },
  };
}
