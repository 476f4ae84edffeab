import { app, ipcMain, Menu } from "electron";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "#contract/desktop";
import { BACKEND_LOG } from "./backend-log.ts";
import { guard, isOurs } from "./guard.ts";
import { keepBackend, type Keeper } from "./keeper.ts";
import { openWindows, type RoomWindows } from "./room-windows.ts";
import { readSettings } from "./settings.ts";
import { askAsShell } from "./shell-proof.ts";
import { passWall } from "./wall-pass.ts";

/** Between two tries to have the backend prove itself and give the wall its token, ms. */
const RETRY = 2_000;

const settings = readSettings({ argv: process.argv, env: process.env, platform: process.platform, app: app.getAppPath(), resources: process.resourcesPath });

// One shell per data folder: the lock lies in userData.
const own = join(settings.data, "shell");
mkdirSync(own, { recursive: true, mode: 0o700 });
app.setPath("userData", own);

let keeper: Keeper | undefined;
let windows: RoomWindows | undefined;

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", () => windows?.focusConsole());
  app.on("before-quit", quit);
  // The console decides about the end; between two layouts there may be no window for a moment.
  app.on("window-all-closed", () => undefined);
  app.whenReady().then(open, (error: unknown) => {
    console.error(error);
    app.exit(1);
  });
} else {
  console.log("Kỳ Đài đang chạy trên thư mục dữ liệu này / already running on this data folder");
  app.quit();
}

function open(): void {
  Menu.setApplicationMenu(null);
  guard(() => keeper?.address());
  ipcMain.on("desktop", (event) => {
    const url = event.senderFrame?.url ?? "";
    event.returnValue = isOurs(url, keeper?.address()) ? desktopOf(event.sender.id) : undefined;
  });
  windows = openWindows(() => app.quit());
  keeper = keepBackend(settings, (address) => {
    if (address !== undefined) console.log(`Kỳ Đài: ${address}/  (${join(settings.data, BACKEND_LOG)})`);
    void told(address);
  });
}

/** Where the wall has its token already: a backend that comes back there still knows it. */
let passed: string | undefined;

/** Where the backend that answers now has proved itself. */
let proved: string | undefined;
/** Counts what we were told: an answer to an older one is void. */
let turn = 0;

/** The backend came, went or moved. No page loads before it has proved itself, the wall's not before the wall has its token. */
async function told(address: string | undefined): Promise<void> {
  const mine = ++turn;
  proved = undefined;
  if (address === undefined) {
    windows?.show("console", undefined);
    windows?.show("wall", undefined);
    return;
  }
  const again = () =>
    setTimeout(() => {
      if (mine === turn) void told(address);
    }, RETRY);
  const answer = await askAsShell(settings.data, address, "/api/shell");
  if (mine !== turn) return;
  if (!answer.ok) {
    console.error(`backend: not ours, or not yet: ${answer.why}`);
    again();
    return;
  }
  proved = address;
  windows?.show("console", address);
  if (passed !== address) {
    const done = await passWall(settings.data, address);
    if (mine !== turn) return;
    if (!done) {
      again();
      return;
    }
    passed = address;
  }
  windows?.show("wall", address);
}

/** What a window is told about itself. Only the console, on the first run, from a proved backend, gets the code that proves who sits at the machine. */
function desktopOf(webContentsId: number): Desktop | undefined {
  const place = windows?.of(webContentsId);
  if (place === undefined) return undefined;
  const desktop: Desktop = { role: place.role, displayName: place.name };
  if (place.role === "wall" || proved === undefined || proved !== keeper?.address()) return desktop;
  try {
    return { ...desktop, firstRunCode: readFileSync(join(settings.data, "first-run.code"), "utf8").trim() };
  } catch {
    // Not the first run.
    return desktop;
  }
}

/** Holds the end back until the backend this shell started has stopped in order. */
function quit(event: { preventDefault: () => void }): void {
  const stopping = keeper;
  if (stopping === undefined) return;
  event.preventDefault();
  keeper = undefined;
  stopping.stop().then(
    () => app.exit(0),
    (error: unknown) => {
      console.error(error);
      app.exit(1);
    },
  );
}
