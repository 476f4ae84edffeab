import { screen, type Display } from "electron";
import type { RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import type { Screen } from "#contract/wall";
import { placesOf, type Place } from "./places.ts";
import type { Report } from "./reports.ts";
import type { ScreenMemory } from "./screen-memory.ts";
import { identify, isPhantom, screenOf } from "./screens.ts";

/** Changes of monitors come in pieces: they are looked at together, ms. */
const TOGETHER = 100;
/** Between two questions to the backend what each screen is for, ms: a role changed on a console, or somebody who looks, is followed so soon. */
const ASK = 3_000;

/** What the census needs of the rest. */
export interface CensusOptions {
  memory: ScreenMemory;
  /** No screen of this PC becomes a console by itself. */
  wallOnly: boolean;
  /** Tells the backend of all screens; undefined while there is none that would know us. */
  ask: (input: { screens: Screen[]; wallOnly: boolean }) => Promise<Result<RequestOutput<"wall:screens">>> | undefined;
  /** The windows there should be now. Empty means no monitor at all, for a moment or longer. */
  follow: (places: readonly Place[]) => void;
  /** A console looks at the walls' pictures now. */
  watched: () => void;
  report: Report;
}

/** Counts the PC's screens, has the backend say what each is for, and has the windows follow. */
export interface Census {
  /** Asks the backend now: it has come, or knows us anew. */
  tell(): void;
  stop(): void;
}

export function startCensus({ memory, wallOnly, ask, follow, watched, report }: CensusOptions): Census {
  let screens: Screen[] = [];
  let first = true;
  let soon: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let asking = false;
  let again = false;

  function look(): void {
    const displays = present();
    if (displays.length > 0) memory.keep({ known: identify(displays, memory.known()) });
    // While the primary monitor is pulled, Chromium may go on naming it.
    const named = displays.find(({ id }) => id === screen.getPrimaryDisplay().id) ?? displays[0];
    const next = displays.map((display, n) => screenOf(display, memory.known()[n]?.key ?? "", display === named));
    if (!first) for (const event of differences(screens, next)) report(event);
    first = false;
    screens = next;
    place();
    tell();
  }

  function present(): Display[] {
    const displays = screen.getAllDisplays();
    return isPhantom(displays, memory.known()) ? [] : displays;
  }

  function place(): void {
    follow(placesOf({ screens, assigned: memory.assigned(), wallOnly }));
  }

  function tell(): void {
    clearTimeout(poll);
    poll = setTimeout(tell, ASK);
    if (asking) {
      again = true;
      return;
    }
    const told = screens;
    const answering = ask({ screens: told, wallOnly });
    if (answering === undefined) return;
    asking = true;
    void answering.then((answer) => {
      asking = false;
      // An answer about screens that are no longer these still tells what each one is for.
      if (answer.ok) {
        memory.keep({ assigned: answer.value.places });
        place();
        if (answer.value.watched) watched();
      }
      if (again) {
        again = false;
        tell();
      }
    });
  }

  const changed = () => {
    clearTimeout(soon);
    soon = setTimeout(look, TOGETHER);
  };
  screen.on("display-added", changed);
  screen.on("display-removed", changed);
  screen.on("display-metrics-changed", changed);
  look();

  return {
    tell,
    stop() {
      clearTimeout(soon);
      clearTimeout(poll);
      screen.off("display-added", changed);
      screen.off("display-removed", changed);
      screen.off("display-metrics-changed", changed);
    },
  };
}

/** What came, went and changed between two looks, for the journal. */
function differences(before: readonly Screen[], after: readonly Screen[]): Parameters<Report>[0][] {
  const was = new Map(before.map((one) => [one.key, one]));
  const events = after.flatMap((one): Parameters<Report>[0][] => {
    const former = was.get(one.key);
    was.delete(one.key);
    const shape = `${one.bounds.width}×${one.bounds.height} (${one.bounds.x},${one.bounds.y}) ×${one.scale} ${one.rotation}°`;
    if (former === undefined) return [{ what: "screen-added", cause: shape, screenKey: one.key }];
    return JSON.stringify(former) === JSON.stringify(one) ? [] : [{ what: "screen-changed", cause: shape, screenKey: one.key }];
  });
  return [...events, ...[...was.values()].map(({ key, label }): Parameters<Report>[0] => ({ what: "screen-removed", cause: label, screenKey: key }))];
}
