import { EVENTS, Move, Need, Party, type EventKind, type Step, type TemplateDraft } from "#contract/process";
import { deedWords } from "../../../design/case/event-words.ts";
import { caseTexts } from "../../../design/case/texts.ts";
import type { Choice } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { CheckCell, ChoiceCell, ManyCell, TextCell } from "../cells.tsx";
import { Rows } from "../rows.tsx";
import { lawTexts } from "../texts.ts";
import { rowsOf, type Problem } from "../problems.ts";

/** A part of the process's form. */
export interface PartProps {
  draft: TemplateDraft;
  problems: readonly Problem[];
  disabled: boolean;
  put: (change: Partial<TemplateDraft>) => void;
}

/** Deeds by name; what a move or a limit cannot use is left out. */
export function useDeeds(without: readonly EventKind[] = ["paused", "resumed"]): Choice<EventKind>[] {
  const language = useLanguage();
  return EVENTS.filter((is) => !without.includes(is)).map((value) => ({ value, text: deedWords(value, language) }));
}

export function useParties(): Choice<Party>[] {
  const say = usePanelText(caseTexts);
  return Party.options.map((value) => ({ value, text: say(`party.${value}`) }));
}

/** Steps, and the deeds that lead from one to another. */
export function StepRows({ draft, problems, disabled, put }: PartProps) {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const parties = useParties();
  const deeds = Move.shape.on.options.filter((is) => is !== "appeared" && is !== "paused" && is !== "resumed").map((value) => ({ value, text: deedWords(value, language) }));
  const steps = draft.steps.map(({ id, name, nameEn }) => ({ value: id, text: `${id} ${local(language, name, nameEn)}` }));
  const first = draft.steps[0]?.id ?? "";
  return (
    <>
      <Rows<Step> label={say("steps")} rows={draft.steps} disabled={disabled} problems={rowsOf(problems, "steps")} onRows={(rows) => put({ steps: rows })}
        fresh={() => ({ id: String(draft.steps.length + 1), name: "", nameEn: "", actor: "centre", clause: draft.steps.at(-1)?.clause ?? "", final: false })}
        columns={[
          { key: "id", label: say("id"), width: "5em", cell: ({ id }, set, label) => <TextCell label={label} value={id} onChange={(next) => set({ id: next })} /> },
          { key: "name", label: say("name"), cell: ({ name }, set, label) => <TextCell label={label} value={name} onChange={(next) => set({ name: next })} /> },
          { key: "nameEn", label: say("nameEn"), cell: ({ nameEn }, set, label) => <TextCell label={label} value={nameEn} onChange={(next) => set({ nameEn: next })} /> },
          { key: "actor", label: say("actor"), width: "11em", cell: ({ actor }, set, label) => <ChoiceCell label={label} value={actor} choices={parties} onChange={(next) => set({ actor: next })} /> },
          { key: "clause", label: say("clause"), width: "7em", cell: ({ clause }, set, label) => <TextCell label={label} value={clause} placeholder="PCCC-12" onChange={(next) => set({ clause: next })} /> },
          { key: "final", label: say("final"), width: "5em", cell: ({ final }, set, label) => <CheckCell label={label} checked={final} onChange={(next) => set({ final: next })} /> },
        ]} />
      <Rows<Move> label={say("moves")} rows={draft.moves} disabled={disabled} problems={rowsOf(problems, "moves")} onRows={(rows) => put({ moves: rows })}
        fresh={() => ({ on: "verified", from: [first], to: first, by: ["centre"], needs: [], clause: draft.steps[0]?.clause ?? "" })}
        columns={[
          { key: "on", label: say("deed"), width: "13em", cell: ({ on }, set, label) => <ChoiceCell label={label} value={on} choices={deeds} onChange={(next) => set({ on: next })} /> },
          { key: "from", label: say("from"), cell: ({ from }, set, label) => <ManyCell label={label} values={from} choices={steps} disabled={disabled} onChange={(next) => set({ from: next })} /> },
          { key: "to", label: say("to"), cell: ({ to }, set, label) => <ChoiceCell label={label} value={to} choices={steps} onChange={(next) => set({ to: next })} /> },
          { key: "by", label: say("by"), cell: ({ by }, set, label) => <ManyCell label={label} values={by} choices={parties} disabled={disabled} onChange={(next) => set({ by: next })} /> },
          { key: "needs", label: say("needs"), cell: ({ needs }, set, label) => <ManyCell label={label} values={needs} choices={Need.options.map((value) => ({ value, text: say(`need.${value}`) }))} disabled={disabled} onChange={(next) => set({ needs: next })} /> },
          { key: "clause", label: say("clause"), width: "7em", cell: ({ clause }, set, label) => <TextCell label={label} value={clause} onChange={(next) => set({ clause: next })} /> },
        ]} />
    </>
  );
}
