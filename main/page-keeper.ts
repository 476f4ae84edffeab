import type { BrowserWindow } from "electron";
import { createHeart } from "./heartbeat.ts";
import { localPage } from "./local-page.ts";
import { createPaint } from "./paint.ts";
import { roomTime } from "./plain-clock.ts";
import { died, NO_PAST } from "./recovery.ts";
import type { Report } from "./reports.ts";
import { awayPath, RETRY_PATH, safePath } from "./safe-page.ts";
import { threadUse } from "./thread-use.ts";

/** Between a failed load and the next, ms. */
const RETRY = 1_000;
/** A new window waits so long, ms, for word of the backend before it says that there is none: two pages cost two processes. */
const FIRST = 1_500;
/** A page that died is loaded again after this, ms: Chromium is still taking its process apart. */
const BREATH = 50;
/** A process that was told to end and is still there after this, ms, is ended by the system. */
const STUBBORN = 700;

/** Keeps the right page in one window, whatever happens to it. */
export interface PageKeeper {
  /** The room's page is at this address; undefined: there is no backend. Safe to call at any time. */
  show(address: string | undefined): void;
  /** The page says that it lives. @param live what it shows of the room is live */
  beat(live: boolean): void;
  /** The page was given a frame to draw. */
  frame(): void;
  /** Frames so far in this window, and when the last one was made. */
  frames(): { count: number; at: number };
  /** The window is to be seen: it owes frames. */
  isSeen(): boolean;
  /** Asks the page for frames now. */
  askFrames(): void;
  /**
   * To be called every half second. A page that hangs is dealt with here; a window whose page lives and whose picture stands is not.
   *
   * @param load of the machine, per core
   * @returns for how long its picture has stood, ms, where that is too long
   */
  look(load: number): number | undefined;
  /** Loads the room's page anew, where it is shown. */
  reload(): void;
  /** Leaves the safe page before its time. @returns false where it is not shown */
  retry(): boolean;
  /** The room's page is there, has answered, and has made a picture where one is to be seen. */
  isWell(): boolean;
  /** Since when the room's page is live, by its own word, on a clock that never jumps, ms; undefined: it is not. */
  liveSince(): number | undefined;
  /** The safe page is shown. */
  isAside(): boolean;
}

/** When and by what a page was lost; on a clock that never jumps, ms. */
export interface Lost {
  at: number;
  cause: string;
}

/** What stands in the window, or is on its way there. */
type Content = "waiting" | "room" | "safe";

/**
 * @param path of the room's page: `/` or `/wall`
 * @param lost what this window takes the place of was lost: told when its page is there
 * @param isSeen the window's picture is to be seen: it owes frames
 * @param report tells what happened to this window's page
 */
export function keepPage(window: BrowserWindow, { path, isSeen, lost: before, report }: { path: string; isSeen: () => boolean; lost: Lost | undefined; report: Report }): PageKeeper {
  const { webContents } = window;
  const heart = createHeart();
  const paint = createPaint();
  let wanted: string | undefined;
  let content: Content = "waiting";
  let past = NO_PAST;
  let timer: NodeJS.Timeout | undefined;
  /** When and by what the room's page was lost; until it has answered again. */
  let lost = before;
  /** From then until then the safe page is shown. */
  let asideAt = 0;
  let safeUntil = 0;
  /** The room's page was here; and since when it cannot be had. */
  let served = false;
  let awayAt: number | undefined;
  /** It was told to end; until it has, or is seen to have gone otherwise. */
  let hanging = false;
  let ending: NodeJS.Timeout | undefined;
  let finished = false;
  let answered = false;
  let liveSince: number | undefined;

  const now = () => performance.now();
  const after = (wait: number, what: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  };
  /** What the page before has said counts no more. */
  const forget = () => {
    finished = answered = false;
    liveSince = undefined;
    paint.start();
  };
  const isWell = () => content === "room" && finished && answered && (paint.painted() || !isSeen());

  function go(next: Content, url: string): void {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    content = next;
    forget();
    // A failed load is answered by did-fail-load; the promise's rejection says the same again.
    webContents.loadURL(url).catch(() => undefined);
  }
  function load(): void {
    if (wanted === undefined) wait();
    else go("room", wanted);
  }
  /** Stands in for the room's page. */
  function wait(): void {
    if (served) awayAt ??= Date.now();
    go("waiting", localPage(awayAt === undefined ? "waiting.html" : awayPath(roomTime(awayAt))));
  }
  /** The room's page cannot be had now: the waiting page stands in for it. */
  function fallBack(why: string): void {
    if (lost?.cause !== why) report({ what: "page-failed", cause: why });
    lost ??= { at: now(), cause: why };
    wait();
    after(RETRY, load);
  }
  function settle(): void {
    if (!isWell() || lost === undefined) return;
    report({ what: "recovered", cause: lost.cause, tookMs: Math.round(now() - lost.at) });
    lost = undefined;
  }
  function gone(cause: string): void {
    heart.rest();
    forget();
    // A plain page of our own that died: once more, without hurry.
    if (content !== "room") return after(RETRY, content === "safe" && safeUntil > now() + RETRY ? () => showSafe(cause) : load);
    lost ??= { at: now(), cause };
    const next = died(past, now());
    past = next.past;
    if (next.step.do === "reload") return after(cause === "launch-failed" ? RETRY : BREATH, load);
    report({ what: "window-safe", cause });
    content = "safe";
    asideAt = now();
    safeUntil = asideAt + next.step.for;
    after(BREATH, () => showSafe(cause));
  }
  function showSafe(cause: string): void {
    const span = safeUntil - now();
    const at = Date.now();
    go("safe", localPage(safePath({ cause, since: roomTime(at - (now() - asideAt)), retry: roomTime(at + span) })));
    after(span, load);
  }
  function hang(silence: number): void {
    if (hanging || window.isDestroyed()) return;
    hanging = true;
    heart.rest();
    if (content === "room") lost ??= { at: now() - silence, cause: "hung" };
    report({ what: "renderer-hung", cause: silence > 0 ? `missed heartbeats for ${Math.round(silence)} ms` : "unresponsive" });
    const pid = webContents.getOSProcessId();
    webContents.forcefullyCrashRenderer();
    ending = setTimeout(() => {
      if (window.isDestroyed() || pid <= 0 || webContents.getOSProcessId() !== pid) return unheard();
      // A process that the system has stopped takes no other signal.
      end(pid);
      ending = setTimeout(unheard, STUBBORN);
    }, STUBBORN);
  }
  /** Nothing was told of its end: it had none (no process yet), or another page's. Its window must not stay as it is. */
  function unheard(): void {
    if (!hanging || window.isDestroyed()) return;
    over();
    gone("hung");
  }
  /** Whatever hung is no more. */
  function over(): void {
    clearTimeout(ending);
    hanging = false;
  }

  webContents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    forget();
    heart.start(now());
  });
  webContents.on("did-finish-load", () => {
    finished = true;
    if (content === "room") {
      served = true;
      awayAt = undefined;
    }
    settle();
  });
  webContents.on("did-fail-load", (_event, code, text, _url, mainFrame) => {
    // -3 is "aborted": a newer load took its place.
    if (mainFrame && code !== -3 && content === "room") fallBack(text);
  });
  // A backend on its way up or down may answer, but not with the page.
  webContents.on("did-navigate", (_event, _url, status) => {
    over();
    if (status >= 500 && content === "room") fallBack(`HTTP ${status}`);
  });
  webContents.on("render-process-gone", (_event, { reason }) => {
    if (!hanging) report({ what: "renderer-gone", cause: reason });
    const cause = hanging ? "hung" : reason;
    over();
    if (!window.isDestroyed()) gone(cause);
  });
  function retry(): boolean {
    if (content !== "safe") return false;
    load();
    return true;
  }
  // Of frames: what the guard refuses there is not told as `will-navigate` any more.
  webContents.on("will-frame-navigate", ({ url, isMainFrame }) => {
    // Afterwards: a load begun while this navigation is being refused would be dropped with it.
    if (isMainFrame && url === localPage(RETRY_PATH)) setImmediate(retry);
  });
  window.on("unresponsive", () => hang(0));
  window.on("closed", () => {
    clearTimeout(timer);
    clearTimeout(ending);
  });
  // Its process starts meanwhile, and the room's page takes it over: a page of another origin would need one of its own.
  go("waiting", "about:blank");
  after(FIRST, load);

  return {
    show(address) {
      const url = address === undefined ? undefined : address + path;
      const moved = url !== wanted;
      wanted = url;
      if (content === "safe" || !moved) return;
      // A page that is there notices the loss itself and comes back by itself; only another address needs a load.
      if (content === "waiting" || (url !== undefined && !webContents.getURL().startsWith(url))) load();
    },
    beat(live) {
      heart.beat(now(), finished);
      paint.beat(now());
      liveSince = live ? (liveSince ?? now()) : undefined;
      answered = true;
      settle();
    },
    frame() {
      paint.frame(now());
      settle();
    },
    frames: paint.frames,
    isSeen,
    askFrames: () => window.isDestroyed() || webContents.send("paint"),
    look(load) {
      const silence = heart.look(now(), load, threadUse(webContents.getOSProcessId()));
      if (silence !== undefined) hang(silence);
      return paint.look(now(), load, isSeen());
    },
    reload() {
      if (content === "room") load();
    },
    retry,
    isWell,
    liveSince: () => (isWell() ? liveSince : undefined),
    isAside: () => content === "safe",
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended after all.
  }
}
