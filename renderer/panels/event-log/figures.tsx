import { useState } from "react";
import type { AlarmMetrics } from "#contract/alarm";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useNow, useRequest } from "../../live/hooks.ts";
import css from "./event-log.module.css";
import { figuresOf, type Figure } from "./targets.ts";
import { logTexts } from "./texts.ts";

const HOUR = 3_600_000;
const WINDOWS = [{ text: "h1", ms: HOUR }, { text: "h24", ms: 24 * HOUR }, { text: "d30", ms: 720 * HOUR }] as const;

/** How the alarm system itself performs, each figure beside its target and the standard that sets it. */
export function Figures({ name }: { name: (alarmId: string) => string }) {
  const say = usePanelText(logTexts);
  const language = useLanguage();
  const [window, setWindow] = useState<(typeof WINDOWS)[number]>(WINDOWS[1]);
  const to = Math.floor(useNow(10_000) / 10_000) * 10_000;
  const { result, again } = useRequest("alarm:metrics", { from: Math.max(0, to - window.ms), to });
  const [last, setLast] = useState<{ ms: number; metrics: AlarmMetrics }>();
  if (result?.ok === true && result.value !== last?.metrics) setLast({ ms: window.ms, metrics: result.value });
  // The old figures stay for the moment the next take, but never those of another window.
  const metrics = last?.ms === window.ms ? last.metrics : undefined;
  return (
    <section className={css.figures} aria-label={say("figures")}>
      <header className={css.heading}>
        <h3>{say("figures")}</h3>
        <div role="radiogroup" aria-label={say("window")} className={css.windows}>
          {WINDOWS.map((each) => <button key={each.text} type="button" role="radio" aria-checked={each === window} className={css.window} onClick={() => setWindow(each)}>{say(each.text)}</button>)}
        </div>
      </header>
      {result?.ok === false ? <ErrorState fault={result.fault} onRetry={again} /> : metrics === undefined ? <LoadingState /> : (
        <>
          <Table label={say("figures")} head={<><th scope="col">{say("figure")}</th><th scope="col" data-align="end">{say("value")}</th><th scope="col" data-align="end">{say("target")}</th><th scope="col">{say("standard")}</th></>}>
            {figuresOf(metrics).map((figure) => (
              <tr key={figure.name}>
                <td>{say(`m.${figure.name}`)}</td>
                <td data-align="end"><b>{figureText(figure, language)}</b></td>
                <td data-align="end">{figure.target ?? say("noTarget")}</td>
                <td>{figure.standard}{figure.met === undefined ? "" : figure.met ? ` · ✓ ${say("met")}` : <b> · ✕ {say("missed")}</b>}</td>
              </tr>
            ))}
          </Table>
          <p className={css.faint}>{say("note")}{window.ms < 720 * HOUR ? ` ${say("short")}` : ""}</p>
          {metrics.top.length > 0 && <><h4>{say("top")}</h4><ol className={css.top}>{metrics.top.map(({ alarmId, count }) => <li key={alarmId}>{name(alarmId)} <b>{say("times", { n: count })}</b></li>)}</ol></>}
          {metrics.chattering.length > 0 && <><h4>{say("chatteringList")}</h4><ul className={css.top}>{metrics.chattering.map((id) => <li key={id}>{name(id)}</li>)}</ul></>}
        </>
      )}
    </section>
  );
}

function figureText({ form, value }: Figure, language: Language): string {
  const percent = (share: number): string => formatNumber(share * 100, share > 0 && share < 0.1 ? 1 : 0, language);
  if (typeof value !== "number") return `${value.map(percent).join(" / ")} %`;
  return form === "percent" ? `${percent(value)} %` : formatNumber(value, form === "decimal" ? 2 : 0, language);
}
