import type { CellDeeds } from "./cell/cell-panel.tsx";

/** What a key does to the cell it is pressed on; undefined: nothing of ours. Keys with Ctrl, Alt or Meta belong to others. */
export type CellCommand = Extract<keyof CellDeeds, "freeze" | "blank" | "maximise" | "spotlight" | "remove">;

const COMMANDS: Readonly<Record<string, CellCommand>> = { f: "freeze", b: "blank", m: "maximise", o: "spotlight", delete: "remove" };

export function cellCommand(stroke: { key: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean; shiftKey: boolean }): CellCommand | undefined {
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.shiftKey) return undefined;
  return COMMANDS[stroke.key.toLowerCase()];
}
