import type { Reminder } from "#contract/process";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { ChoiceCell, ManyCell, TextCell } from "../cells.tsx";
import { Rows } from "../rows.tsx";
import { SpanCell } from "../span-cell.tsx";
import { lawTexts } from "../texts.ts";
import { rowsOf } from "../problems.ts";
import { useDeeds, useParties, type PartProps } from "./step-rows.tsx";

/** Reminders of both kinds: at a limit's end or after it, and again and again from an event until another. */
export function ReminderRows({ draft, problems, disabled, put }: PartProps) {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const parties = useParties();
  const deeds = useDeeds();
  const limits = draft.limits.map(({ id, name, nameEn }) => ({ value: id, text: local(language, name, nameEn) }));
  const clause = draft.steps[0]?.clause ?? "";
  const set = (i: number, row: Reminder): void => put({ reminders: draft.reminders.map((one, j) => (j === i ? row : one)) });
  const turned = ({ id, to, clause: of }: Reminder, kind: string): Reminder =>
    kind === "loop" ? { id, to, clause: of, from: "ordered", until: ["accepted", "answered"], of: "agency", every: { minutes: 60 } } : { id, to, clause: of, limit: draft.limits[0]?.id ?? "", level: 1 };
  // A row is replaced whole: the two kinds have fields of their own.
  const at = (row: Reminder): number => draft.reminders.indexOf(row);
  return (
    <Rows<Reminder> label={say("reminders")} rows={draft.reminders} disabled={disabled} problems={rowsOf(problems, "reminders")} onRows={(rows) => put({ reminders: rows })}
      fresh={() => ({ id: `nhac-${draft.reminders.length + 1}`, limit: draft.limits[0]?.id ?? "", level: 1, to: "agency", clause })}
      columns={[
        { key: "id", label: say("id"), width: "6em", cell: (row, _set, label) => <TextCell label={label} value={row.id} onChange={(id) => set(at(row), { ...row, id })} /> },
        { key: "kind", label: say("reminderKind"), width: "9em", cell: (row, _set, label) => <ChoiceCell label={label} value={"every" in row ? "loop" : "limit"} choices={[{ value: "limit", text: say("atLimit") }, { value: "loop", text: say("loop") }]} onChange={(kind) => set(at(row), turned(row, kind))} /> },
        { key: "limit", label: say("limit"), cell: (row, _set, label) => ("every" in row
          ? <><ChoiceCell label={label} value={row.from} choices={deeds} onChange={(from) => set(at(row), { ...row, from })} /><ManyCell label={`${label}, ${say("ends")}`} values={row.until} choices={deeds} disabled={disabled} onChange={(until) => set(at(row), { ...row, until })} /></>
          : <ChoiceCell label={label} value={row.limit} choices={limits} onChange={(limit) => set(at(row), { ...row, limit })} />) },
        { key: "of", label: say("of"), cell: (row, _set, label) => ("every" in row ? <ChoiceCell label={label} value={row.of} choices={(["case", "lead", "agency"] as const).map((value) => ({ value, text: say(`of.${value}`) }))} onChange={(of) => set(at(row), { ...row, of })} /> : null) },
        { key: "after", label: say("after"), width: "13em", cell: (row, _set, label) => {
          if ("every" in row) return <SpanCell label={label} span={row.every} onChange={(every) => set(at(row), { ...row, every })} />;
          const { after, ...rest } = row;
          return <>
            <ChoiceCell label={label} value={after === undefined ? "now" : "later"} choices={[{ value: "now", text: say("noReminder") }, { value: "later", text: say("after") }]} onChange={(to) => set(at(row), to === "now" ? rest : { ...rest, after: { minutes: 60 } })} />
            {after !== undefined && <SpanCell label={`${label}, ${say("span")}`} span={after} onChange={(next) => set(at(row), { ...row, after: next })} />}
          </>;
        } },
        { key: "to", label: say("to2"), cell: (row, _set, label) => <ChoiceCell label={label} value={row.to} choices={parties} onChange={(to) => set(at(row), { ...row, to })} /> },
        { key: "clause", label: say("clause"), width: "6em", cell: (row, _set, label) => <TextCell label={label} value={row.clause} onChange={(of) => set(at(row), { ...row, clause: of })} /> },
      ]} />
  );
}
