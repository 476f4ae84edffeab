import { AlarmCard } from "./alarm-card/alarm-card.tsx";
import type { PanelEntry } from "./panel.ts";

/** The console's panels beside queue and map, in the order of their keys. A new one: its folder, and a line here. */
export const PANELS: readonly PanelEntry[] = [
  { id: "alarm-card", title: "shell.card", key: "F3", right: "snapshot:get", wide: false, Panel: AlarmCard },
];
