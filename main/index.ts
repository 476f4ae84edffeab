import { app, ipcMain, Menu } from "electron";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "#contract/desktop";
import { BACKEND_LOG } from "./backend-log.ts";
import { guard, isOurs } from "./guard.ts";
import { keepBackend, type Keeper } from "./keeper.ts";
import { openWindows, type RoomWindows } from "./room-windows.ts";
import { readSettings } from "./settings.ts";
import { passWall } from "./wall-pass.ts";

/** Between two tries to get the wall its token, ms. */
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

/** The backend came, went or moved. The wall's pages load when the wall has its token. */
async function told(address: string | undefined): Promise<void> {
  windows?.show("console", address);
  if (address !== undefined && passed !== address) {
    if (!(await passWall(settings.data, address))) {
      setTimeout(() => {
        if (keeper?.address() === address) void told(address);
      }, RETRY);
      return;
    }
    passed = address;
  }
  if (keeper?.address() === address) windows?.show("wall", address);
}

/** What a window is told about itself. Only the console, on the first run, gets the code that proves who sits at the machine. */
function desktopOf(webContentsId: number): Desktop | undefined {
  const place = windows?.of(webContentsId);
  if (place === undefined) return undefined;
  const desktop: Desktop = { role: place.role, displayName: place.name };
  if (place.role === "wall") return desktop;
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
