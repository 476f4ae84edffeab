import { useState } from "react";
import type { Cell, WallPanel } from "#contract/wall";
import { panelProblem } from "#contract/wall-panels";
import { Button, Checkbox } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { NumberInput } from "../../../design/schema/schema-inputs.tsx";
import { useMarksStay } from "../../../live/use-privacy.ts";
import { usePanelName } from "../../panel-name.ts";
import form from "../form.module.css";
import css from "./cell.module.css";
import { cellTexts } from "./texts.ts";

/** What a cell shows, in turn: order, settings, what is sensitive, and how long each stays. */
export function Carousel({ cell, disabled, onChange, onEdit }: { cell: Cell; disabled: boolean; onChange: (panels: readonly WallPanel[], dwell: number) => void; onEdit: (at: number) => void }) {
  const say = usePanelText(cellTexts);
  const panelName = usePanelName();
  const marksStay = useMarksStay();
  const [dwell, setDwell] = useState<number | string | undefined>(cell.dwell);
  const { panels } = cell;
  const dwellOk = typeof dwell === "number" && dwell >= 3 && dwell <= 3600;
  const moved = (at: number, by: -1 | 1): WallPanel[] => {
    const next = [...panels];
    const [one] = next.splice(at, 1);
    if (one !== undefined) next.splice(at + by, 0, one);
    return next;
  };
  if (panels.length === 0) return <p className={css.hint}>{say("empty")}</p>;
  return (
    <>
      <ol className={css.panels} aria-label={say("panels")}>
        {panels.map((panel, at) => {
          const name = panelName(panel);
          const problem = panelProblem(panel);
          return (
            <li key={at} className={css.panel}>
              <span className={css.panelName}>{name}{problem !== undefined && <em className={form.error}> {problem.why === "unknown-kind" ? say("unknownKind", { kind: problem.detail }) : say("badSettings", { detail: problem.detail })}</em>}</span>
              {!disabled && <>
                <Checkbox label={say("sensitiveShort")} checked={panel.sensitive} disabled={panel.sensitive && marksStay} onChange={(sensitive) => onChange(panels.map((one, i) => (i === at ? { ...one, sensitive } : one)), cell.dwell)} />
                {panels.length > 1 && <>
                  <Button look="quiet" aria-label={say("up", { name })} isDisabled={at === 0} onPress={() => onChange(moved(at, -1), cell.dwell)}>↑</Button>
                  <Button look="quiet" aria-label={say("down", { name })} isDisabled={at === panels.length - 1} onPress={() => onChange(moved(at, 1), cell.dwell)}>↓</Button>
                </>}
                <Button look="quiet" aria-label={say("edit", { name })} onPress={() => onEdit(at)}>✎</Button>
                <Button look="quiet" aria-label={say("takeOut", { name })} onPress={() => onChange(panels.filter((_, i) => i !== at), cell.dwell)}>×</Button>
              </>}
            </li>
          );
        })}
      </ol>
      {panels.length > 1 && !disabled && (
        <div className={css.row}>
          <NumberInput label={say("dwell")} value={dwell} disabled={false} onChange={setDwell} />
          <Button isDisabled={!dwellOk || dwell === cell.dwell} onPress={() => { if (dwellOk) onChange(panels, dwell); }}>{say("setDwell")}</Button>
        </div>
      )}
    </>
  );
}
