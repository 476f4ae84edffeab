import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import type { Cell, Monitor } from "#contract/wall";
import { tilesOf, numberedCells, onMonitor, type Tile, type WallShown } from "#contract/wall-view";
import { formatTime } from "../../../design/format.ts";
import { useLanguage, type Language } from "../../../design/i18n.ts";
import { usePanelText, type PanelSay } from "../../../design/panel-text.ts";
import { cellName } from "../../../design/facts/cell-name.ts";
import { missingTexts } from "../missing-texts.ts";
import { deskTexts } from "../texts.ts";
import { CellBox } from "./cell-box.tsx";
import { placeIn, type Frame } from "./frame.ts";
import { monitorState, type MonitorState } from "./monitor-state.ts";
import css from "./picture.module.css";

/** What all monitors of one picture share. */
export interface PictureView {
  wall: WallShown;
  now: number;
  privacy: boolean;
  frame: Frame;
  chosen: string | undefined;
  /** The cell that Tab leads to; arrow keys lead on from there. */
  entry: string | undefined;
  sent: ReadonlySet<string>;
  /** Cell or monitor a drag is over. */
  over: string | undefined;
  onPress: (cell: Cell) => void;
  onGrab?: (event: PointerEvent, cell: Cell) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** A cell got the focus. */
  onVisit: (cellId: string) => void;
}

/** One monitor at its place: its picture if there is one, its cells over it, and how it stands. */
export function MonitorBox({ view, monitor, picture, note, children }: { view: PictureView; monitor: Monitor; picture: string | undefined; note?: string | undefined; children?: ReactNode }) {
  const say = usePanelText(deskTexts);
  const { wall, now, frame } = view;
  const state = monitorState(wall, monitor, now);
  const words = stateWords(state, say, usePanelText(missingTexts), useLanguage());
  return (
    <section className={css.monitor} style={placeIn(frame, monitor.at)} data-monitor={monitor.id} data-state={state.is} data-dropping={view.over === monitor.id || undefined} aria-label={`${say("monitor", { n: monitor.number, name: monitor.name })}, ${words}`}>
      {picture !== undefined && <img className={css.photo} src={picture} alt="" draggable={false} />}
      {tilesShown(wall, monitor, now, state.is).map((tile) => {
        const home = wall.monitors.get(tile.cell.monitorId);
        return (
          <CellBox key={tile.cell.id} tile={tile} name={cellName(wall, tile.cell.id) ?? ""} now={now} privacy={view.privacy} guestOf={tile.lostFrom === undefined ? undefined : home?.number} maximised={home?.maximised === tile.cell.id} overPicture={picture !== undefined}
            chosen={view.chosen === tile.cell.id} sent={view.sent.has(tile.cell.id)} dropping={view.over === tile.cell.id} inTabOrder={view.entry === tile.cell.id} onPress={view.onPress} onKeyDown={view.onKeyDown} onVisit={view.onVisit} {...(view.onGrab && { onGrab: view.onGrab })} />
        );
      })}
      {children}
      <header className={css.name}>
        <b>{monitor.number}</b> <span className={css.monitorName}>{monitor.name}</span>
        {state.is !== "online" && <span className={css.state} title={words}>{words}</span>}
        {note !== undefined && <span className={css.state}>{note}</span>}
      </header>
    </section>
  );
}

function stateWords(state: MonitorState, say: PanelSay<keyof typeof deskTexts.vi>, missing: PanelSay<keyof typeof missingTexts.vi>, language: Language): string {
  if (state.is === "online" || state.is === "never" || state.is === "waiting") return say(state.is);
  const time = formatTime(state.since, "minute", language);
  if (state.is === "aside") return missing("aside", { time });
  return `${say("lost")} · ${missing(state.cause, { time })} · ${state.to === undefined ? say("lostNowhere") : say("lostTo", { n: state.to })}`;
}

/** What it draws; a monitor without a screen shows its own cells where they would be. */
export function tilesShown(wall: WallShown, monitor: Monitor, now: number, state = monitorState(wall, monitor, now).is): Tile[] {
  if (state === "online") return tilesOf(wall, monitor.id, now);
  return numberedCells(wall, monitor.id).map((cell) => ({ cell, rect: onMonitor(cell, monitor, monitor) }));
}
