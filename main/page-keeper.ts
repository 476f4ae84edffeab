import type { BrowserWindow } from "electron";
import { localPage } from "./app-scheme.ts";
import { createHeart } from "./heartbeat.ts";
import { died, NO_PAST } from "./recovery.ts";
import type { Report } from "./reports.ts";
import { RETRY_PATH, safePath } from "./safe-page.ts";

/** The room's time of day, as its walls show it. */
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Between a failed load and the next, ms. */
const RETRY = 1_000;
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
  /** To be called every half second. @param load of the machine, per core */
  look(load: number): void;
  /** Loads the room's page anew, where it is shown. */
  reload(): void;
  /** Leaves the safe page before its time. @returns false where it is not shown */
  retry(): boolean;
  /** The room's page is there and has answered. */
  isWell(): boolean;
  /** Since when the room's page is live, by its own word, on a clock that never jumps, ms; undefined: it is not. */
  liveSince(): number | undefined;
  /** The safe page is shown. */
  isAside(): boolean;
}

/** What stands in the window, or is on its way there. */
type Content = "waiting" | "room" | "safe";

/**
 * @param path of the room's page: `/` or `/wall`
 * @param report tells what happened to this window's page
 */
export function keepPage(window: BrowserWindow, { path, report }: { path: string; report: Report }): PageKeeper {
  const { webContents } = window;
  const heart = createHeart();
  let wanted: string | undefined;
  let content: Content = "waiting";
  let past = NO_PAST;
  let timer: NodeJS.Timeout | undefined;
  /** When and by what the room's page was lost; until it has answered again. */
  let lost: { at: number; cause: string } | undefined;
  /** Until then the safe page is shown. */
  let safeUntil = 0;
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
  };
  const isWell = () => content === "room" && finished && answered;

  function go(next: Content, url: string): void {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    content = next;
    forget();
    // A failed load is answered by did-fail-load; the promise's rejection says the same again.
    webContents.loadURL(url).catch(() => undefined);
  }
  function load(): void {
    if (wanted === undefined) go("waiting", localPage("waiting.html"));
    else go("room", wanted);
  }
  /** The room's page cannot be had now: the waiting page stands in for it. */
  function fallBack(why: string): void {
    if (lost?.cause !== why) report({ what: "page-failed", cause: why });
    lost ??= { at: now(), cause: why };
    go("waiting", localPage("waiting.html"));
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
    safeUntil = now() + next.step.for;
    after(BREATH, () => showSafe(cause));
  }
  function showSafe(cause: string): void {
    const span = safeUntil - now();
    const retry = CLOCK.format(Date.now() + span);
    go("safe", localPage(safePath({ cause, retry })));
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
  load();

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
      liveSince = live ? (liveSince ?? now()) : undefined;
      answered = true;
      settle();
    },
    look(load) {
      const silence = heart.look(now(), load);
      if (silence !== undefined) hang(silence);
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
