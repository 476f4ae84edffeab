import type { ChecklistItem, Scenario } from "#contract/scenario";
import { explain } from "../../design/explain.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { request } from "../../live/socket.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** What the scenario says to look after; an answer brings out what follows from it. */
export function Checklist({ whole, scenario }: { whole: WholeCase; scenario: Scenario }) {
  const t = useText();
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const may = useMay("incident:tick");
  const { ticked, incident } = whole;
  const tick = async (item: ChecklistItem, answer: boolean): Promise<void> => {
    const done = await request("incident:tick", { incidentId: incident.id, itemId: item.id, answer });
    if (!done.ok) notify(explain(done.fault, t), "bad");
  };
  const asked = scenario.checklist.filter(({ when }) => when === undefined || ticked[when.id]?.answer === when.answer);
  return (
    <section aria-label={say("checklist")}>
      <h3>{say("checklist")}</h3>
      <ul className={css.checklist}>
        {asked.map((item) => {
          const given = ticked[item.id]?.answer;
          return (
            <li key={item.id} data-follows={item.when !== undefined || undefined} data-answered={given !== undefined || undefined}>
              <span>{local(language, item.text, item.textEn)}</span>
              <span role="radiogroup" aria-label={local(language, item.text, item.textEn)} className={css.answers}>
                {([true, false] as const).map((answer) => <button key={String(answer)} type="button" role="radio" aria-checked={given === answer} disabled={!may || incident.closedAt !== undefined} onClick={() => void tick(item, answer)}>{answer ? `✓ ${say("yes")}` : `✕ ${say("no")}`}</button>)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
