import type { Cell, CellPlace, Monitor, WallPanel } from "#contract/wall";
import { Button } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { Carousel } from "./carousel.tsx";
import css from "./cell.module.css";
import { PlaceFields } from "./place-fields.tsx";
import { cellTexts } from "./texts.ts";

/** What can be done to the chosen cell; keys do the same on the cell itself. */
export interface CellDeeds {
  freeze: () => void;
  blank: () => void;
  maximise: () => void;
  spotlight: () => void;
  remove: () => void;
  panels: (panels: readonly WallPanel[], dwell: number) => void;
  edit: (at: number) => void;
  place: (place: CellPlace) => void;
  divide: (columns: number, rows: number) => void;
  add: () => void;
}

const GRIDS = [[1, 1], [2, 1], [1, 2], [2, 2], [3, 1], [3, 2], [3, 3], [4, 2], [4, 4]] as const;

/** The chosen cell: its content in turn, what is done to it, where it is, and how its monitor is divided. */
export function CellPanel({ cell, name, monitor, mayOperate, mayDesign, deeds }: { cell: Cell; name: string; monitor: Monitor; mayOperate: boolean; mayDesign: boolean; deeds: CellDeeds }) {
  const say = usePanelText(cellTexts);
  const maximised = monitor.maximised === cell.id;
  return (
    <section className={css.cellPanel} aria-label={say("title", { name })}>
      <h3 className={css.title}>{say("title", { name })} <span className={css.hint}>{monitor.name}</span></h3>
      <div className={css.buttons}>
        <Button keyHint="O" onPress={deeds.spotlight}>{say("spotlight")}</Button>
        {mayOperate && <>
          <Button keyHint="M" onPress={deeds.maximise}>{say(maximised ? "restore" : "maximise")}</Button>
          <Button keyHint="F" onPress={deeds.freeze}>{say(cell.frozenAt === undefined ? "freeze" : "unfreeze")}</Button>
          <Button keyHint="B" onPress={deeds.blank}>{say(cell.blank ? "unblank" : "blank")}</Button>
        </>}
        {mayDesign && <Button keyHint="Del" onPress={deeds.remove}>{say("remove")}</Button>}
      </div>
      <Carousel key={`${cell.id} ${cell.rev}`} cell={cell} disabled={!mayOperate} onChange={deeds.panels} onEdit={deeds.edit} />
      {mayDesign && <>
        <div className={css.grids} role="group" aria-label={say("divide", { n: monitor.number })}>
          <span className={css.hint}>{say("divide", { n: monitor.number })}</span>
          {GRIDS.map(([c, r]) => <Button key={`${c} ${r}`} look="quiet" onPress={() => deeds.divide(c, r)}>{say("grid", { c, r })}</Button>)}
          <Button look="quiet" onPress={deeds.add}>+ {say("addCell")}</Button>
        </div>
        <PlaceFields key={`${cell.id} ${cell.rev}`} cell={cell} onPlace={deeds.place} />
      </>}
    </section>
  );
}
