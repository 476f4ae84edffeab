import { contextBridge, ipcRenderer } from "electron";
import type { Desktop } from "#contract/desktop";

/** Asked once per page: main answers only pages of the backend, and only with what is meant for that window. */
const answer: unknown = ipcRenderer.sendSync("desktop");
if (isDesktop(answer)) contextBridge.exposeInMainWorld("kydai", answer);

function isDesktop(value: unknown): value is Desktop {
  return typeof value === "object" && value !== null && "role" in value && "displayName" in value;
}
