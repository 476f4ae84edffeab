import { createElement, type ReactElement } from "react";
import type { WallPanel } from "#contract/wall";
import { isPanelKind, PANEL_SETTINGS, panelProblem, type PanelKind, type SettingsOf } from "#contract/wall-panels";
import type { z } from "zod";
import { AlarmBoardCell } from "./alarm-board/alarm-board-cell.tsx";
import { AlarmCardCell } from "./alarm-card/alarm-card-cell.tsx";
import { CameraCell } from "./camera/camera-cell.tsx";
import { ChartCell } from "./chart/chart.tsx";
import { ClockCell } from "./clock/clock-cell.tsx";
import { EventLogCell } from "./event-log/event-log-cell.tsx";
import { GraveCasesCell } from "./grave-cases/grave-cases-cell.tsx";
import { KeyFiguresCell } from "./key-figures/key-figures-cell.tsx";
import { MapCell } from "./map/map-cell.tsx";
import { PdfCell } from "./pdf/pdf.tsx";
import { PictureCell } from "./picture/picture.tsx";
import { TextCell } from "./text/text.tsx";
import { WebCell } from "./web/web.tsx";
import { later } from "./later.tsx";
import { PANEL_TITLES } from "./panel-titles.ts";
import type { WallPanelEntry, WallPanelProps } from "./wall-panel.ts";

const StudyCell = later<WallPanelProps<"study">>(() => import("./study/study-cell.tsx").then((file) => file.StudyCell));

/** The panels by kind: a kind and its settings belong together by type. A new one: its folder, and a line here. */
const BY_KIND: { readonly [K in PanelKind]?: WallPanelEntry<K> } = {
  map: { kind: "map", title: PANEL_TITLES.map, Panel: MapCell },
  "alarm-board": { kind: "alarm-board", title: PANEL_TITLES["alarm-board"], Panel: AlarmBoardCell },
  "alarm-card": { kind: "alarm-card", title: PANEL_TITLES["alarm-card"], Panel: AlarmCardCell },
  "key-figures": { kind: "key-figures", title: PANEL_TITLES["key-figures"], Panel: KeyFiguresCell },
  chart: { kind: "chart", title: PANEL_TITLES.chart, Panel: ChartCell },
  clock: { kind: "clock", title: PANEL_TITLES.clock, Panel: ClockCell },
  text: { kind: "text", title: PANEL_TITLES.text, Panel: TextCell },
  picture: { kind: "picture", title: PANEL_TITLES.picture, Panel: PictureCell },
  pdf: { kind: "pdf", title: PANEL_TITLES.pdf, Panel: PdfCell },
  web: { kind: "web", title: PANEL_TITLES.web, Panel: WebCell },
  camera: { kind: "camera", title: PANEL_TITLES.camera, Panel: CameraCell, tellsItself: true, moves: true },
  "grave-cases": { kind: "grave-cases", title: PANEL_TITLES["grave-cases"], Panel: GraveCasesCell },
  study: { kind: "study", title: PANEL_TITLES.study, Panel: StudyCell },
  "event-log": { kind: "event-log", title: PANEL_TITLES["event-log"], Panel: EventLogCell },
};
const SCHEMAS: { readonly [K in PanelKind]: z.ZodType<SettingsOf<K>> } = PANEL_SETTINGS;

/** What a list of panels to choose from needs. */
export type WallPanelOffer = Pick<WallPanelEntry, "kind" | "title" | "tellsItself" | "moves">;

/** Every panel a cell can show, in the order of the list. */
export const WALL_PANELS: readonly WallPanelOffer[] = Object.values(BY_KIND).map(({ kind, title, tellsItself, moves }) => ({ kind, title, ...(tellsItself && { tellsItself }), ...(moves && { moves }) }));

/** @returns the panel's entry in the list; undefined: this version has none of that kind */
export function wallPanelOf(kind: string): WallPanelOffer | undefined {
  return WALL_PANELS.find((entry) => entry.kind === kind);
}

/** Why a cell cannot show its panel. */
export type PanelProblem = NonNullable<ReturnType<typeof panelProblem>>;

/** The panel as an element, its settings parsed; or why there is none. */
export function drawWallPanel(panel: WallPanel, props: Omit<WallPanelProps, "settings" | "title">): { element: ReactElement } | { problem: PanelProblem } {
  const { kind, title } = panel;
  const element = isPanelKind(kind) ? elementOf(kind, panel.settings, { ...props, title }) : undefined;
  return element === undefined ? { problem: panelProblem(panel) ?? { why: "unknown-kind", detail: kind } } : { element };
}

function elementOf<K extends PanelKind>(kind: K, settings: WallPanel["settings"], props: Omit<WallPanelProps, "settings">): ReactElement | undefined {
  const entry: WallPanelEntry<K> | undefined = BY_KIND[kind];
  const parsed = SCHEMAS[kind].safeParse(settings);
  return entry === undefined || !parsed.success ? undefined : createElement(entry.Panel, { ...props, settings: parsed.data });
}

export { settingsSchema } from "./wall-settings.ts";
