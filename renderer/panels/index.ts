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
const ShiftPanel = later<PanelProps>(() => import("./shift/shift-panel.tsx").then((file) => file.ShiftPanel));

/** The console's panels beside queue and map, in the order of their keys. A new one: its folder, and a line here. */
export const PANELS: readonly PanelEntry[] = [
  { id: "alarm-card", title: "shell.card", key: "F3", right: "snapshot:get", wide: false, past: true, Panel: AlarmCard },
  { id: "cases", title: "shell.cases", key: "Shift+F3", right: "incident:page", wide: true, Panel: Cases },
  { id: "case", title: "shell.casePage", key: "Shift+F4", right: "incident:get", wide: true, Panel: CasePanel },
  { id: "shift", title: "shell.shiftPanel", key: "Shift+F5", right: "shift:state", wide: true, Panel: ShiftPanel },
  { id: "sources", title: "admin.sources", key: "F4", right: "source:rejections", wide: true, Panel: Sources },
  { id: "datastreams", title: "admin.datastreams", key: "F5", right: "snapshot:get", wide: true, Panel: Datastreams },
  { id: "rules", title: "admin.rules", key: "F6", right: "rule:kinds", wide: true, Panel: RuleEditor },
  { id: "accounts", title: "admin.accounts", key: "F7", right: "account:password", wide: true, Panel: Accounts },
  { id: "event-log", title: "admin.eventLog", key: "F8", right: "fact:recent", wide: true, Panel: EventLog },
  { id: "wall-desk", title: "shell.wallDesk", key: "F9", right: "wall:at", wide: true, Panel: WallDesk },
];
