import { useState } from "react";
import type { OptionId } from "#contract/study";
import type { Cell } from "#contract/wall";
import { panelAt } from "#contract/wall-view";
import { Button, Select } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { cellName } from "../../design/facts/cell-name.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useWall } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import { explainWall } from "../explain-wall.ts";
import { usePanelName } from "../panel-name.ts";
import { compareTexts } from "./compare-texts.ts";
import type { Kept } from "./desk.ts";
import css from "./compare.module.css";

const ALL = "all";

/** Puts an option, or the comparison, into a cell of the wall. */
export function ToWall({ study, optionId }: { study: Kept; optionId: OptionId | undefined }) {
  const t = useText();
  const say = usePanelText(compareTexts);
  const wall = useWall();
  const now = useNow();
  const panelName = usePanelName();
  const may = useMay("wall:operate");
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<string>(optionId ?? ALL);
  const [chosen, setChosen] = useState<Cell>();
  const [refused, setRefused] = useState<string>();
  const cells = [...wall.cells.values()].flatMap((cell) => ((name) => (name === undefined ? [] : [{ cell, name }]))(cellName(wall, cell.id))).toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  const begin = (): void => {
    setWhat(optionId ?? ALL);
    setChosen(undefined);
    setRefused(undefined);
    setOpen(true);
  };
  const option = study.options.find(({ id }) => id === what);
  const put = async (): Promise<void> => {
    if (chosen === undefined) return;
    const title = `${study.name}${option === undefined ? "" : ` · ${option.name}`}`.slice(0, 80);
    const answer = await request("wall:operate", { operations: [{ do: "put", cellId: chosen.id, rev: chosen.rev, panels: [{ kind: "study", title, sensitive: false, settings: { studyId: study.id, ...(option !== undefined && { optionId: option.id }) } }] }] });
    if (!answer.ok) {
      setRefused(explainWall(answer.fault, t));
      return setChosen(wall.cells.get(chosen.id));
    }
    notify(say("put_done", { cell: cellName(wall, chosen.id) ?? "" }), "good");
    setOpen(false);
  };
  if (!may) return <span className={css.faint}>{say("mayNotWall")}</span>;
  return (
    <>
      <Button look="main" onPress={begin}>{say("wall")}…</Button>
      {open && (
        <Dialog title={say("wallTitle", { name: option?.name ?? study.name })} open onClose={() => setOpen(false)} actions={<><Button onPress={() => setOpen(false)}>{t("shell.cancel")}</Button><Button look="main" isDisabled={chosen === undefined || !study.shared} onPress={() => void put()}>{say("put")}</Button></>}>
          <Select label={say("title")} value={what} choices={[...study.options.map(({ id, name }, i) => ({ value: String(id), text: `${String.fromCharCode(65 + i)} · ${name}` })), { value: ALL, text: say("whole") }]} onChange={setWhat} />
          {!study.shared && <p role="note">⚠ {say("shareFirst")}</p>}
          {cells.length === 0 && <p>{say("noCells")}</p>}
          <div className={css.cells} role="radiogroup" aria-label={say("cell")}>
            {cells.map(({ cell, name }) => {
              const panel = panelAt(cell, now);
              return <button key={cell.id} type="button" role="radio" aria-checked={chosen?.id === cell.id} className={css.cell} onClick={() => setChosen(cell)}><b>{name}</b> {panel === undefined ? say("empty") : say("showing", { what: panelName(panel) })}</button>;
            })}
          </div>
          {refused !== undefined && <p role="alert">✕ {refused}</p>}
        </Dialog>
      )}
    </>
  );
}
