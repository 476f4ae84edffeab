import { ALWAYS, type Calendar } from "#contract/calendar";
import type { Flash, Limit } from "#contract/process";
import { usePanelText } from "../../../design/panel-text.ts";
import { CheckCell, ChoiceCell, ManyCell, TextCell } from "../cells.tsx";
import { Rows } from "../rows.tsx";
import { LimitSpanCell } from "../span-cell.tsx";
import { lawTexts } from "../texts.ts";
import { rowsOf } from "../problems.ts";
import { ReminderRows } from "./reminder-rows.tsx";
import { useDeeds, useParties, type PartProps } from "./step-rows.tsx";

/** Limits with clause, calendar and owner, what reminds of them, and the reports owed at once. */
export function LimitRows({ draft, problems, disabled, put, calendars }: PartProps & { calendars: readonly Calendar[] }) {
  const say = usePanelText(lawTexts);
  const parties = useParties();
  const deeds = useDeeds();
  const of = (["case", "lead", "agency"] as const).map((value) => ({ value, text: say(`of.${value}`) }));
  const times = [{ value: ALWAYS, text: say("always") }, ...calendars.map(({ id, name }) => ({ value: id, text: name }))];
  const clause = draft.steps[0]?.clause ?? "";
  return (
    <>
      <Rows<Limit> label={say("limits")} rows={draft.limits} disabled={disabled} problems={rowsOf(problems, "limits")} onRows={(rows) => put({ limits: rows })}
        fresh={() => ({ id: `han-${draft.limits.length + 1}`, name: "", nameEn: "", from: "ordered", until: ["answered"], of: "agency", span: { minutes: 60 }, calendar: ALWAYS, owner: "agency", clause, extendable: false })}
        columns={[
          { key: "id", label: say("id"), width: "9em", cell: ({ id }, set, label) => <TextCell label={label} value={id} onChange={(next) => set({ id: next })} /> },
          { key: "name", label: say("name"), width: "14em", cell: ({ name, nameEn }, set, label) => <><TextCell label={label} value={name} onChange={(next) => set({ name: next })} /><TextCell label={`${label}, ${say("nameEn")}`} placeholder={say("nameEn")} value={nameEn} onChange={(next) => set({ nameEn: next })} /></> },
          { key: "clause", label: say("clause"), width: "6em", cell: (row, set, label) => <TextCell label={label} value={row.clause} onChange={(next) => set({ clause: next })} /> },
          { key: "from", label: say("begins"), width: "9em", cell: ({ from }, set, label) => <ChoiceCell label={label} value={from} choices={deeds} onChange={(next) => set({ from: next })} /> },
          { key: "until", label: say("ends"), width: "10em", cell: ({ until }, set, label) => <ManyCell label={label} values={until} choices={deeds} disabled={disabled} onChange={(next) => set({ until: next })} /> },
          { key: "of", label: say("of"), width: "8em", cell: (row, set, label) => <ChoiceCell label={label} value={row.of} choices={of} onChange={(next) => set({ of: next })} /> },
          { key: "span", label: say("span"), width: "9em", cell: ({ span }, set, label) => <LimitSpanCell label={label} span={span} onChange={(next) => set({ span: next })} /> },
          { key: "calendar", label: say("calendar"), width: "11em", cell: ({ calendar }, set, label) => <ChoiceCell label={label} value={calendar} choices={times} onChange={(next) => set({ calendar: next })} /> },
          { key: "owner", label: say("owner"), width: "10em", cell: ({ owner }, set, label) => <ChoiceCell label={label} value={owner} choices={parties} onChange={(next) => set({ owner: next })} /> },
          { key: "extendable", label: say("extendable"), width: "4em", cell: ({ extendable }, set, label) => <CheckCell label={label} checked={extendable} onChange={(next) => set({ extendable: next })} /> },
          { key: "pausable", label: say("pausable"), width: "4em", cell: ({ pausable }, set, label) => <CheckCell label={label} checked={pausable === true} onChange={(next) => set({ pausable: next })} /> },
        ]} />
      <ReminderRows draft={draft} problems={problems} disabled={disabled} put={put} />
      <Rows<Flash> label={say("flashes")} rows={draft.flashes} disabled={disabled} problems={rowsOf(problems, "flashes")} onRows={(rows) => put({ flashes: rows })}
        fresh={() => ({ id: `bao-${draft.flashes.length + 1}`, on: "ordered", to: "leadership", clause, name: "", nameEn: "" })}
        columns={[
          { key: "id", label: say("id"), width: "6em", cell: ({ id }, set, label) => <TextCell label={label} value={id} onChange={(next) => set({ id: next })} /> },
          { key: "name", label: say("name"), cell: ({ name }, set, label) => <TextCell label={label} value={name} onChange={(next) => set({ name: next })} /> },
          { key: "nameEn", label: say("nameEn"), cell: ({ nameEn }, set, label) => <TextCell label={label} value={nameEn} onChange={(next) => set({ nameEn: next })} /> },
          { key: "on", label: say("on"), cell: ({ on }, set, label) => <ChoiceCell label={label} value={on} choices={deeds} onChange={(next) => set({ on: next })} /> },
          { key: "to", label: say("to2"), cell: ({ to }, set, label) => <ChoiceCell label={label} value={to} choices={parties} onChange={(next) => set({ to: next })} /> },
          { key: "clause", label: say("clause"), width: "6em", cell: (row, set, label) => <TextCell label={label} value={row.clause} onChange={(next) => set({ clause: next })} /> },
        ]} />
    </>
  );
}
