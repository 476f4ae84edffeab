import { screen } from "electron";
import { layout, type Place } from "./layout.ts";
import { openWindow, type RoomWindow } from "./room-window.ts";

/** All windows of the room. */
export interface RoomWindows {
  /** The backend answers windows of this role at another address; undefined: not at all. */
  show(role: Place["role"], address: string | undefined): void;
  /** Whose page this is. */
  of(webContentsId: number): Place | undefined;
  focusConsole(): void;
}

/**
 * Opens a window on every monitor and follows monitors that come, go and move.
 *
 * @param closed called when a person closes the console: the room ends
 */
export function openWindows(closed: () => void): RoomWindows {
  const windows = new Map<number, RoomWindow>();
  const addresses = new Map<Place["role"], string | undefined>();

  function open(place: Place): void {
    const opened = openWindow(place);
    windows.set(place.monitor, opened);
    opened.show(addresses.get(place.role));
    opened.window.on("closed", () => {
      if (windows.get(place.monitor) !== opened) return;
      windows.delete(place.monitor);
      if (place.role === "console") closed();
      // A wall is closed by no one in the room; whatever did it, the monitor is not left dark.
      else setImmediate(follow);
    });
  }

  function close(monitor: number, opened: RoomWindow): void {
    windows.delete(monitor);
    opened.window.destroy();
  }

  /** Makes the windows those that the monitors ask for. */
  function follow(): void {
    const places = layout(screen.getAllDisplays(), screen.getPrimaryDisplay().id);
    // A moment without monitors (a matrix switch, a driver restart) must not end the room.
    if (places.length === 0) return;
    for (const place of places) {
      const there = windows.get(place.monitor);
      if (there !== undefined && there.place.role === place.role) there.move(place);
    }
    // New windows first, so that there is always one.
    const former = new Map(windows);
    for (const place of places) if (former.get(place.monitor)?.place.role !== place.role) open(place);
    for (const [monitor, opened] of former) {
      const place = places.find((wanted) => wanted.monitor === monitor);
      if (place === undefined) close(monitor, opened);
      else if (place.role !== opened.place.role) opened.window.destroy();
    }
  }

  screen.on("display-added", follow);
  screen.on("display-removed", follow);
  screen.on("display-metrics-changed", follow);
  follow();

  return {
    show(role, address) {
      addresses.set(role, address);
      for (const opened of windows.values()) if (opened.place.role === role) opened.show(address);
    },
    of: (id) => [...windows.values()].find((opened) => !opened.window.isDestroyed() && opened.window.webContents.id === id)?.place,
    focusConsole() {
      for (const opened of windows.values())
        if (opened.place.role === "console") {
          if (opened.window.isMinimized()) opened.window.restore();
          opened.window.focus();
        }
    },
  };
}
