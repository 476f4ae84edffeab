import { Accounts } from "./accounts/accounts.tsx";
import { AlarmCard } from "./alarm-card/alarm-card.tsx";
import { Datastreams } from "./datastreams/datastreams.tsx";
import { EventLog } from "./event-log/event-log.tsx";
import { later } from "./later.tsx";
import type { PanelEntry, PanelProps } from "./panel.ts";
import { RuleEditor } from "./rule-editor/rule-editor.tsx";
import { Sources } from "./sources/sources.tsx";
import { WallDesk } from "./wall-desk/wall-desk.tsx";

const Cases = later<PanelProps>(() => import("./cases/cases.tsx").then((file) => file.Cases));
const CasePanel = later<PanelProps>(() => import("./case/case-panel.tsx").then((file) => file.CasePanel));
const GraveCases = later<PanelProps>(() => import("./grave-cases/grave-cases.tsx").then((file) => file.GraveCases));
const LawDesk = later<PanelProps>(() => import("./law/law-desk.tsx").then((file) => file.LawDesk));
const ShiftPanel = later<PanelProps>(() => import("./shift/shift-panel.tsx").then((file) => file.ShiftPanel));
const Forecast = later<PanelProps>(() => import("./forecast/forecast.tsx").then((file) => file.Forecast));
const Channels = later<PanelProps>(() => import("./channels/channels.tsx").then((file) => file.Channels));
const Publication = later<PanelProps>(() => import("./publication/publication.tsx").then((file) => file.Publication));
const Cameras = later<PanelProps>(() => import("./cameras/cameras.tsx").then((file) => file.Cameras));
const DrillPanel = later<PanelProps>(() => import("./drill/drill.tsx").then((file) => file.DrillPanel));
const StudyPanel = later<PanelProps>(() => import("./study/study.tsx").then((file) => file.StudyPanel));

/** The console's panels beside queue and map, in the order of their keys. A new one: its folder, and a line here. */
export const PANELS: readonly PanelEntry[] = [
  { id: "alarm-card", title: "shell.card", key: "F3", right: "snapshot:get", wide: false, past: true, Panel: AlarmCard },
  { id: "cases", title: "shell.cases", key: "Shift+F3", right: "incident:page", wide: true, Panel: Cases },
  { id: "case", title: "shell.casePage", key: "Shift+F4", right: "incident:get", wide: true, Panel: CasePanel },
  { id: "shift", title: "shell.shiftPanel", key: "Shift+F5", right: "shift:state", wide: true, Panel: ShiftPanel },
  { id: "grave-cases", title: "shell.graveCases", key: "Shift+F6", right: "incident:act", wide: true, Panel: GraveCases },
  { id: "forecast", title: "shell.forecast", key: "Shift+F10", right: "forecast:list", wide: true, Panel: Forecast },
  { id: "drill", title: "shell.drillPanel", key: "Shift+F8", right: "drill:state", wide: true, Panel: DrillPanel },
  { id: "cameras", title: "shell.cameras", key: "Shift+F11", right: "video:ticket", wide: true, Panel: Cameras },
  { id: "study", title: "shell.studyPanel", key: "Shift+F12", right: "study:list", wide: true, Panel: StudyPanel },
  { id: "sources", title: "admin.sources", key: "F4", right: "source:rejections", wide: true, setup: true, Panel: Sources },
  { id: "datastreams", title: "admin.datastreams", key: "F5", right: "snapshot:get", wide: true, setup: true, Panel: Datastreams },
  { id: "rules", title: "admin.rules", key: "F6", right: "rule:kinds", wide: true, setup: true, Panel: RuleEditor },
  { id: "accounts", title: "admin.accounts", key: "F7", right: "account:password", wide: true, setup: true, Panel: Accounts },
  { id: "law", title: "shell.lawDesk", key: "Shift+F7", right: "scenario:list", wide: true, setup: true, Panel: LawDesk },
  { id: "channels", title: "shell.channels", key: "Shift+F9", right: "channel:list", wide: true, setup: true, Panel: Channels },
  { id: "publication", title: "shell.publication", key: "Shift+F1", right: "report:count", wide: true, setup: true, Panel: Publication },
  { id: "event-log", title: "admin.eventLog", key: "F8", right: "fact:recent", wide: true, setup: true, Panel: EventLog },
  { id: "wall-desk", title: "shell.wallDesk", key: "F9", right: "wall:at", wide: true, setup: true, Panel: WallDesk },
];
