import { useCallback, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Cell, CellPlace, WallPanel } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { panelProblem } from "#contract/wall-panels";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState } from "../../design/states.tsx";
import { useNow } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { mirror } from "../../live/socket.ts";
import { cellCommand } from "./cell-keys.ts";
import { CellPanel } from "./cell/cell-panel.tsx";
import { PanelForm } from "./cell/panel-form.tsx";
import { Spotlight } from "./cell/spotlight.tsx";
import { cellTexts } from "./cell/texts.ts";
import type { Deeds } from "./deeds.ts";
import { DragGhost } from "./drag-ghost.tsx";
import { pressed, useDrag, useDragEnds, type Load, type Target } from "./drag.ts";
import { addCell, blankCell, divideMonitor, freezeCell, maximiseCell, placeCell, putPanel, removeCell, setPanels, swapCells } from "./edits.ts";
import { cellName } from "../../design/facts/cell-name.ts";
import { usePanelName } from "../panel-name.ts";
import { Palette } from "./palette/palette.tsx";
import { LayoutOverlay } from "./picture/layout-overlay.tsx";
import { LiveMonitor } from "./picture/live-monitor.tsx";
import { Picture } from "./picture/picture.tsx";
import { placeByKey, usePlaceDrag } from "./picture/place-drag.ts";
import { STEP } from "./picture/frame.ts";
import { deskTexts } from "./texts.ts";
import css from "./wall-desk.module.css";

interface Props {
  wall: WallMaps;
  deeds: Deeds;
  alarmId: string | undefined;
  thingId: string | undefined;
  onAlarm: (alarmId: string) => void;
  onThing: (thingId: string) => void;
  onOpenWalls: () => void;
}
/** A panel whose settings are asked for before it goes into a cell, or again while it is there. */
interface Asked {
  panel: WallPanel;
  cellId: string;
  put: (panel: WallPanel) => void;
  edit: boolean;
}

/** The wall as it is at this moment, what can be put on it, and the chosen cell. */
export function WallTab({ wall, deeds, alarmId, thingId, onAlarm, onThing, onOpenWalls }: Props) {
  const say = usePanelText(deskTexts);
  const sayCell = usePanelText(cellTexts);
  const panelName = usePanelName();
  const now = useNow();
  const drag = useDrag();
  useDragEnds();
  const mayOperate = useMay("wall:operate");
  const mayDesign = useMay("wall:design");
  const [chosenId, setChosen] = useState<string>();
  const [layout, setLayout] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [spot, setSpot] = useState<Cell>();
  const cell = wall.cells.get(chosenId ?? "");
  const name = cell === undefined ? undefined : cellName(wall, cell.id);
  const monitor = wall.monitors.get(cell?.monitorId ?? "");

  const placed = useCallback((moved: Cell, place: CellPlace) => void deeds.run(placeCell(moved, place), [moved.id]), [deeds]);
  const { placing, begin } = usePlaceDrag(placed);

  /** Into a cell as it was seen; a panel that cannot do without a choice asks for it first. */
  const put = (panel: WallPanel, seen: Cell, add: boolean): void => {
    const go = (ready: WallPanel): void => void deeds.run(putPanel(seen, ready, add ? "add" : "replace"), [seen.id]);
    if (panelProblem(panel) === undefined) go(panel);
    else setAsked({ panel, cellId: seen.id, put: go, edit: false });
  };
  /** @param grabbedAt the wall at the grab: what a colleague changes while something is dragged is not overwritten unseen */
  const droppedOn = (grabbedAt: WallMaps) => (load: Load, target: Target): void => {
    const seen = (cellId: string): Cell | undefined => grabbedAt.cells.get(cellId) ?? mirror.wall.get().cells.get(cellId);
    const to = target.is === "cell" ? seen(target.cellId) : undefined;
    const from = load.is === "cell" ? seen(load.cellId) : undefined;
    if (to !== undefined && from !== undefined) {
      if (from.id !== to.id) void deeds.run(swapCells(from, to), [from.id, to.id]);
    } else if (to !== undefined && load.is === "panel") put(load.panel, to, target.is === "cell" && target.add);
    else if (target.is === "monitor" && load.is === "panel" && mayDesign && panelProblem(load.panel) === undefined) void deeds.run(addCell(target.monitorId, [load.panel]));
  };
  const grab = (event: PointerEvent, grabbed: Cell): void => {
    if (layout) {
      setChosen(grabbed.id);
      begin(event, grabbed, "move");
    } else pressed(event, { is: "cell", cellId: grabbed.id, name: cellName(wall, grabbed.id) ?? "" }, droppedOn(wall));
  };
  const deedsOf = (of: Cell) => ({
    freeze: () => void deeds.run(freezeCell(of.id, of.frozenAt === undefined), [of.id]),
    blank: () => void deeds.run(blankCell(of.id, !of.blank), [of.id]),
    maximise: () => void deeds.run(maximiseCell(of.id, wall.monitors.get(of.monitorId)?.maximised !== of.id), [of.id]),
    spotlight: () => setSpot(of),
    remove: () => void deeds.run(removeCell(of), [of.id]),
    panels: (panels: readonly WallPanel[], dwell: number) => void deeds.run(setPanels(of, panels, dwell), [of.id]),
    edit: (at: number) => {
      const panel = of.panels[at];
      if (panel !== undefined) setAsked({ panel, cellId: of.id, edit: true, put: (next) => void deeds.run(setPanels(of, of.panels.map((one, i) => (i === at ? next : one))), [of.id]) });
    },
    place: (place: CellPlace) => void deeds.run(placeCell(of, place), [of.id]),
    divide: (columns: number, rows: number) => void deeds.run(divideMonitor(of.monitorId, columns, rows)),
    add: () => void deeds.run(addCell(of.monitorId)),
  });
  const key = (event: KeyboardEvent, cellId: string): boolean => {
    const on = wall.cells.get(cellId);
    if (on === undefined) return false;
    if (layout && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const place = placeByKey(on, event.key, event.shiftKey, STEP);
      if (place !== undefined) {
        setChosen(on.id);
        void deeds.run(placeCell(on, place), [on.id]);
        return true;
      }
    }
    const command = cellCommand(event);
    if (command === undefined || (command !== "spotlight" && !(command === "remove" ? mayDesign : mayOperate))) return false;
    deedsOf(on)[command]();
    return true;
  };

  const monitors = [...wall.monitors.values()].filter((one) => one.role === "wall");
  if (monitors.length === 0) return <EmptyState text={say("noMonitors")}><p>{say("noMonitorsHint")}</p><Button onPress={onOpenWalls}>{say("openWalls")}</Button></EmptyState>;
  const over = drag?.over;
  const shared = { wall, now, privacy: wall.wall.privacy, chosen: chosenId, sent: deeds.sent, over: over === undefined ? undefined : over.is === "cell" ? over.cellId : over.monitorId };
  return (
    <div className={css.live}>
      <div className={css.pictureRow}>
        <Picture {...shared} onPress={(one) => setChosen(one.id === chosenId ? undefined : one.id)} onKey={key} draw={(one, view) => <LiveMonitor key={one.id} view={view} monitor={one} />}
          {...((mayOperate || (layout && mayDesign)) && { onGrab: grab })} overlay={(frame) => layout && <LayoutOverlay frame={frame} monitors={wall.monitors} chosen={cell} placing={placing} onGrab={(event, pulled) => begin(event, pulled, "size")} />} />
      </div>
      <div className={css.lower}>
        <Palette alarmId={alarmId} thingId={thingId} cell={name} disabled={!mayOperate} onGrab={(event, offer) => pressed(event, { is: "panel", panel: offer.panel, name: offer.text }, droppedOn(wall))}
          onPut={(offer, add) => { if (cell !== undefined) put(offer.panel, cell, add); }} />
        <div className={css.cellSide}>
          {mayDesign && <label className={css.check}><input type="checkbox" checked={layout} onChange={(event) => setLayout(event.target.checked)} /> {say("layout")}{layout && <span className={css.faint}> {say("layoutHint")}</span>}</label>}
          {cell === undefined || name === undefined || monitor === undefined ? <EmptyState text={sayCell("none")} /> : <CellPanel cell={cell} name={name} monitor={monitor} mayOperate={mayOperate} mayDesign={mayDesign} deeds={deedsOf(cell)} />}
        </div>
      </div>
      {drag !== undefined && <DragGhost drag={drag} wall={wall} />}
      {asked !== undefined && <PanelForm panel={asked.panel} cell={cellName(wall, asked.cellId) ?? ""} edit={asked.edit} onClose={() => setAsked(undefined)} onDone={(panel) => { setAsked(undefined); asked.put(panel); }} />}
      {spot !== undefined && <Spotlight cell={spot} name={cellName(wall, spot.id) ?? panelName({ kind: "", settings: {}, sensitive: false })} now={now} onClose={() => setSpot(undefined)} onAlarm={onAlarm} onThing={onThing} />}
    </div>
  );
}
