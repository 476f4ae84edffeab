import { BrowserWindow } from "electron";
import { join } from "node:path";
import type { Place } from "./layout.ts";

/** Between a failed load and the next, ms. */
const RETRY = 1_000;

/** A window of the room: console or wall. */
export interface RoomWindow {
  readonly place: Place;
  readonly window: BrowserWindow;
  /** Loads the room's page, or says that the backend is not there. Safe to call at any time. */
  show(address: string | undefined): void;
  move(place: Place): void;
}

/** Opens a window on its monitor. It shows a local page until `show` names the backend. */
export function openWindow(first: Place): RoomWindow {
  let place = first;
  let wanted: string | undefined;
  let retry: NodeJS.Timeout | undefined;
  const wall = first.role === "wall";
  const window = new BrowserWindow({
    ...first.bounds,
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
      webviewTag: false,
      spellcheck: false,
      // An alarm is drawn and sounded whether or not its window has the focus.
      backgroundThrottling: false,
      autoplayPolicy: "no-user-gesture-required",
    },
  });
  fill();

  /** A window manager puts it into full screen; without one, the bounds alone fill the monitor. */
  function fill(): void {
    window.setBounds(place.bounds);
    if (wall) window.setFullScreen(true);
  }

  function load(): void {
    clearTimeout(retry);
    if (window.isDestroyed()) return;
    // A failed load is answered by did-fail-load; the promise's rejection says the same again.
    if (wanted === undefined) window.loadFile(join(__dirname, "waiting.html")).catch(() => undefined);
    else window.loadURL(wanted).catch(() => undefined);
  }

  const { webContents } = window;
  const later = () => {
    clearTimeout(retry);
    retry = setTimeout(load, RETRY);
  };
  webContents.on("did-fail-load", (_event, code, _text, _url, mainFrame) => {
    // -3 is "aborted": a newer load took its place.
    if (mainFrame && code !== -3) later();
  });
  // A backend on its way up or down may answer, but not with the page.
  webContents.on("did-navigate", (_event, _url, status) => {
    if (status >= 500) later();
  });
  webContents.on("render-process-gone", later);
  window.on("unresponsive", () => webContents.forcefullyCrashRenderer());
  window.on("closed", () => clearTimeout(retry));
  window.on("page-title-updated", (event) => event.preventDefault());
  load();

  return {
    get place() {
      return place;
    },
    window,
    show(address) {
      const url = address === undefined ? undefined : `${address}${wall ? "/wall" : "/"}`;
      // A page already there notices the loss itself and comes back by itself; only another address needs a load.
      if (url === wanted || (url === undefined && wanted !== undefined)) return;
      wanted = url;
      load();
    },
    move(next) {
      place = next;
      fill();
    },
  };
}
