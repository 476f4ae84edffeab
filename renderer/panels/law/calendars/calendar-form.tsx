import { useMemo, useState } from "react";
import { CalendarDraft, type Calendar, type CalendarDay } from "#contract/calendar";
import { calendarFaults } from "#contract/calendar-check";
import { Button, Field } from "../../../design/controls.tsx";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { request } from "../../../live/socket.ts";
import { useEdited } from "../edited.ts";
import { FormFoot } from "../form-foot.tsx";
import css from "../law.module.css";
import rowsCss from "../rows.module.css";
import { rowsOf } from "../problems.ts";
import { ChoiceCell, TextCell } from "../cells.tsx";
import { Rows } from "../rows.tsx";
import { saveFile } from "../save-file.ts";
import { lawTexts } from "../texts.ts";
import { CsvDialog } from "./csv-dialog.tsx";
import { withDays, writeDays } from "./csv.ts";
import { readHours, writeHours } from "../hours.ts";
import { YearView } from "./year-view.tsx";

interface Props {
  start: CalendarDraft;
  base: number;
  present: Calendar | undefined;
  may: boolean;
  /** The year shown first. */
  year: number;
  taken: (id: string) => boolean;
  onReload: () => void;
  onSaved: (saved: Calendar) => void;
}

/** One calendar: its year drawn, its week's hours, its days off and worked instead, each with its document. */
export function CalendarForm({ start, base, present, may, year, taken, onReload, onSaved }: Props) {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const edited = useEdited(start, base, { fresh: base === 0 });
  const { draft } = edited;
  const [hours, setHours] = useState(() => start.week.map(writeHours));
  const [importing, setImporting] = useState(false);
  const put = (change: Partial<CalendarDraft>): void => edited.put({ ...draft, ...change });
  const badHours = hours.flatMap((text, i) => (readHours(text) === undefined ? [i] : []));
  const problems = useMemo(() => {
    const parsed = CalendarDraft.safeParse(draft);
    const fields = parsed.success ? [] : parsed.error.issues.map((issue) => ({ at: issue.path.join("."), text: say(issue.code === "too_small" ? "needed" : "malformed") }));
    return [...fields, ...calendarFaults(draft).map(({ at, code }) => ({ at, text: say(`day.${code}`) }))];
  }, [draft, say]);
  const idTaken = base === 0 && taken(draft.id);
  const wrong = (at: string): string | undefined => problems.find((problem) => problem.at === at)?.text;
  const shown = (at: string): string | undefined => (edited.tried ? wrong(at) : undefined);
  const count = problems.length + badHours.length + Number(idTaken);
  const save = (): void => void edited.save(async (calendar, version) => {
    const answer = await request("calendar:save", { calendar, version });
    if (answer.ok) onSaved(answer.value);
    return answer;
  }, count === 0);
  const turn = (day: string): void => {
    const held = draft.days.find((one) => one.day === day);
    // Pressed: a day off, then worked instead, then as its weekday says.
    const next: CalendarDay[] = held === undefined ? [{ day, is: "off", name: "", authority: draft.document }] : held.is === "off" ? [{ ...held, is: "work" }] : [];
    put({ days: [...draft.days.filter((one) => one.day !== day), ...next].toSorted((a, b) => (a.day < b.day ? -1 : 1)) });
  };
  const last = Number(draft.to.slice(0, 4));
  const until = draft.to.endsWith("-12-31") ? last + 1 : last;
  const names = language === "vi" ? ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"] : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const moved = base > 0 && present !== undefined && present.version !== base ? present.version : undefined;
  return (
    <div className={css.form}>
      {!may && <p className={css.notice}>{say("readOnly")}</p>}
      <div className={css.fields}>
        <Field label={say("name")} value={draft.name} disabled={!may} onChange={(name) => put({ name })} error={shown("name")} />
        <Field label={say("document")} value={draft.document} disabled={!may} onChange={(document) => put({ document })} hint={say("documentHint")} error={shown("document")} />
        <Field label={say("id")} value={draft.id} disabled={!may || base > 0} onChange={(id) => put({ id })} error={idTaken ? say("taken") : shown("id")} />
        <Field label={say("validFrom")} value={draft.from} disabled={!may} onChange={(from) => put({ from })} error={wrong("from")} />
        <Field label={say("validTo")} value={draft.to} disabled={!may} onChange={(to) => put({ to })} error={wrong("to")} />
        {may && <div className={css.choice}><Button onPress={() => put({ to: `${until}-12-31` })}>{say("extend", { year: until })}</Button></div>}
      </div>
      <YearView calendar={draft} first={year} onDay={may ? turn : undefined} />
      <fieldset className={rowsCss.rows} disabled={!may}>
        <legend>{say("week")}</legend>
        <p className={css.hint}>{say("hours")}</p>
        <div className={css.fields}>
          {names.map((name, i) => (
            <Field key={name} label={name} value={hours[i] ?? ""} disabled={!may} error={badHours.includes(i) ? say("malformed") : wrong(`week.${i}`)} onChange={(text) => {
              setHours(hours.map((one, j) => (j === i ? text : one)));
              const read = readHours(text);
              if (read !== undefined) put({ week: draft.week.map((one, j) => (j === i ? read : one)) });
            }} />
          ))}
        </div>
        {wrong("week") !== undefined && <p role="alert">▲ {wrong("week")}</p>}
      </fieldset>
      <Rows<CalendarDay> label={say("days")} rows={draft.days} disabled={!may} problems={rowsOf(problems, "days")} onRows={(days) => put({ days })}
        fresh={() => ({ day: draft.to, is: "off", name: "", authority: draft.document })}
        columns={[
          { key: "day", label: say("day"), width: "9em", cell: ({ day }, set, label) => <TextCell label={label} value={day} onChange={(next) => set({ day: next })} /> },
          { key: "is", label: say("dayIs"), width: "8em", cell: ({ is }, set, label) => <ChoiceCell label={label} value={is} choices={[{ value: "off", text: say("off") }, { value: "work", text: say("work") }]} onChange={(next) => set({ is: next })} /> },
          { key: "name", label: say("dayName"), cell: ({ name }, set, label) => <TextCell label={label} value={name} onChange={(next) => set({ name: next })} /> },
          { key: "authority", label: say("authority"), cell: ({ authority }, set, label) => <TextCell label={label} value={authority} onChange={(next) => set({ authority: next })} /> },
        ]} />
      {may ? (
        <FormFoot edited={edited} wrong={count} moved={moved} onReload={onReload} onSave={save}>
          <Button onPress={() => setImporting(true)}>{say("importCsv")}</Button>
          <Button onPress={() => saveFile(`${draft.id}.csv`, writeDays(draft.days), "text/csv")}>{say("exportCsv")}</Button>
        </FormFoot>
      ) : <div className={css.foot}><Button onPress={() => saveFile(`${draft.id}.csv`, writeDays(draft.days), "text/csv")}>{say("exportCsv")}</Button></div>}
      {importing && <CsvDialog until={(days) => withDays(draft, days).to} onClose={() => setImporting(false)} onTake={(days) => {
        edited.put(withDays(draft, days));
        setImporting(false);
      }} />}
    </div>
  );
}
