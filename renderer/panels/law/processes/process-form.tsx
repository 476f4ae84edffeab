import { useMemo } from "react";
import type { Calendar } from "#contract/calendar";
import type { Template, TemplateDraft } from "#contract/process";
import { Button, Field } from "../../../design/controls.tsx";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { useRequest } from "../../../live/hooks.ts";
import { request } from "../../../live/socket.ts";
import { useCases } from "../../../live/use-cases.ts";
import { useEdited } from "../edited.ts";
import { FormFoot } from "../form-foot.tsx";
import css from "../law.module.css";
import { ManyCell } from "../cells.tsx";
import { saveFile } from "../save-file.ts";
import { lawTexts } from "../texts.ts";
import { LimitRows } from "./limit-rows.tsx";
import { problemsOf } from "./process-draft.ts";
import { ProcessPicture } from "./process-picture.tsx";
import { StepRows } from "./step-rows.tsx";

interface Props {
  start: TemplateDraft;
  /** Version it is based on; 0: a new one. */
  base: number;
  /** As it stands now. */
  present: Template | undefined;
  calendars: readonly Calendar[];
  /** The law's own processes. */
  laws: readonly Template[];
  isLaws: boolean;
  may: boolean;
  taken: (id: string) => boolean;
  onCopy: () => void;
  onReload: () => void;
  onSaved: (saved: Template) => void;
}

/** One process, drawn and written; the law's own is read only. What is wrong stands at its place as soon as it is there. */
export function ProcessForm({ start, base, present, calendars, laws, isLaws, may, taken, onCopy, onReload, onSaved }: Props) {
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const edited = useEdited(start, base, { fresh: base === 0 });
  const { agencies, open } = useCases();
  const scenarios = useRequest("scenario:list", {});
  const { draft } = edited;
  const problems = useMemo(() => problemsOf(draft, { calendars, laws }, say), [draft, calendars, laws, say]);
  const idTaken = base === 0 && taken(draft.id);
  const disabled = isLaws || !may;
  const put = (change: Partial<TemplateDraft>): void => edited.put({ ...draft, ...change });
  const wrong = (at: string): string | undefined => (edited.tried ? problems.find((problem) => problem.at === at)?.text : undefined);
  const save = async (next: TemplateDraft): Promise<void> => {
    await edited.save(async () => {
      const answer = await request("process:save", { template: next, version: base });
      if (answer.ok) onSaved(answer.value);
      return answer;
    }, problems.length === 0 && !idTaken);
  };
  const fields = [...new Set([...agencies.values()].flatMap((agency) => agency.fields))].sort().map((value) => ({ value, text: value }));
  const plans = scenarios.result?.ok === true ? scenarios.result.value.scenarios : [];
  const running = [...open.values()].filter(({ templateId }) => base > 0 && templateId === draft.id).length;
  const moved = base > 0 && present !== undefined && present.version !== base ? present.version : undefined;
  const whole = problems.filter(({ at }) => at === "steps" || at === "moves");
  return (
    <div className={css.form} data-law={isLaws || undefined}>
      {isLaws ? <p className={css.notice}>{say("lawOnly")} {may && <Button look="main" onPress={onCopy}>{say("copy")}</Button>}</p> : !may && <p className={css.notice}>{say("readOnly")}</p>}
      <div className={css.fields}>
        <Field label={say("name")} value={draft.name} disabled={disabled} onChange={(name) => put({ name })} error={wrong("name")} />
        <Field label={say("nameEn")} value={draft.nameEn} disabled={disabled} onChange={(nameEn) => put({ nameEn })} error={wrong("nameEn")} />
        <Field label={say("id")} value={draft.id} disabled={disabled || base > 0} onChange={(id) => put({ id })} hint={disabled ? undefined : say("idHint")} error={idTaken ? say("taken") : wrong("id")} />
        <Field label={say("document")} value={draft.regulation} disabled={disabled} onChange={(regulation) => put({ regulation })} hint={disabled ? undefined : say("documentHint")} error={wrong("regulation")} />
        {!isLaws && (
          <>
            <div className={css.choice}><span>{say("sectorFields")}</span><ManyCell label={say("sectorFields")} values={draft.sector.fields} choices={fields} disabled={disabled} onChange={(next) => put({ sector: { ...draft.sector, fields: next } })} /></div>
            <div className={css.choice}><span>{say("sectorScenarios")}</span><ManyCell label={say("sectorScenarios")} values={draft.sector.scenarioIds} choices={plans.map(({ id, name, nameEn }) => ({ value: id, text: local(language, name, nameEn) }))} disabled={disabled} onChange={(next) => put({ sector: { ...draft.sector, scenarioIds: next } })} /></div>
            <p className={css.hint}>{say("sectorHint")}{running > 0 && <> · {say("running", { n: running })}</>}</p>
          </>
        )}
      </div>
      <ProcessPicture steps={draft.steps} moves={draft.moves} />
      {whole.length > 0 && <ul role="alert" className={css.whole}>{whole.map(({ text }) => <li key={text}>▲ {text}</li>)}</ul>}
      <StepRows draft={draft} problems={problems} disabled={disabled} put={put} />
      <LimitRows draft={draft} problems={problems} disabled={disabled} put={put} calendars={calendars} />
      {!isLaws && may ? (
        <FormFoot edited={edited} wrong={problems.length + Number(idTaken)} moved={moved} onReload={onReload} onSave={() => void save(draft)}>
          <Button onPress={() => saveFile(`${draft.id}.json`, JSON.stringify(draft, undefined, 1), "application/json")}>{say("exportFile")}</Button>
          {base > 0 && <Button isDisabled={edited.dirty} onPress={() => void save({ ...draft, withdrawn: draft.withdrawn !== true })}>{say(draft.withdrawn === true ? "reinstate" : "withdraw")}</Button>}
        </FormFoot>
      ) : <div className={css.foot}><Button onPress={() => saveFile(`${draft.id}.json`, JSON.stringify(draft, undefined, 1), "application/json")}>{say("exportFile")}</Button></div>}
    </div>
  );
}
