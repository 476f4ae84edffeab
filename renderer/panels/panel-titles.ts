import type { PanelKind } from "#contract/wall-panels";
import type { TextKey } from "../design/texts/vi.ts";

/** What each kind of panel of a wall's cell is called. Apart from the panels themselves, so that a panel can name others. */
export const PANEL_TITLES = {
  map: "shell.mapTitle",
  "alarm-board": "alarms.title",
  "alarm-card": "shell.card",
  "key-figures": "shell.keyFigures",
  chart: "shell.chart",
  clock: "shell.clock",
  text: "shell.noticeText",
  picture: "shell.picture",
  pdf: "shell.pdf",
  web: "shell.webPage",
  camera: "shell.camera",
  "grave-cases": "shell.graveCases",
  study: "shell.studyPanel",
  "event-log": "admin.eventLog",
} as const satisfies Readonly<Partial<Record<PanelKind, TextKey>>>;

/** @returns undefined: this version has no panel of that kind */
export function panelTitle(kind: string): TextKey | undefined {
  const titles: Readonly<Record<string, TextKey>> = PANEL_TITLES;
  return titles[kind];
}
