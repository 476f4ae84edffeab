import { useState } from "react";
import type { Instant } from "#contract/ids";
import type { StartValue } from "#contract/study-result";
import type { Forcing, StudyDraft, StudyStartFrom } from "#contract/study";
import { Button, Field, Select } from "../../design/controls.tsx";
import { formatNumber, formatSpan, formatUnit } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { readInstant, writeInstant } from "../../design/written-instant.ts";
import { metresPerDegree } from "../../geo/measure.ts";
import { useRequest } from "../../live/hooks.ts";
import { desk, edited } from "./desk.ts";
import { drawing } from "./drawing.ts";
import { formTexts } from "./form-texts.ts";
import { One } from "./measure-form.tsx";
import { COSTS, STAFF, STUDY_PARAMETERS, type Parameter } from "./measure-schema.ts";
import { NumberField } from "./number-field.tsx";
import { SeriesTable } from "./series-table.tsx";
import css from "./study.module.css";

interface Props {
  draft: StudyDraft;
  start: Instant;
  now: Instant;
  disabled: boolean;
}

const set = (change: Partial<StudyDraft>, step: string): void => desk.change((was) => edited(was, { ...was.draft, ...change }, step));
const DESIGN: readonly Parameter[] = [
  { name: "level", title: { vi: "Mực nước sông ban đầu", en: "River's level at the start" }, unit: "m", is: "number", min: -5, max: 20, required: true },
  { name: "inflow", title: { vi: "Lưu lượng sông ban đầu", en: "River's discharge at the start" }, unit: "m3/s", is: "number", min: 0, max: 30_000, required: true },
];

/** What every option of the study shares: area, start, how things go on, grid, costs. */
export function StartForm({ draft, start, now, disabled }: Props) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const [west, south, east, north] = draft.area;
  const [perLon, perLat] = metresPerDegree((south + north) / 2);
  const km = (metres: number): string => formatNumber(metres / 1000, 1, language);
  return (
    <>
      <div className={css.line}><b>{say("area")}</b><span>{say("areaIs", { w: km((east - west) * perLon), h: km((north - south) * perLat) })}</span>{!disabled && <Button onPress={() => drawing.begin({ is: "area" })}>{say("drawArea")}</Button>}</div>
      <StartFromField start={draft.start} now={now} disabled={disabled} />
      <StartState draft={draft} />
      <details className={css.fold}><summary>{say("forcing")}</summary>
        <ForcingFields forcing={draft.forcing} from={draft.start.from} start={start} disabled={disabled} />
      </details>
      <details className={css.fold}><summary>{say("more")}</summary>
        <div className={css.pair}>{STUDY_PARAMETERS.map((parameter) => <One key={parameter.name} parameter={{ ...parameter, required: true }} value={numberOf(draft, parameter.name)} start={start} disabled={disabled} onChange={(value) => value !== undefined && set({ [parameter.name]: value }, parameter.name)} />)}</div>
        <fieldset className={css.group}><legend>{say("costs")}</legend><p className={css.faint}>{say("costsHint")}</p>
          <div className={css.pair}>{COSTS.map((parameter) => <NumberField key={parameter.name} parameter={{ ...parameter, required: true }} value={numberOf(draft.costs, parameter.name)} disabled={disabled} onChange={(value) => value !== undefined && set({ costs: { ...draft.costs, [parameter.name]: Math.round(value) } }, parameter.name)} />)}</div>
        </fieldset>
        <fieldset className={css.group}><legend>{say("staff")}</legend>
          <div className={css.pair}>{STAFF.map((parameter) => <NumberField key={parameter.name} parameter={{ ...parameter, required: true }} value={numberOf(draft.staff, parameter.name)} disabled={disabled} onChange={(value) => value !== undefined && set({ staff: { ...draft.staff, [parameter.name]: parameter.name === "desks" ? Math.round(value) : value } }, parameter.name)} />)}</div>
        </fieldset>
      </details>
    </>
  );
}

function numberOf(of: object, name: string): number | undefined {
  const value: unknown = Object.entries(of).find(([key]) => key === name)?.[1];
  return typeof value === "number" ? value : undefined;
}

function StartFromField({ start, now, disabled }: { start: StudyStartFrom; now: Instant; disabled: boolean }) {
  const say = usePanelText(formTexts);
  const [typed, setTyped] = useState(start.from === "past" ? writeInstant(start.at) : "");
  const at = readInstant(typed, now, "last");
  const choose = (from: StudyStartFrom["from"]): void => {
    if (from === start.from) return;
    if (from === "now") set({ start: { from } }, "");
    else if (from === "design") set({ start: { from, level: 0.5, inflow: 200 } }, "");
    else {
      const before = Math.floor(now / 60_000) * 60_000 - 6 * 3_600_000;
      setTyped(writeInstant(before));
      set({ start: { from, at: before } }, "");
    }
  };
  return (
    <>
      <Select label={say("startFrom")} value={start.from} disabled={disabled} choices={(["now", "past", "design"] as const).map((value) => ({ value, text: say(value) }))} onChange={choose} hint={start.from === "now" ? say("nowHint") : undefined} />
      {start.from === "past" && <Field label={say("at")} value={typed} disabled={disabled} error={at === undefined || at > now ? say("badInstant") : undefined} onChange={(next) => {
        setTyped(next);
        const instant = readInstant(next, now, "last");
        if (instant !== undefined && instant <= now) set({ start: { from: "past", at: instant } }, "start");
      }} />}
      {start.from === "design" && <div className={css.pair}>{DESIGN.map((parameter) => <NumberField key={parameter.name} parameter={parameter} value={parameter.name === "level" ? start.level : start.inflow} disabled={disabled} onChange={(value) => value !== undefined && set({ start: { ...start, [parameter.name]: value } }, `start ${parameter.name}`)} />)}</div>}
    </>
  );
}

const FORCED: Readonly<Record<keyof Forcing, { unit: string; min: number; max: number }>> = { rain: { unit: "mm/h", min: 0, max: 500 }, inflow: { unit: "m3/s", min: 0, max: 30_000 }, outlet: { unit: "m", min: -5, max: 100 } };

function ForcingFields({ forcing, from, start, disabled }: { forcing: Forcing; from: StudyStartFrom["from"]; start: Instant; disabled: boolean }) {
  const say = usePanelText(formTexts);
  return (
    <>
      {(["rain", "inflow", "outlet"] as const).map((which) => {
        const one = forcing[which];
        const change = (next: Forcing[typeof which], step = ""): void => set({ forcing: { ...forcing, [which]: next } }, step);
        const choices = (["held", ...(from === "past" ? ["recorded" as const] : []), "series"] as const).map((value) => ({ value, text: say(value) }));
        return (
          <div key={which}>
            <Select label={say(which)} value={one.by} disabled={disabled} choices={choices} onChange={(by: "held" | "recorded" | "series") => change(by === "series" ? { by, series: [[0, 0]] } : { by })} />
            {one.by === "series" && <SeriesTable parameter={{ title: { vi: say(which), en: say(which) }, ...FORCED[which] }} value={one.series} start={start} disabled={disabled} onChange={(series) => change({ by: "series", series }, which)} />}
          </div>
        );
      })}
    </>
  );
}

/** What is measured that a run would start from, with its ages; and what is supposed where nothing is. */
function StartState({ draft }: { draft: StudyDraft }) {
  const say = usePanelText(formTexts);
  const [open, setOpen] = useState(false);
  const { result } = useRequest("study:start", open ? { area: draft.area, start: draft.start } : undefined);
  const known = result?.ok === true ? result.value : undefined;
  return (
    <details className={css.fold} onToggle={(event) => setOpen(event.currentTarget.open)}><summary>{say("startState")}</summary>
      {known?.notes.map((note) => <p key={note} className={css.faint}>• {say(`note.${note}`)}</p>)}
      {known !== undefined && ([["levels", known.levels], ["rains", known.rain], ["inflows", known.inflows], ["devices", known.devices]] as const).map(([title, values]) => values.length > 0 && <Values key={title} title={say(title)} values={values} />)}
    </details>
  );
}

function Values({ title, values }: { title: string; values: readonly StartValue[] }) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  return (
    <div><b>{title}</b>
      <ul className={css.list}>{values.slice(0, 60).map(({ name, value, unit, age, used, why }) => <li key={`${name} ${unit}`} className={used ? "" : css.faint}>{name}: {formatNumber(value, 2, language)} {formatUnit(unit, language)} · {say("age", { age: formatSpan(age * 1000, language) })}{!used && ` · ${say("unused", { why: why === undefined ? "" : say(`why.${why}`) })}`}</li>)}</ul>
    </div>
  );
}
