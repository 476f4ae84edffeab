import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { panelProblem } from "#contract/wall-panels";
import type { Cell, WallPanel } from "#contract/wall";
import { panelAt } from "#contract/wall-view";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { useNow, useWall } from "../../live/hooks.ts";
import { PanelForm } from "../../panels/wall-desk/cell/panel-form.tsx";
import { useDeeds } from "../../panels/wall-desk/deeds.ts";
import { putPanel } from "../../panels/wall-desk/edits.ts";
import { cellName } from "../../design/facts/cell-name.ts";
import { usePanelName } from "../../panels/panel-name.ts";
import { cellOfName } from "../../panels/wall-desk/names.ts";
import { useOffers, type Offer } from "../../panels/wall-desk/offers.ts";
import { TroubleBox } from "../../panels/wall-desk/trouble-box.tsx";
import css from "./wall.module.css";
import { readCommand } from "./wall-command.ts";
import { consoleWallTexts } from "./wall-texts.ts";

/** "2.3", Enter: what is chosen on the console goes to that cell of the wall; or anything else that is typed after it. */
export function SendToWall({ alarmId, thingId, onClose }: { alarmId: string | undefined; thingId: string | undefined; onClose: () => void }) {
  const say = usePanelText(consoleWallTexts);
  const panelName = usePanelName();
  const wall = useWall();
  const now = useNow();
  const deeds = useDeeds();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState<{ panel: WallPanel; to: Cell; add: boolean }>();
  const { where, what } = readCommand(typed);
  const cellId = cellOfName(wall, where);
  const cell = wall.cells.get(cellId ?? "");
  // The cell as it stood when its number was understood and it was shown: a colleague's change since then is not overwritten unseen.
  const [seen, setSeen] = useState<Cell>();
  if (seen?.id !== cell?.id) setSeen(cell);
  const present = cell === undefined ? undefined : panelAt(cell, now);
  const { list } = useOffers(what, { alarmId, thingId });
  const chosen = list[Math.min(at, list.length - 1)];

  const put = async (panel: WallPanel, to: Cell, add: boolean): Promise<void> => {
    // Refused: the person was told who was quicker and sees what is there now; the next Enter means that.
    if (!(await deeds.run(putPanel(to, panel, add ? "add" : "replace")))) return setSeen(undefined);
    notify(say("sent", { what: panelName(panel), cell: cellName(wall, to.id) ?? "" }));
    onClose();
  };
  const go = (offer: Offer | undefined, add: boolean): void => {
    if (offer === undefined || seen === undefined) return;
    if (panelProblem(offer.panel) === undefined) void put(offer.panel, seen, add);
    else setAsked({ panel: offer.panel, to: seen, add });
  };
  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") go(chosen, event.shiftKey);
    else if (event.key === "ArrowDown") setAt(Math.min(list.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  if (asked !== undefined) return <PanelForm panel={asked.panel} cell={cellName(wall, asked.to.id) ?? ""} edit={false} onClose={onClose} onDone={(panel) => { setAsked(undefined); void put(panel, asked.to, asked.add); }} />;
  return (
    <Dialog title={say("sendTitle")} open onClose={onClose} width={640}
      actions={<><Button isDisabled={cell === undefined || chosen === undefined} onPress={() => go(chosen, true)}>{say("add")}</Button><Button look="main" isDisabled={cell === undefined || chosen === undefined} onPress={() => go(chosen, false)}>{say("go")}</Button></>}>
      <label className={css.where} htmlFor={`${id}-in`}>{say("where")}</label>
      <input ref={field} id={`${id}-in`} className={css.input} role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={chosen === undefined ? undefined : `${id}-${list.indexOf(chosen)}`} aria-describedby={`${id}-cell`} autoComplete="off" value={typed}
        onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={key} />
      <p id={`${id}-cell`} className={css.present} role="status">{where === "" ? say("whereHint") : cell === undefined ? say("unknownCell") : `${cellName(wall, cell.id)} · ${present === undefined ? say("emptyCell") : say("present", { what: panelName(present) })}`}</p>
      <div id={`${id}-list`} className={css.offers} role="listbox" aria-label={say("what")}>
        {list.length === 0 && <p className={css.present}>{say("nothing")}</p>}
        {list.map((offer, i) => (
          <button key={offer.key} id={`${id}-${i}`} type="button" role="option" tabIndex={-1} aria-selected={offer === chosen} className={css.offer} onClick={() => { setAt(i); go(offer, false); }}>
            {offer.alarm !== undefined && <PriorityMark priority={offer.alarm.priority} size="1.2em" />}{offer.text}
          </button>
        ))}
      </div>
      <TroubleBox deeds={deeds} />
      <p className={css.present}>{say("goHint")}</p>
    </Dialog>
  );
}
