import type { Inject } from "#contract/drill";
import type { DrillView } from "#contract/drill-request";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./drill.module.css";
import { drillTexts } from "./texts.ts";
import { scriptTime } from "./use-drill.ts";

/** All that will be given in, with what is expected: for who runs it, folded away from who looks over a shoulder. */
export function Script({ run, script }: { run: DrillView; script: readonly Inject[] }) {
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  return (
    <details className={css.fold}><summary>{say("script")}</summary>
      <ol className={css.list}>
        {script.map(({ id, at, title, titleEn, place, expected }, i) => (
          <li key={id} className={css.line} data-given={i < run.injects.length || undefined}>
            <b className={css.figure}>{scriptTime(at)}</b>
            <span className={css.grow}>{local(language, title, titleEn)} · {place}
              <span className={css.faint}> · {say("expected", { verdict: say(expected.verdict), within: scriptTime(expected.verdictWithin).slice(1) })}{expected.orderWithin !== undefined && `, ${say("expectedOrder", { within: scriptTime(expected.orderWithin).slice(1) })}`}{expected.action !== "" && ` · ${expected.action}`}</span>
            </span>
            <span className={css.faint}>{say(i < run.injects.length ? "shown" : "toCome")}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
