import { useState } from "react";
import type { CalendarDay } from "#contract/calendar";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { localDay } from "../../../design/format.ts";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import css from "../law.module.css";
import { lawTexts } from "../texts.ts";
import { readDays } from "./csv.ts";

/** What a year's file says, before it is taken: its days, or the lines that are wrong; with one of these nothing is taken. */
export function CsvDialog({ until, onTake, onClose }: { /** Last day the calendar would have with these. */ until: (days: readonly CalendarDay[]) => string; onTake: (days: CalendarDay[]) => void; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(lawTexts);
  const [text, setText] = useState("");
  const { days, faults } = readDays(text);
  return (
    <Dialog title={say("importCsv")} open width={760} onClose={onClose} actions={<><Button onPress={onClose}>{t("shell.cancel")}</Button><Button look="main" isDisabled={days.length === 0 || faults.length > 0} onPress={() => onTake(days)}>{say("csvTake")}</Button></>}>
      <label className={css.csv}>
        <span>{say("csvHint")}</span>
        <textarea rows={9} value={text} aria-label={say("importCsv")} onChange={(event) => setText(event.target.value)} />
      </label>
      <input type="file" accept=".csv,text/csv,text/plain" aria-label={say("importFile")} onChange={(event) => void event.target.files?.[0]?.text().then(setText)} />
      {faults.length > 0 && <ul role="alert" className={css.whole}>{faults.slice(0, 50).map(({ line, code }) => <li key={line}>▲ {say("csvLine", { line, why: say(code) })}</li>)}</ul>}
      {days.length > 0 && faults.length === 0 && (
        <div role="status" className={css.csvDays}>
          <p>{say("csvPreview", { n: days.length, to: localDay(until(days)) })}</p>
          <ul>{days.map(({ day, is, name, authority }) => <li key={day}><b>{localDay(day)}</b> {say(is)} · {name} · {authority}</li>)}</ul>
        </div>
      )}
    </Dialog>
  );
}
