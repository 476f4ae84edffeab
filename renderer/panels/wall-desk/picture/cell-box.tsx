import type { Cell } from "#contract/wall";
import { panelAt, type Tile } from "#contract/wall-view";
import type { KeyboardEvent, PointerEvent } from "react";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { usePanelName } from "../../panel-name.ts";
import { deskTexts } from "../texts.ts";
import { isSensitive, withoutWords } from "../private.ts";
import css from "./picture.module.css";

interface Props {
  tile: Tile;
  name: string;
  now: number;
  privacy: boolean;
  /** The monitor whose cell it is, where that is another one. */
  guestOf: number | undefined;
  maximised: boolean;
  /** The picture behind shows what is in it: the words stand small. */
  overPicture: boolean;
  chosen: boolean;
  sent: boolean;
  dropping: boolean;
  inTabOrder: boolean;
  onPress: (cell: Cell) => void;
  onGrab?: (event: PointerEvent, cell: Cell) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onVisit: (cellId: string) => void;
}

/** One cell on the picture of the wall: its number, what is in it, and the marks of what was done to it. */
export function CellBox({ tile, name, now, privacy, guestOf, maximised, overPicture, chosen, sent, dropping, inTabOrder, onPress, onGrab, onKeyDown, onVisit }: Props) {
  const say = usePanelText(deskTexts);
  const language = useLanguage();
  const panelName = usePanelName();
  const { cell, rect } = tile;
  const panel = panelAt(cell, now);
  const sensitive = isSensitive(cell);
  const what = panel === undefined ? say("empty") : panelName(sensitive && privacy ? withoutWords(panel) : panel);
  const marks = [
    ...(cell.panels.length > 1 && panel !== undefined ? [`⟳ ${say("carousel", { at: cell.panels.indexOf(panel) + 1, n: cell.panels.length })}`] : []),
    ...(cell.frozenAt === undefined ? [] : [`❄ ${say("frozen", { time: formatTime(cell.frozenAt, "minute", language) })}`]),
    ...(cell.blank ? [`■ ${say("blank")}`] : []),
    ...(sensitive ? [`◐ ${say(privacy ? "hidden" : "sensitive")}`] : []),
    ...(maximised ? [`⤢ ${say("maximised")}`] : []),
    ...(guestOf === undefined ? [] : [say("from", { n: guestOf })]),
    ...(sent ? [`… ${say("sending")}`] : []),
  ];
  const x = Math.max(0, rect.x), y = Math.max(0, rect.y);
  const place = { insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%`, inlineSize: `${(Math.min(1, rect.x + rect.w) - x) * 100}%`, blockSize: `${(Math.min(1, rect.y + rect.h) - y) * 100}%`, zIndex: cell.z };
  return (
    <button type="button" className={css.cell} style={place} data-cell={cell.id} data-over-picture={overPicture || undefined} data-empty={panel === undefined || undefined} data-blank={cell.blank || undefined} data-frozen={cell.frozenAt !== undefined || undefined}
      data-hidden={(sensitive && privacy) || undefined} data-sent={sent || undefined} data-dropping={dropping || undefined} aria-pressed={chosen} aria-label={`${say("cell", { name, what })}${marks.map((mark) => `, ${mark.replace(/^\W+ /, "")}`).join("")}`}
      tabIndex={inTabOrder ? 0 : -1} onClick={() => onPress(cell)} onKeyDown={onKeyDown} onFocus={() => onVisit(cell.id)} onPointerDown={(event) => onGrab?.(event, cell)} onDragStart={(event) => event.preventDefault()}>
      <span className={css.number}>{name}</span>
      <span className={css.what}>{what}</span>
      {marks.length > 0 && <span className={css.marks}>{marks.map((mark) => <span key={mark} className={css.mark}>{mark}</span>)}</span>}
    </button>
  );
}
