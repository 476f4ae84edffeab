/** One monitor as the Window Management API describes it (W3C Working Draft, Chrome 100). */
interface DetailedScreen {
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
  readonly label: string;
}
interface ScreenDetails {
  readonly screens: readonly DetailedScreen[];
  readonly currentScreen: DetailedScreen;
}
declare global {
  interface Window {
    /** Absent in browsers without the API, and on pages that are not https or localhost. */
    getScreenDetails?: () => Promise<ScreenDetails>;
  }
}

/** What came of it. `blocked`: the browser's pop-up rule let so many windows not open. `placed`: each stands on a monitor of its own. */
export interface OpenedWalls {
  opened: number;
  blocked: number;
  placed: boolean;
}

/** Where a wall's window is to be opened. */
export interface WallPlace {
  name: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One place for every monitor but the one the console stands on; names are unique and the same every time. */
export function placesFor({ screens, currentScreen }: ScreenDetails): WallPlace[] {
  return screens
    .filter((screen) => screen !== currentScreen)
    .map(({ label, availLeft: left, availTop: top, availWidth: width, availHeight: height }) => ({ name: `${label.slice(0, 30)} ${left},${top}`.trim(), left, top, width, height }));
}

/**
 * Opens a browser window of the wall on every other monitor of this PC: with the Window Management API (the browser asks the
 * person once), else one window, for a person to place. Call it from a press: browsers open windows for nothing else.
 */
export async function openWallWindows(): Promise<OpenedWalls> {
  const places = await otherScreens();
  const wanted = places ?? [{ name: "1", left: 0, top: 0, width: 1280, height: 720 }];
  const opened = wanted.filter((place) => open(`/wall?screen=${encodeURIComponent(place.name)}`, `kydai-wall-${place.name}`, `popup,left=${place.left},top=${place.top},width=${place.width},height=${place.height}`) !== null).length;
  return { opened, blocked: wanted.length - opened, placed: places !== undefined };
}

/** Undefined: no API, no leave, or no other monitor. */
async function otherScreens(): Promise<WallPlace[] | undefined> {
  if (window.getScreenDetails === undefined) return undefined;
  try {
    const places = placesFor(await window.getScreenDetails());
    return places.length === 0 ? undefined : places;
  } catch {
    return undefined; // the person, or a policy, gave no leave
  }
}
