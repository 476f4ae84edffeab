import type { WallMaps } from "#contract/wall-fold";
import { usePanelText } from "../../design/panel-text.ts";
import type { Drag } from "./drag.ts";
import { cellName } from "../../design/facts/cell-name.ts";
import { deskTexts } from "./texts.ts";
import css from "./wall-desk.module.css";

/** What is dragged, at the pointer, and what would come of letting it go here. */
export function DragGhost({ drag, wall }: { drag: Drag; wall: WallMaps }) {
  const say = usePanelText(deskTexts);
  const { load, over } = drag;
  const words = over === undefined ? say("dropNone")
    : over.is === "monitor" ? (load.is === "panel" ? say("dropNew", { n: wall.monitors.get(over.monitorId)?.number ?? "" }) : say("dropNone"))
    : load.is === "cell" ? (over.cellId === load.cellId ? say("dropNone") : say("dropSwap", { name: cellName(wall, over.cellId) ?? "" }))
    : say(over.add ? "dropAdd" : "dropReplace", { name: cellName(wall, over.cellId) ?? "" });
  return (
    <div className={css.ghost} style={{ insetInlineStart: drag.x + 14, insetBlockStart: drag.y + 14 }} role="status">
      <b>{load.name}</b>
      <span>{words}</span>
    </div>
  );
}
