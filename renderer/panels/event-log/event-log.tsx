import { useMemo, useState, type ReactNode } from "react";
import type { Fact } from "#contract/fact";
import { Button, Checkbox, Select } from "../../design/controls.tsx";
import { factBy } from "../../design/facts/fact-words.ts";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useAlarm, usePhase } from "../../live/hooks.ts";
import css from "./event-log.module.css";
import { Figures } from "./figures.tsx";
import { GROUPS, kindsOf, type Group } from "./groups.ts";
import { logTexts } from "./texts.ts";
import { useFactWords, useNamingFacts } from "../use-fact-words.ts";
import { usePages } from "./use-pages.ts";

/** The journal in words, and how the alarm system performs. @param alarmId alarm chosen in this window */
export function EventLog({ alarmId }: { alarmId?: string | undefined }) {
  const say = usePanelText(logTexts);
  const language = useLanguage();
  const phase = usePhase();
  const [group, setGroup] = useState<Group>();
  const [only, setOnly] = useState(false);
  const alarm = useAlarm(alarmId);
  const kinds = useMemo(() => kindsOf(group), [group]);
  const pages = usePages(kinds, only ? alarm?.id : undefined);

  const { words, who, alarm: name } = useFactWords(pages.facts, { older: useNamingFacts() });

  const by = (fact: Fact): ReactNode => {
    const id = factBy(fact);
    return id === undefined ? <span className={css.faint}>{say("system")}</span> : who(id);
  };
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;
  const groups = [{ value: "all", text: say("group.all") }, ...GROUPS.map((each) => ({ value: each, text: say(`group.${each}`) }))];
  return (
    <div className={css.frame}>
      <div className={css.halves}>
        <section className={css.log} aria-label={say("label")}>
          <div className={css.toolbar}>
            <Select bare label={say("group")} value={group ?? "all"} choices={groups} onChange={(value) => setGroup(GROUPS.find((each) => each === value))} />
            {alarm !== undefined && <Checkbox label={say("thisAlarm")} checked={only} onChange={setOnly} />}
            {pages.fresh > 0 && <Button onPress={pages.again}>↑ {say("newer", { n: pages.fresh })}</Button>}
          </div>
          {pages.fault !== undefined && pages.facts.length === 0 ? <ErrorState fault={pages.fault} onRetry={pages.again} /> : !pages.loaded ? <LoadingState /> : pages.facts.length === 0 && pages.ended ? <EmptyState text={say("empty")} /> : (
            <div className={css.scroll}>
              <Table label={say("label")} head={<><th scope="col">{say("time")}</th><th scope="col">{say("what")}</th><th scope="col">{say("who")}</th><th scope="col" data-align="end">{say("seq")}</th></>}>
                {pages.facts.map((fact) => (
                  <tr key={fact.seq} data-kind={fact.kind}>
                    <td className={css.nowrap}><time dateTime={new Date(fact.at).toISOString()}>{formatTime(fact.at, "full", language)}</time></td>
                    <td>{words(fact)}</td>
                    <td className={css.nowrap}>{by(fact)}</td>
                    <td data-align="end" className={css.faint}>{fact.seq}</td>
                  </tr>
                ))}
              </Table>
              {pages.fault !== undefined && <ErrorState fault={pages.fault} onRetry={pages.older} />}
              {pages.ended ? <p className={css.faint}>{say("end")}</p> : <Button isDisabled={pages.busy} onPress={pages.older}>{say("older")}</Button>}
            </div>
          )}
        </section>
        <Figures name={name} />
      </div>
    </div>
  );
}
