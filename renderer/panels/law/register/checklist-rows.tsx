import type { ChecklistItem } from "#contract/scenario";
import { usePanelText } from "../../../design/panel-text.ts";
import css from "../rows.module.css";
import { ChoiceCell, TextCell } from "../cells.tsx";
import { Rows, type RowProblem } from "../rows.tsx";
import { lawTexts } from "../texts.ts";

/** What to look after, in order; an item may wait for an answer above it. */
export function ChecklistRows({ items, disabled, problems, onItems }: { items: readonly ChecklistItem[]; disabled: boolean; problems: readonly RowProblem[]; onItems: (items: ChecklistItem[]) => void }) {
  const say = usePanelText(lawTexts);
  const replaced = (item: ChecklistItem, next: ChecklistItem): void => onItems(items.map((one) => (one === item ? next : one)));
  return (
    <Rows<ChecklistItem> label={say("checklist")} rows={items} disabled={disabled} problems={problems} onRows={onItems} fresh={() => ({ id: `viec-${items.length + 1}`, text: "" })}
      columns={[
        { key: "id", label: say("id"), width: "7em", cell: ({ id }, set, label) => <TextCell label={label} value={id} onChange={(next) => set({ id: next })} /> },
        { key: "text", label: say("item"), cell: ({ text }, set, label) => <TextCell label={label} value={text} onChange={(next) => set({ text: next })} /> },
        { key: "textEn", label: say("itemEn"), cell: ({ textEn }, set, label) => <TextCell label={label} value={textEn ?? ""} onChange={(next) => set({ textEn: next })} /> },
        { key: "when", label: say("when"), width: "16em", cell: (item, set, label) => {
          const { when, ...rest } = item;
          const above = items.slice(0, items.indexOf(item)).map(({ id, text }) => ({ value: id, text: text === "" ? id : text }));
          return (
            <span className={css.span}>
              <ChoiceCell label={label} value={when?.id ?? ""} choices={[{ value: "", text: say("none") }, ...above]} onChange={(id) => (id === "" ? replaced(item, rest) : set({ when: { id, answer: when?.answer ?? true } }))} />
              {when !== undefined && <ChoiceCell label={`${label}, ${say("answered")}`} value={when.answer ? "yes" : "no"} choices={[{ value: "yes", text: say("yes") }, { value: "no", text: say("no") }]} onChange={(answer) => set({ when: { ...when, answer: answer === "yes" } })} />}
            </span>
          );
        } },
      ]} />
  );
}
