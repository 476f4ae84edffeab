import { BrowserWindow, screen } from "electron";
import { join } from "node:path";
import { keepPage, type Lost, type PageKeeper } from "./page-keeper.ts";
import type { Place } from "./places.ts";
import type { Report } from "./reports.ts";
import type { ConsolePlace } from "./screen-memory.ts";
import { isStray, losesPage } from "./stray-key.ts";

/** How long a console's window rests before its place is remembered, ms. */
const RESTED = 500;
/** A wall has no pointer, except at its door, where somebody fills in a form. */
const NO_POINTER = "html:not(:has(form)), html:not(:has(form)) * { cursor: none !important; }";

/** A window of the room: console or wall. */
export interface RoomWindow {
  readonly place: Place;
  readonly window: BrowserWindow;
  readonly page: PageKeeper;
  /** The place has changed, or a console is to stand on another screen. */
  move(place: Place): void;
}

export interface WindowOptions {
  report: Report;
  /** Where a person left a console on that screen. */
  remembered: (key: string) => ConsolePlace | undefined;
  remember: (key: string, place: ConsolePlace) => void;
}

/** Opens a window on its screen. It shows a local page until it is told of the backend. @param lost the window it takes the place of was */
export function openWindow(first: Place, { report, remembered, remember }: WindowOptions, lost?: Lost): RoomWindow {
  let place = first;
  let placed = "";
  const wall = first.role === "wall";
  const window = new BrowserWindow({
    ...first.screen.bounds,
    title: "Kỳ Đài",
    frame: !wall,
    backgroundColor: "#0b1016",
    autoHideMenuBar: true,
    webPreferences: {
      partition: wall ? "persist:wall" : "persist:console",
      preload: join(__dirname, "../preload/index.cjs"),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // An alarm is drawn and sounded whether or not its window has the focus.
      backgroundThrottling: false,
      autoplayPolicy: "no-user-gesture-required",
    },
  });
  const page = keepPage(window, {
    path: wall ? "/wall" : "/", lost,
    // A console may lie behind other windows, and then gets no frames.
    isSeen: () => wall || (!window.isDestroyed() && window.isFocused()),
    report: (event) => report({ role: place.role, screenKey: place.key, ...event }),
  });

  /** A window manager puts a wall into full screen; without one, the bounds alone fill the monitor. */
  function fill(): void {
    const { bounds } = place.screen;
    if (wall) {
      window.setBounds(bounds);
      window.setKiosk(true);
      return;
    }
    const kept = remembered(place.key);
    window.setBounds(kept !== undefined && isOn(kept.bounds, bounds) ? kept.bounds : screen.getDisplayMatching(bounds).workArea);
    if (kept === undefined || kept.maximized) window.maximize();
  }

  let rest: NodeJS.Timeout | undefined;
  function rested(): void {
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (window.isDestroyed() || window.isMinimized() || !isOn(window.getBounds(), place.screen.bounds)) return;
      remember(place.key, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    }, RESTED);
  }

  fill();
  placed = JSON.stringify(place.screen.bounds);
  window.on("page-title-updated", (event) => event.preventDefault());
  window.on("closed", () => clearTimeout(rest));
  window.webContents.on("before-input-event", (event, press) => {
    if (press.type === "keyDown" && press.key === "Enter" && page.retry()) event.preventDefault();
    else if (wall ? isStray(press) : losesPage(press)) event.preventDefault();
  });
  if (wall) {
    // A wall's window is closed by the shell alone, which destroys it.
    window.on("close", (event) => event.preventDefault());
    window.webContents.on("dom-ready", () => void window.webContents.insertCSS(NO_POINTER).catch(() => undefined));
  } else {
    window.on("move", rested);
    window.on("resize", rested);
  }

  return {
    get place() {
      return place;
    },
    window,
    page,
    move(next) {
      const changed = JSON.stringify(next.screen) !== JSON.stringify(place.screen);
      place = next;
      // What the page was told at its load is a copy.
      if (changed && wall) window.webContents.send("screen", next.screen);
      const bounds = JSON.stringify(next.screen.bounds);
      if (bounds === placed) return;
      placed = bounds;
      fill();
    },
  };
}

/** A window is on a screen when its middle is. */
function isOn(window: ConsolePlace["bounds"], bounds: ConsolePlace["bounds"]): boolean {
  const x = window.x + window.width / 2;
  const y = window.y + window.height / 2;
  return x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height;
}
