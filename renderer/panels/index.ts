import type { PanelEntry } from "./panel.ts";

/** The console's panels beside queue and map, in the order of their keys. A new one: its folder, and a line here. */
export const PANELS: readonly PanelEntry[] = [];
