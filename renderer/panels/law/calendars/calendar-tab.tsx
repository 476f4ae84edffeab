import { useState } from "react";
import { CALENDAR_WARNS, type Calendar, type CalendarDraft } from "#contract/calendar";
import { endOf } from "#contract/calendar-check";
import { Button } from "../../../design/controls.tsx";
import { localDay } from "../../../design/format.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../../design/states.tsx";
import { useFacts, useNow, useRequest } from "../../../live/hooks.ts";
import { useMay } from "../../../live/session.ts";
import css from "../law.module.css";
import { SideList } from "../side-list.tsx";
import { lawTexts } from "../texts.ts";
import { CalendarForm } from "./calendar-form.tsx";

interface Editing {
  turn: number;
  base: number;
  start: CalendarDraft;
}

const draftOf = ({ version: _version, edition: _edition, ...calendar }: Calendar): CalendarDraft => calendar;

/** Calendars limits run on: several, each with its week, its days and its validity. */
export function CalendarTab() {
  const say = usePanelText(lawTexts);
  const may = useMay("calendar:save");
  const now = useNow(60_000);
  const { result, again } = useRequest("calendar:list", {});
  const [editing, setEditing] = useState<Editing>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "calendar:saved")) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { calendars } = result.value;
  const edit = (start: CalendarDraft, base: number): void => setEditing({ turn: (editing?.turn ?? 0) + 1, base, start });
  const present = calendars.find(({ id }) => id === editing?.start.id);
  const year = new Date(now).getFullYear();
  const [model] = calendars;
  return (
    <div className={css.tab}>
      <SideList label={say("calendars")} chosen={editing?.start.id} onChoose={(id) => {
        const calendar = calendars.find((one) => one.id === id);
        if (calendar !== undefined) edit(draftOf(calendar), calendar.version);
      }} items={calendars.map((calendar) => ({
        id: calendar.id, name: calendar.name, note: `${localDay(calendar.from)} – ${localDay(calendar.to)} · ${say("version", { n: calendar.version })}${calendar.edition === undefined ? "" : ` · ${say("edition")}`}`,
        mark: endOf(calendar) - now <= CALENDAR_WARNS ? `▲ ${say("ending", { name: calendar.name, to: localDay(calendar.to) })}` : undefined,
      }))}>
        {may && <Button onPress={() => edit({ id: "", name: "", document: "", offset: model?.offset ?? 420, week: model?.week ?? [[[450, 690], [810, 1050]], [], [], [], [], [], []], days: [], from: `${year}-01-01`, to: `${year}-12-31` }, 0)}>+ {say("add")}</Button>}
      </SideList>
      {editing === undefined ? <EmptyState text={say("choose")} /> : (
        <CalendarForm key={editing.turn} start={editing.start} base={editing.base} present={present} may={may} year={year} taken={(id) => calendars.some((one) => one.id === id)}
          onReload={() => (present === undefined ? setEditing(undefined) : edit(draftOf(present), present.version))}
          onSaved={(saved) => {
            notify(say("saved", { name: saved.name, n: saved.version }));
            again();
            edit(draftOf(saved), saved.version);
          }} />
      )}
    </div>
  );
}
