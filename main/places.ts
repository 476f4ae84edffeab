import type { MonitorRole, Screen } from "#contract/wall";

/** What the backend says a screen is for. */
export interface Assigned {
  key: string;
  monitorId: string;
  number: number;
  name: string;
  role: MonitorRole;
}

/** One window that should exist. */
export interface Place {
  /** Of its screen; one window a screen. */
  key: string;
  role: "console" | "wall";
  /** Name for people that stays the same when the monitor is pulled and put back. */
  name: string;
  screen: Screen;
  /** The numbered place of the wall that it shows; undefined until the backend has said. */
  monitorId: string | undefined;
}

/**
 * Which windows there should be. A screen the backend has spoken of is what it says; of the others the primary one has the
 * console, unless this PC is for the wall alone, and each other one a wall window. Where the screen of the only console is
 * gone, the primary one of those left stands in for it: a room without a console could do nothing about it.
 *
 * @param screens those present
 * @param assigned the backend's answer, or the one remembered while it is away; of absent screens too
 */
export function placesOf({ screens, assigned, wallOnly }: { screens: readonly Screen[]; assigned: readonly Assigned[]; wallOnly: boolean }): Place[] {
  const said = new Map(assigned.map((one) => [one.key, one]));
  const roleOf = (screen: Screen): MonitorRole => said.get(screen.key)?.role ?? (screen.primary && !wallOnly ? "console" : "wall");
  const consoleLost = !wallOnly && assigned.some(({ role }) => role === "console") && !screens.some((screen) => roleOf(screen) === "console");
  return screens.flatMap((screen): Place[] => {
    const known = said.get(screen.key);
    const role = consoleLost && screen.primary ? "console" : roleOf(screen);
    if (role === "off") return [];
    return [{ key: screen.key, role, name: known?.name ?? screen.label, screen, monitorId: known?.monitorId }];
  });
}
