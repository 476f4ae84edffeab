import { app, BrowserWindow, Menu, net, powerSaveBlocker, session } from "electron";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { declareScheme } from "./app-scheme.ts";
import { startWithSystem } from "./autostart.ts";
import { askScreens, callBackend, sendEvents } from "./backend-call.ts";
import { BACKEND_LOG } from "./backend-log.ts";
import { startCensus } from "./census.ts";
import { openDesk } from "./desk.ts";
import { firstRunCode } from "./first-code.ts";
import { guard, WALL } from "./guard.ts";
import { BEAT } from "./heartbeat.ts";
import { plainOrigin } from "./join.ts";
import { ownOrigins, portThere } from "./own-origins.ts";
import { keepBackend, type Keeper } from "./keeper.ts";
import { startEarly, type EarlyKeeper } from "./keeper-early.ts";
import { followBackend } from "./keeper-remote.ts";
import { startMinder } from "./minded.ts";
import { ownCommand, withSettings } from "./own-command.ts";
import { openLastWords, type LastWords } from "./last-words.ts";
import { createLosses } from "./losses.ts";
import { hearPages } from "./page-ipc.ts";
import { startPictures } from "./pictures.ts";
import { watchProcesses, watchSleep } from "./process-watch.ts";
import { createReports } from "./reports.ts";
import { openWindows, shownNow } from "./room-windows.ts";
import { openScreenMemory } from "./screen-memory.ts";
import { readSettings, type Settings } from "./settings.ts";
import { askAsShell } from "./shell-proof.ts";
import { createTrust } from "./trust.ts";
import { joinWall, passWall } from "./wall-pass.ts";

/** A shell that has lived so long, ms, is started again when it dies; one that dies sooner could not open windows at all. */
const MINDED = 10_000;

let words: LastWords | undefined;
// Electron's own answer is a box that waits for somebody to press a button, and the walls stand still behind it. What cannot go
// on ends, says why, and is started again by its minder.
process.on("uncaughtException", (error) => {
  console.error(error);
  words?.say(error);
  app.exit(70);
});

const read = readSettings({ argv: process.argv, env: process.env, platform: process.platform, app: app.getAppPath(), resources: process.resourcesPath });
if (!read.ok) {
  console.error(`Không hiểu cấu hình / configuration not understood: ${read.why}`);
  app.exit(2);
} else if (app.isPackaged && ["remote-debugging-port", "remote-debugging-pipe", "inspect", "inspect-brk"].some((name) => app.commandLine.hasSwitch(name))) {
  // Whoever could drive the windows from outside could act as the person who sits before them.
  console.error("Không gỡ lỗi bản đã đóng gói / a packaged application is not debugged");
  app.exit(2);
} else begin(read.settings);

function begin(settings: Settings): void {
  // One shell per data folder: the lock lies in userData.
  const own = join(settings.data, "shell");
  mkdirSync(own, { recursive: true, mode: 0o700 });
  app.setPath("userData", own);
  words = openLastWords(own);
  declareScheme();
  // A header is ASCII; the product's name is not, and Electron 25 fails on it in its own handlers.
  app.userAgentFallback = app.userAgentFallback.replaceAll(/[^\x20-\x7e]/g, "");
  // Chromium gives up, and ends, after a few deaths of its GPU process: a wall goes on.
  app.commandLine.appendSwitch("disable-gpu-process-crash-limit");
  // Cameras' pictures are decoded in secure contexts alone: the one backend this PC was told to join, or to start, is one, by plain http too.
  const plain = plainOrigin(settings.join);
  const origins = settings.join === undefined ? ownOrigins(settings, portThere(settings.data)) : plain === undefined ? [] : [plain];
  if (origins.length > 0) app.commandLine.appendSwitch("unsafely-treat-insecure-origin-as-secure", origins.join(","));
  if (!app.requestSingleInstanceLock()) {
    console.log("Kỳ Đài đang chạy trên thư mục dữ liệu này / already running on this data folder");
    app.quit();
    return;
  }
  // Found or started while Chromium still starts itself.
  const early = settings.join === undefined ? startEarly((told) => keepBackend(settings, told)) : undefined;
  app.whenReady().then(() => open(settings, own, early), (error: unknown) => {
    console.error(error);
    app.exit(1);
  });
}

function open(settings: Settings, own: string, early: EarlyKeeper | undefined): void {
  const { join: joined } = settings;
  const diedAt = Number(process.env["KYDAI_SHELL_DIED_AT"]);
  const diedOf = words?.former();
  const wall = session.fromPartition(WALL);
  let keeper: Keeper | undefined;
  const address = () => trust.now().address;

  Menu.setApplicationMenu(null);
  powerSaveBlocker.start("prevent-display-sleep");
  guard(address);
  const command = ownCommand({ argv: process.argv, env: process.env, program: process.execPath });
  if (settings.startWithSystem !== undefined) startWithSystem(settings.startWithSystem, withSettings(command, settings));

  const { report, flush } = createReports((events) => (trust.now().admitted ? sendEvents(wall, address() ?? "", { events }) : undefined));
  report({ what: "started", cause: diedOf === undefined ? (Number.isFinite(diedAt) ? "the former shell ended without a word" : "start") : `the former shell died of ${diedOf}` });

  const memory = openScreenMemory(own);
  const windows = openWindows({ closed: () => app.quit(), endGpu: () => processes.endGpu(), report, remembered: (key) => memory.console(key), remember: (key, place) => memory.keep({ console: { key, place } }) });
  const desk = openDesk({ app: app.getAppPath(), focus: () => void windows.focusConsole(), quit: () => app.quit() });
  const processes = watchProcesses(report, windows.all);
  const losses = createLosses(() => shownNow(windows.all()), report);
  if (Number.isFinite(diedAt)) {
    // From the end of the former shell, or from when it began to hang.
    losses.lost("shell", performance.now() - Math.max(0, Date.now() - diedAt));
    losses.back("shell", performance.now());
  }
  const lossWatch = setInterval(() => losses.look(performance.now()), BEAT);

  const trust = createTrust({
    prove: async (at) => {
      if (joined !== undefined) return true;
      const answer = await askAsShell(settings.data, at, "/api/shell");
      if (!answer.ok) console.error(`backend: not ours, or not yet: ${answer.why}`);
      return answer.ok;
    },
    admit: (at) => (joined === undefined ? passWall(settings.data, at) : joinWall(at, joined.ticket)),
    stands({ address: at, admitted }) {
      windows.show("console", at);
      // A wall that is to be let in by a ticket shows its door; one of this machine waits for its token.
      windows.show("wall", admitted || joined !== undefined ? at : undefined);
      if (!admitted) return;
      if (strangers) for (const { place, page } of windows.all()) if (place.role === "wall") page.reload();
      strangers = false;
      census.tell();
      flush();
    },
  });
  /** The walls' pages may stand at their door: once the wall is let in, they look again. */
  let strangers = joined !== undefined;

  const census = startCensus({
    memory, wallOnly: settings.wallOnly, report,
    ask(input) {
      if (!trust.now().admitted) return undefined;
      const answering = askScreens(wall, address() ?? "", input);
      void answering.then((answer) => {
        if (!answer.ok && answer.fault.code === "unauthenticated") {
          strangers = true;
          trust.unknown();
        }
      });
      return answering;
    },
    watched: () => pictures.hurry(),
    follow(places) {
      windows.follow(places);
      desk.present(places.some(({ role }) => role === "console"));
    },
  });
  watchSleep(() => census.tell());

  hearPages({
    address, windowOf: windows.of,
    firstRunCode: () => (joined === undefined ? firstRunCode(settings.data) : undefined),
    notify: (notice) => {
      if (BrowserWindow.getFocusedWindow() === null) desk.notify(notice);
    },
  });
  const pictures = startPictures({
    windows: windows.all,
    put: (monitorId, body) => (trust.now().admitted ? callBackend(wall, address() ?? "", { path: `/api/wall/picture/${encodeURIComponent(monitorId)}`, method: "PUT", type: "image/jpeg", body }) : undefined),
  });

  const told = (at: string | undefined, heardAt: number) => {
    if (at === undefined) {
      losses.lost("backend", heardAt);
      report({ what: "backend-gone", cause: "no answer" });
    } else {
      console.log(joined === undefined ? `Kỳ Đài: ${at}/  (${join(settings.data, BACKEND_LOG)})` : `Kỳ Đài: ${at}/`);
      losses.back("backend", performance.now());
    }
    trust.told(at);
  };
  if (early !== undefined) keeper = early.hear(told);
  else if (joined !== undefined) keeper = followBackend(joined.address, told, joined.address.startsWith("https:") ? (url, init) => net.fetch(url, init) : fetch);

  let bye = (): void => undefined;
  const mind = () => {
    if (settings.minder !== undefined) bye = startMinder({ node: settings.node, minder: settings.minder, command }).bye;
  };
  const minded = setTimeout(mind, Number.isFinite(diedAt) ? 0 : MINDED);

  app.on("second-instance", () => void windows.focusConsole());
  // The console decides about the end; between two layouts there may be no window for a moment.
  app.on("window-all-closed", () => undefined);
  /** Holds the end back until the backend this shell started has stopped in order. */
  app.on("before-quit", (event) => {
    const stopping = keeper;
    if (stopping === undefined) return;
    event.preventDefault();
    keeper = undefined;
    clearTimeout(minded);
    bye();
    trust.stop();
    census.stop();
    pictures.stop();
    clearInterval(lossWatch);
    windows.stop();
    stopping.stop().then(
      () => app.exit(0),
      (error: unknown) => {
        console.error(error);
        app.exit(1);
      },
    );
  });
}
