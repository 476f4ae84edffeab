import { numberedCells } from "#contract/wall-view";
import type { Named } from "../../design/facts/cell-name.ts";

/** The cell that "2.3" names; a monitor's number alone names its only cell. */
export function cellOfName(wall: Named, typed: string): string | undefined {
  const parts = /^\s*(\d{1,3})(?:\s*[.,\s/-]\s*(\d{1,4}))?\s*$/.exec(typed);
  if (parts === null) return undefined;
  const monitor = [...wall.monitors.values()].find((one) => one.number === Number(parts[1]));
  if (monitor === undefined) return undefined;
  const cells = numberedCells(wall, monitor.id);
  if (parts[2] === undefined) return cells.length === 1 ? cells[0]?.id : undefined;
  return cells[Number(parts[2]) - 1]?.id;
}
