import { useState } from "react";
import { ScenarioId } from "#contract/incident";
import { ScenarioDraft, type Scenario } from "#contract/scenario";
import { Field, Select, type Choice } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { request } from "../../../live/socket.ts";
import { useEdited } from "../edited.ts";
import { FormFoot } from "../form-foot.tsx";
import css from "../law.module.css";
import rowsCss from "../rows.module.css";
import { ChoiceCell } from "../cells.tsx";
import { SpanCell } from "../span-cell.tsx";
import { lawTexts } from "../texts.ts";
import { ChecklistRows } from "./checklist-rows.tsx";
import { fieldsIn } from "./fields-in.ts";
import { MatchFields } from "./match-fields.tsx";
import { ScenarioPreview } from "./scenario-preview.tsx";

interface Props {
  start: ScenarioDraft;
  base: number;
  present: Scenario | undefined;
  may: boolean;
  taken: (id: string) => boolean;
  processes: readonly Choice[];
  onReload: () => void;
  onSaved: (saved: Scenario) => void;
}

const TEXTS = ["title", "happened", "where", "required"] as const;

/** One scenario, with what its order would say of the newest alarm it is for. */
export function ScenarioForm({ start, base, present, may, taken, processes, onReload, onSaved }: Props) {
  const say = usePanelText(lawTexts);
  const edited = useEdited(start, base, { fresh: base === 0 });
  const { draft } = edited;
  const [id, setId] = useState<string>(start.id);
  const [fields, setFields] = useState({ leadFields: start.leadFields.join(", "), supportFields: start.supportFields.join(", ") });
  const put = (change: Partial<ScenarioDraft>): void => edited.put({ ...draft, ...change });
  const parsed = ScenarioDraft.safeParse({ ...draft, id });
  const issues = parsed.success ? [] : parsed.error.issues;
  const loose = draft.checklist.flatMap(({ when }, i) => (when !== undefined && draft.checklist.findIndex((item) => item.id === when.id) < i && draft.checklist.some((item) => item.id === when.id) ? [] : when === undefined ? [] : [i]));
  const twice = draft.checklist.flatMap((item, i) => (draft.checklist.findIndex((one) => one.id === item.id) < i ? [i] : []));
  const idTaken = base === 0 && taken(id);
  const count = issues.length + loose.length + twice.length + Number(idTaken);
  const wrong = (at: string): string | undefined => {
    const issue = edited.tried ? issues.find(({ path }) => path[0] === at) : undefined;
    return issue === undefined ? undefined : say(issue.code === "too_small" ? "needed" : "malformed");
  };
  const save = (): void => void edited.save(async (_draft, version) => {
    if (!parsed.success) return { ok: false, fault: { code: "malformed", path: "scenario", detail: "" } };
    const answer = await request("scenario:save", { scenario: parsed.data, version });
    if (answer.ok) onSaved(answer.value);
    return answer;
  }, count === 0);
  const checklistProblems = [
    ...issues.filter(({ path }) => path[0] === "checklist" && typeof path[1] === "number").map(({ path, code }) => ({ row: Number(path[1]), at: String(path[2] ?? ""), text: say(code === "too_small" ? "needed" : "malformed") })),
    ...loose.map((row) => ({ row, at: "when", text: say("looseItem") })), ...twice.map((row) => ({ row, at: "id", text: say("taken") })),
  ];
  const { dueAfter, ...dueless } = draft;
  return (
    <div className={css.form}>
      {!may && <p className={css.notice}>{say("readOnly")}</p>}
      <div className={css.fields}>
        <Field label={say("name")} value={draft.name} disabled={!may} onChange={(name) => put({ name })} error={wrong("name")} />
        <Field label={say("nameEn")} value={draft.nameEn ?? ""} disabled={!may} onChange={(nameEn) => put({ nameEn })} error={wrong("nameEn")} />
        <Field label={say("id")} value={id} disabled={!may || base > 0} hint={base > 0 ? undefined : say("idCaseHint")} error={idTaken ? say("taken") : wrong("id")} onChange={(next) => {
          setId(next);
          const read = ScenarioId.safeParse(next);
          if (read.success) put({ id: read.data });
        }} />
        <Select label={say("process")} value={draft.templateId} choices={processes} disabled={!may} onChange={(templateId) => put({ templateId })} />
        <Select label={say("urgency")} value={draft.urgency} choices={[{ value: "emergency", text: say("emergency") }, { value: "routine", text: say("routine") }]} disabled={!may} onChange={(urgency) => put({ urgency })} />
        <fieldset className={css.choice} disabled={!may}>
          <span>{say("due")}</span>
          <span className={rowsCss.span}>
            <ChoiceCell label={say("due")} value={dueAfter === undefined ? "none" : "some"} choices={[{ value: "none", text: say("noDue") }, { value: "some", text: say("withDue") }]} onChange={(to) => edited.put(to === "none" ? dueless : { ...dueless, dueAfter: { minutes: 120 } })} />
            {dueAfter !== undefined && <SpanCell label={say("due")} span={dueAfter} onChange={(next) => put({ dueAfter: next })} />}
          </span>
        </fieldset>
        {(["leadFields", "supportFields"] as const).map((key) => (
          <Field key={key} label={say(key)} value={fields[key]} disabled={!may} hint={say("fieldsHint")} error={wrong(key)} onChange={(text) => {
            setFields({ ...fields, [key]: text });
            put({ [key]: fieldsIn(text) });
          }} />
        ))}
      </div>
      <MatchFields match={draft.match} disabled={!may} onMatch={(match) => put({ match })} />
      <p className={css.hint}>{say("placeholders")}</p>
      <div className={css.texts}>
        {TEXTS.map((key) => <Field key={key} label={say(key)} rows={key === "title" || key === "where" ? 1 : 3} value={draft[key]} disabled={!may} onChange={(text) => put({ [key]: text })} error={wrong(key)} />)}
      </div>
      <ScenarioPreview scenario={parsed.success ? parsed.data : undefined} />
      <ChecklistRows items={draft.checklist} disabled={!may} problems={checklistProblems} onItems={(checklist) => put({ checklist })} />
      {may && <FormFoot edited={edited} wrong={count} moved={base > 0 && present !== undefined && present.version !== base ? present.version : undefined} onReload={onReload} onSave={save} />}
    </div>
  );
}
