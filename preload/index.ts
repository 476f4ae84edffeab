import { contextBridge, ipcRenderer } from "electron";
import type { AlarmNotice, Desktop } from "#contract/desktop";
import type { Screen } from "#contract/wall";

/** Asked once per page: main answers only pages of the backend, and only with what is meant for that window. */
const answer: unknown = ipcRenderer.sendSync("desktop");
if (isDesktop(answer)) contextBridge.exposeInMainWorld("kydai", answer.role === "console" ? { ...answer, notify } : { ...answer, onScreen });

/** Since the page was loaded: what it was given then is a copy. */
let changed: Screen | undefined;
let hearer: ((screen: Screen) => void) | undefined;
ipcRenderer.on("screen", (_event, screen: Screen) => {
  changed = screen;
  hearer?.(screen);
});

/** A frame is asked for and has not come: what asks again waits for the same one. */
let framing = false;
// Chromium gives a page frames only as long as what it draws can reach its window: main/paint.ts counts what is missing.
const frame = (then?: () => void) => {
  if (framing) return;
  framing = true;
  requestAnimationFrame(() => {
    framing = false;
    ipcRenderer.send("page", { say: "frame" });
    then?.();
  });
};
ipcRenderer.on("paint", () => frame(frame));

// As long as the page's own thread runs, so does this: main/heartbeat.ts counts what is missing.
const beat = () => {
  ipcRenderer.send("page", { say: "beat", live: document.querySelector("[data-link=connected]") !== null });
  frame();
};
beat();
setInterval(beat, 500);

function notify(notice: AlarmNotice): void {
  ipcRenderer.send("page", { say: "alarm", notice });
}

function onScreen(hear: (screen: Screen) => void): () => void {
  hearer = hear;
  if (changed !== undefined) hear(changed);
  return () => {
    if (hearer === hear) hearer = undefined;
  };
}

function isDesktop(value: unknown): value is Desktop {
  return typeof value === "object" && value !== null && "role" in value && "displayName" in value;
}
