import { useState } from "react";
import { MOST_TURNS, type DutyTurn, type Roster } from "#contract/duty";
import { Button } from "../button-field.tsx";
import { usePanelText } from "../panel-text.ts";
import css from "./roster.module.css";
import { rowsOf, turnsOf, type RosterRow } from "./roster-rows.ts";
import { dutyTexts } from "./texts.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

interface Props {
  roster: Roster | undefined;
  officers: readonly { accountId: string; name: string }[];
  /** @returns why it was refused; undefined: saved */
  onSave: (turns: DutyTurn[]) => Promise<string | undefined>;
  onClose: () => void;
}

/** The turns of an agency's officers, to be read and changed. */
export function RosterForm({ roster, officers, onSave, onClose }: Props) {
  const say = usePanelText(dutyTexts);
  const [rows, setRows] = useState<readonly RosterRow[]>(() => rowsOf(roster?.turns ?? []));
  const [refused, setRefused] = useState<string>();
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const put = (i: number, change: Partial<RosterRow>): void => setRows(rows.map((row, at) => (at === i ? { ...row, ...change } : row)));
  const save = async (): Promise<void> => {
    const made = turnsOf(rows);
    setWrong("wrong" in made ? made.wrong : []);
    if ("wrong" in made) return setRefused(made.tooMany ? say("tooMany", { n: MOST_TURNS }) : undefined);
    setRefused(await onSave(made.turns));
  };
  if (officers.length === 0) return <><p>{say("noOfficers")}</p><Button onPress={onClose}>{say("cancel")}</Button></>;
  return (
    <form className={css.roster} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {rows.length === 0 && <p className={css.faint}>{say("empty")}</p>}
      <ol className={css.rows}>{rows.map((row, i) => <Line key={i} row={row} officers={officers} wrong={wrong.includes(i)} onPut={(change) => put(i, change)} onRemove={() => setRows(rows.filter((_one, at) => at !== i))} />)}</ol>
      <p className={css.faint}>{say("ownDays")}</p>
      {refused !== undefined && <p role="alert" className={css.refused}>✕ {refused}</p>}
      <div className={css.foot}>
        <Button onPress={() => setRows([...rows, { accountId: rows.at(-1)?.accountId ?? officers[0]?.accountId ?? "", on: [1, 2, 3, 4, 5], from: "07:00", to: "17:00" }])}>+ {say("add")}</Button>
        <Button onPress={onClose}>{say("cancel")}</Button>
        <Button look="main" type="submit">{say("save")}</Button>
      </div>
    </form>
  );
}

function Line({ row, officers, wrong, onPut, onRemove }: { row: RosterRow; officers: Props["officers"]; wrong: boolean; onPut: (change: Partial<RosterRow>) => void; onRemove: () => void }) {
  const say = usePanelText(dutyTexts);
  const { on } = row;
  const alone = typeof on === "string";
  const turn = (day: number): void => {
    if (!alone) onPut({ on: on.includes(day) ? on.filter((one) => one !== day) : [...on, day].toSorted((a, b) => a - b) });
  };
  return (
    <li data-wrong={wrong || undefined}>
      <label>{say("officer")}<select value={row.accountId} onChange={({ target }) => onPut({ accountId: target.value })}>
        {!officers.some(({ accountId }) => accountId === row.accountId) && <option value={row.accountId}>{row.accountId === "" ? say("choose") : row.accountId}</option>}
        {officers.map(({ accountId, name }) => <option key={accountId} value={accountId}>{name}</option>)}
      </select></label>
      <label>{say("days")}<select value={alone ? "day" : "week"} onChange={({ target }) => onPut({ on: target.value === "day" ? "" : [1, 2, 3, 4, 5] })}><option value="week">{say("weekday")}</option><option value="day">{say("oneDay")}</option></select></label>
      {alone ? <label>{say("day")}<input type="date" value={on} onChange={({ target }) => onPut({ on: target.value })} /></label> : (
        <div className={css.week} role="group" aria-label={say("days")}>{WEEK.map((day) => <button key={day} type="button" aria-pressed={on.includes(day)} onClick={() => turn(day)}>{say(`d${day}`)}</button>)}</div>
      )}
      <label>{say("from")}<input type="time" value={row.from} onChange={({ target }) => onPut({ from: target.value })} /></label>
      <label>{say("to")}{row.to !== "" && row.to <= row.from && ` ${say("untilNext")}`}<input type="time" value={row.to} onChange={({ target }) => onPut({ to: target.value })} /></label>
      {wrong && <strong role="alert">{say("wrongRow")}</strong>}
      <Button look="quiet" onPress={onRemove}>✕ {say("remove")}</Button>
    </li>
  );
}
