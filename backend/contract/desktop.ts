import { z } from "zod";
import type { Screen } from "./wall.ts";

/** A new alarm of the gravest class, as the machine's own notification says it when no window of the room has the focus. Plain text. */
export const AlarmNotice = z.object({ title: z.string().trim().min(1).max(120), body: z.string().trim().max(300) });
export type AlarmNotice = z.infer<typeof AlarmNotice>;

/** What the preload offers a window, as `window.kydai`. Browsers have no such thing. */
export interface Desktop {
  role: "console" | "wall";
  /** Stable name of the monitor this window fills. */
  displayName: string;
  /** The screen this window fills: what a wall window attends with. */
  screen?: Screen;
  /** Tells of that screen each time it has changed (resolution, scale, place); a change since the page was loaded at once. One hearer: the newest. @returns ends it */
  onScreen?: (hear: (screen: Screen) => void) => () => void;
  /** First run only, console only: the code the backend printed, so that who sits at the machine need not copy it. */
  firstRunCode?: string;
  /** Console only. To be called once for each new alarm of the gravest class; the shell shows it only where nobody looks at the room. */
  notify?: (notice: AlarmNotice) => void;
}
