import type { ComponentType } from "react";
import type { PlanRef } from "#contract/plan-ref";
import type { Permission } from "#contract/permission";
import type { TextKey } from "../design/texts/vi.ts";

/** What the console hands every panel: the one selected alarm and station of this window. */
export interface PanelProps {
  alarmId: string | undefined;
  thingId: string | undefined;
  /** Selects an alarm (its card opens) and with it its station. */
  onAlarm: (alarmId: string | undefined) => void;
  onThing: (thingId: string | undefined) => void;
  /** The case whose page is open in this window. */
  caseId?: string | undefined;
  /** Opens a case's page. */
  onCase?: (caseId: string) => void;
  /** Brings up another panel of this window, by its id. */
  onPanel?: (id: string) => void;
  /** Opens the study that a plan is of. */
  onStudy?: ((plan: PlanRef) => void) | undefined;
  /** Brings the window's map into sight. */
  onMap?: (() => void) | undefined;
  /** Opens windows of the wall on this PC's other monitors (in browsers; the shell opens its own). Call it from a press. */
  onOpenWalls: () => void;
}

/** One entry of the console's list of panels. */
export interface PanelEntry {
  id: string;
  title: TextKey;
  /** Function key that brings it up. */
  key: `F${3 | 4 | 5 | 6 | 7 | 8 | 9}` | `Shift+F${1 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;
  /** Without this right the panel is not offered. */
  right: Permission;
  /** Needs the map's room as well. */
  wide: boolean;
  /** Of setting up the room, not of an alarm's or a case's work: its tab waits behind "more". */
  setup?: true;
  /** Shows the past when the window looks back; the others go on telling of the present, and say so. */
  past?: true;
  Panel: ComponentType<PanelProps>;
}
