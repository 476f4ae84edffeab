import { createFrozen } from "./frozen.ts";
import { BEAT } from "./heartbeat.ts";
import type { Shown } from "./losses.ts";
import { createLoad } from "./machine-load.ts";
import type { Lost } from "./page-keeper.ts";
import type { Place } from "./places.ts";
import { openWindow, type RoomWindow, type WindowOptions } from "./room-window.ts";

/** All windows of the room. */
export interface RoomWindows {
  /** Makes the windows those that the places ask for. */
  follow(places: readonly Place[]): void;
  /** The backend answers windows of this role at another address; undefined: not at all. */
  show(role: Place["role"], address: string | undefined): void;
  /** The window whose page this is. */
  of(webContentsId: number): RoomWindow | undefined;
  all(): readonly RoomWindow[];
  /** Brings a console to the front. @returns false where there is none */
  focusConsole(): boolean;
  stop(): void;
}

/** All windows as a recovery sees them. */
export const shownNow = (windows: readonly RoomWindow[]): Shown[] => windows.map(({ place, page }) => ({ role: place.role, liveSince: page.liveSince(), isWell: page.isWell(), aside: page.isAside() }));

export interface RoomOptions extends WindowOptions {
  /** A person has closed the last console: the room ends. */
  closed: () => void;
  /** No window paints any more: what draws for all of them is to be ended. */
  endGpu: () => void;
}

export function openWindows({ closed, endGpu, ...options }: RoomOptions): RoomWindows {
  const windows = new Map<string, RoomWindow>();
  const addresses = new Map<Place["role"], string | undefined>();
  /** Consoles a person has closed while another stood: they stay closed until their screen or role changes. */
  const dismissed = new Set<string>();
  let places: readonly Place[] = [];
  const loadNow = createLoad();
  const cureOf = createFrozen();
  const heart = setInterval(() => {
    const load = loadNow();
    const now = performance.now();
    const standing = all().map(({ place: { key }, page }) => ({ key, frozen: page.look(load), paintedAt: page.frames().at, seen: page.isSeen() }));
    const cure = cureOf(standing, now);
    if (cure?.do === "gpu") endGpu();
    else for (const { key, frozen } of cure?.windows ?? []) rebuild(key, { at: now - frozen, cause: "frozen" });
  }, BEAT);
  const all = () => [...windows.values()].filter(({ window }) => !window.isDestroyed());

  /** Its page lives and its picture stands: nothing of the window is kept. The new one first, so that there is always one. */
  function rebuild(key: string, lost: Lost): void {
    const former = windows.get(key);
    if (former === undefined) return;
    options.report({ what: "renderer-hung", cause: `no picture for ${Math.round(performance.now() - lost.at)} ms`, role: former.place.role, screenKey: key });
    open(former.place, lost);
    former.window.destroy();
  }

  function open(place: Place, lost?: Lost): void {
    const opened = openWindow(place, options, lost);
    windows.set(place.key, opened);
    opened.page.show(addresses.get(place.role));
    opened.window.on("closed", () => {
      const { key, role } = opened.place;
      if (windows.get(key) !== opened) return;
      windows.delete(key);
      // A wall is closed by no one in the room; whatever did it, the monitor is not left dark.
      if (role === "wall") setImmediate(() => follow(places));
      else if ([...windows.values()].some((other) => other.place.role === "console")) dismissed.add(key);
      else closed();
    });
  }

  function close(opened: RoomWindow): void {
    if (windows.get(opened.place.key) === opened) windows.delete(opened.place.key);
    opened.window.destroy();
  }

  function follow(next: readonly Place[]): void {
    // A moment without monitors (a matrix switch, a driver restart) must not end the room: the windows wait where they are.
    if (next.length === 0 && places.length > 0) return;
    places = next;
    for (const key of dismissed) if (!next.some((place) => place.key === key && place.role === "console")) dismissed.delete(key);
    const left = new Set(windows.values());
    const missing: Place[] = [];
    for (const place of next) {
      const there = windows.get(place.key);
      if (there?.place.role === place.role) {
        left.delete(there);
        there.move(place);
      } else if (!dismissed.has(place.key)) missing.push(place);
    }
    // New windows first, so that there is always one. A console takes its page along to another screen: somebody works in it.
    missing.sort((a, b) => Number(b.role === "console") - Number(a.role === "console"));
    for (const place of missing) {
      const moved = place.role === "console" ? [...left].find((one) => one.place.role === "console") : undefined;
      const former = windows.get(place.key);
      if (moved === undefined) open(place);
      else {
        left.delete(moved);
        if (windows.get(moved.place.key) === moved) windows.delete(moved.place.key);
        windows.set(place.key, moved);
        moved.move(place);
      }
      if (former !== undefined && former !== moved) former.window.destroy();
      if (former !== undefined) left.delete(former);
    }
    for (const opened of left) close(opened);
  }

  return {
    follow,
    show(role, address) {
      addresses.set(role, address);
      for (const opened of windows.values()) if (opened.place.role === role) opened.page.show(address);
    },
    of: (id) => [...windows.values()].find(({ window }) => !window.isDestroyed() && window.webContents.id === id),
    all,
    focusConsole() {
      const found = [...windows.values()].find((opened) => opened.place.role === "console");
      if (found === undefined && dismissed.size === 0) return false;
      dismissed.clear();
      follow(places);
      for (const { window, place } of windows.values())
        if (place.role === "console") {
          if (window.isMinimized()) window.restore();
          window.focus();
        }
      return true;
    },
    stop: () => clearInterval(heart),
  };
}
