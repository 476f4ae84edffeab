import type { RequestOutput } from "#contract/request";
import { PRIORITIES } from "#contract/alarm";
import { Button, Field, Select } from "../../design/controls.tsx";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { priorityText } from "../../design/priority.tsx";
import { SearchSelect } from "../../design/search-select.tsx";
import { useRecords } from "../../live/hooks.ts";
import { useAgencies } from "../../live/use-cases.ts";
import type { InjectText } from "./draft.ts";
import css from "./drill.module.css";
import { formTexts } from "./form-texts.ts";
import { readScriptTime } from "./use-drill.ts";

interface Props {
  n: number;
  value: InjectText;
  scenarios: RequestOutput<"scenario:list">["scenarios"];
  onChange: (change: Partial<InjectText>) => void;
  onRemove: (() => void) | undefined;
}

/** One inject being written. */
export function InjectFields({ n, value, scenarios, onChange, onRemove }: Props) {
  const t = useText();
  const say = usePanelText(formTexts);
  const areas = useRecords("areas");
  const agencies = useAgencies();
  const field = (key: "title" | "titleEn" | "place" | "text" | "textEn" | "action", rows = 1) => <Field label={say(key)} value={value[key]} rows={rows} onChange={(text) => onChange({ [key]: text })} />;
  const time = (key: "at" | "verdictWithin" | "orderWithin") => <Field label={say(key)} value={value[key]} onChange={(text) => onChange({ [key]: text })} error={(key === "orderWithin" && value[key].trim() === "") || readScriptTime(value[key]) !== undefined ? undefined : say("badTime")} />;
  const nothing = { value: "", text: say("noScenario") };
  return (
    <fieldset className={css.group} aria-label={say("inject", { n })}>
      <p className={css.line}><b className={css.grow}>{say("inject", { n })}</b>{onRemove !== undefined && <Button look="quiet" onPress={onRemove}>{say("remove")}</Button>}</p>
      <div className={css.pair}>{time("at")}{field("title")}{field("titleEn")}{field("place")}</div>
      {field("text", 3)}
      {field("textEn", 2)}
      <div className={css.pair}>
        <Select label={say("priority")} value={value.priority} choices={PRIORITIES.map((priority) => ({ value: priority, text: priorityText(priority, t) }))} onChange={(priority) => onChange({ priority })} />
        <SearchSelect label={say("area")} value={value.areaId} choices={[nothing, ...[...areas.values()].map(({ id, name }) => ({ value: id, text: name }))]} onChange={(areaId) => onChange({ areaId })} />
        <Select label={say("verdict")} value={value.verdict} choices={[{ value: "true", text: say("true") }, { value: "false", text: say("false") }]} onChange={(verdict) => onChange({ verdict })} />
        {time("verdictWithin")}
      </div>
      {value.verdict === "true" && (
        <div className={css.pair}>
          <Select label={say("scenario")} value={value.scenarioId} choices={[nothing, ...scenarios.map(({ id, name }) => ({ value: String(id), text: name }))]} onChange={(scenarioId) => onChange({ scenarioId })} />
          {time("orderWithin")}
          <SearchSelect label={say("lead")} value={value.lead} choices={[{ value: "", text: say("anyLead") }, ...agencies.map(({ id, name }) => ({ value: String(id), text: name }))]} onChange={(lead) => onChange({ lead })} />
        </div>
      )}
      {field("action", 2)}
    </fieldset>
  );
}
