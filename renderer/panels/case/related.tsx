import type { IncidentHead } from "#contract/incident-head";
import type { Incident } from "#contract/incident";
import { Button } from "../../design/controls.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./relate.module.css";
import { relateTexts } from "./relate-texts.ts";

type Tie = "mergedInto" | "mergedFrom" | "splitFrom" | "splitInto" | "parent" | "child";

/** What a case is to one that it is bound to. */
function tieOf({ mergedInto, mergedFrom, splitFrom, splitInto, parentId }: Incident, id: string): Tie {
  if (mergedInto === id) return "mergedInto";
  if (parentId === id) return "parent";
  if (mergedFrom?.some((one) => one === id) === true) return "mergedFrom";
  if (splitFrom === id) return "splitFrom";
  return splitInto?.some((one) => one === id) === true ? "splitInto" : "child";
}

/** All cases this one is bound to; each is opened from here. */
export function Related({ incident, related, onCase }: { incident: Incident; related: readonly IncidentHead[]; onCase: (id: string) => void }) {
  const say = usePanelText(relateTexts);
  const language = useLanguage();
  if (related.length === 0) return null;
  return (
    <section aria-label={say("related")}>
      <h3>{say("related")}</h3>
      <ul className={css.related}>
        {related.map((head) => {
          const tie = tieOf(incident, head.id);
          return (
            <li key={head.id} data-related={tie}>
              <span className={css.faint}>{say(`is.${tie}`)}</span>
              <Button look="quiet" aria-label={say("show", { what: head.title })} onPress={() => onCase(head.id)}>{head.title}</Button>
              <span className={css.faint}>{head.id} · {head.closedAt === undefined ? local(language, head.stepName, head.stepNameEn) : say("over")}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
