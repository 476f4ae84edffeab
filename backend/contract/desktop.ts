import type { Screen } from "./wall.ts";

/** What the preload offers a window, as `window.kydai`. Browsers have no such thing. */
export interface Desktop {
  role: "console" | "wall";
  /** Stable name of the monitor this window fills. */
  displayName: string;
  /** The screen this window fills: what a wall window attends with. */
  screen?: Screen;
  /** First run only, console only: the code the backend printed, so that who sits at the machine need not copy it. */
  firstRunCode?: string;
}
