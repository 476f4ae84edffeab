import type { Display } from "#contract/account";
import type { Attendance, Monitor, Screen } from "#contract/wall";

export interface MatchState {
  monitors: ReadonlyMap<string, Monitor>;
  attendances: ReadonlyMap<string, Attendance>;
  displays: ReadonlyMap<string, Display>;
}
/** A PC's screens. `all`: those not named are not there any more. */
export interface ScreensOf {
  display: Display;
  screens: readonly Screen[];
  all: boolean;
}

/**
 * Which monitor each screen shows, by the screen's key. First the monitor bound to this very screen; else, for a PC that
 * joined anew, the absent one of the same key whose display was revoked or had this display's name; else the one of a screen
 * of this PC that is gone and stood at the same place (another resolution, or another monitor put there).
 */
export function matchScreens(state: MatchState, { display, screens, all }: ScreensOf): Map<string, Monitor> {
  const found = new Map<string, Monitor>();
  const taken = new Set<string>();
  const match = (holds: (monitor: Monitor, screen: Screen) => boolean): void => {
    for (const screen of screens) {
      if (found.has(screen.key)) continue;
      const monitor = [...state.monitors.values()].find((one) => !taken.has(one.id) && holds(one, screen));
      if (monitor === undefined) continue;
      found.set(screen.key, monitor);
      taken.add(monitor.id);
    }
  };
  const absent = (monitor: Monitor): boolean => {
    const last = state.attendances.get(monitor.id);
    return last === undefined || last.leftAt !== undefined;
  };
  const keys = new Set(screens.map(({ key }) => key));

  match((monitor, { key }) => monitor.screen?.displayId === display.id && monitor.screen.key === key);
  match((monitor, { key }) => {
    if (monitor.screen?.key !== key || monitor.screen.displayId === display.id || !absent(monitor)) return false;
    const former = state.displays.get(monitor.screen.displayId);
    return former === undefined || former.name === display.name;
  });
  if (all) {
    match((monitor, { bounds }) => {
      if (monitor.screen?.displayId !== display.id || keys.has(monitor.screen.key)) return false;
      const last = state.attendances.get(monitor.id)?.screen.bounds;
      return last !== undefined && last.x === bounds.x && last.y === bounds.y;
    });
  }
  return found;
}
