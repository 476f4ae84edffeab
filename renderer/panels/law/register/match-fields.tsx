import { Priority } from "#contract/alarm";
import type { ScenarioDraft } from "#contract/scenario";
import { local, useLanguage, useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { priorityText } from "../../../design/priority.tsx";
import { useRecords } from "../../../live/hooks.ts";
import css from "../law.module.css";
import rowsCss from "../rows.module.css";
import { ManyCell } from "../cells.tsx";
import { lawTexts } from "../texts.ts";

type Match = ScenarioDraft["match"];

/** Which alarms a scenario is for. All that is named must fit. */
export function MatchFields({ match, disabled, onMatch }: { match: Match; disabled: boolean; onMatch: (match: Match) => void }) {
  const t = useText();
  const say = usePanelText(lawTexts);
  const language = useLanguage();
  const properties = useRecords("observedProperties");
  const things = useRecords("things");
  const rules = useRecords("rules");
  /** Nothing chosen: it is not asked for at all. */
  const put = <K extends keyof Match>(key: K, values: NonNullable<Match[K]>): void => {
    const { [key]: _, ...rest } = match;
    onMatch(values.length === 0 ? rest : { ...match, [key]: values });
  };
  const kinds = [...new Set([...things.values()].map(({ kind }) => kind))].sort().map((value) => ({ value, text: value }));
  const named = <I extends string>(records: ReadonlyMap<string, { id: I; name: string; nameEn?: string | undefined }>) => [...records.values()].map(({ id, name, nameEn }) => ({ value: id, text: local(language, name, nameEn) })).toSorted((a, b) => a.text.localeCompare(b.text, language));
  return (
    <fieldset className={rowsCss.rows} disabled={disabled}>
      <legend>{say("match")}</legend>
      <div className={css.fields}>
        <div className={css.choice}><span>{say("properties")}</span><ManyCell label={say("properties")} values={match.observedPropertyIds ?? []} choices={named(properties)} disabled={disabled} onChange={(values) => put("observedPropertyIds", values)} /></div>
        <div className={css.choice}><span>{say("kinds")}</span><ManyCell label={say("kinds")} values={match.thingKinds ?? []} choices={kinds} disabled={disabled} onChange={(values) => put("thingKinds", values)} /></div>
        <div className={css.choice}><span>{say("rules")}</span><ManyCell label={say("rules")} values={match.ruleIds ?? []} choices={named(rules)} disabled={disabled} onChange={(values) => put("ruleIds", values)} /></div>
        <div className={css.choice}><span>{say("priorities")}</span><ManyCell label={say("priorities")} values={match.priorities ?? []} choices={Priority.options.map((value) => ({ value, text: priorityText(value, t) }))} disabled={disabled} onChange={(values) => put("priorities", values)} /></div>
      </div>
    </fieldset>
  );
}
