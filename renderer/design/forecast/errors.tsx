import type { ForecastScores } from "#contract/forecast";
import { formatNumber, formatUnit } from "../format.ts";
import { useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import { Table } from "../table.tsx";
import css from "./forecast.module.css";
import { forecastTexts } from "./texts.ts";

/** How wrong forecasts have been, lead by lead: seen before any of them is. */
export function PastErrors({ label, scores, unit, decimals }: { label: string; scores: readonly ForecastScores[]; unit: string; decimals: number }) {
  const say = usePanelText(forecastTexts);
  const language = useLanguage();
  const share = (value: number | undefined): string => (value === undefined ? "–" : `${formatNumber(value * 100, 0, language)} %`);
  const number = (value: number | undefined, digits: number): string => (value === undefined ? "–" : formatNumber(value, digits, language));
  return (
    <div className={css.errors}>
      <p className={css.of}>{label}</p>
      {scores.length === 0 ? <p className={css.faint}>{say("notYet")}</p> : (
        <Table label={label} head={<><th scope="col">{say("lead")}</th><th scope="col" data-align="end">{say("meanError")}</th><th scope="col" data-align="end">{say("coverage")}</th><th scope="col" data-align="end">{say("right")}</th><th scope="col" data-align="end">{say("better")}</th><th scope="col" data-align="end">{say("nse")}</th><th scope="col" data-align="end">{say("hits")}</th><th scope="col" data-align="end">{say("falseAlarms")}</th><th scope="col" data-align="end">{say("cases")}</th></>}>
          {scores.map((each) => (
            <tr key={each.lead} data-lead={each.lead}>
              <td>{say("hours", { n: formatNumber(each.lead / 3600, each.lead % 3600 === 0 ? 0 : 1, language) })}</td>
              <td data-align="end">{each.meanError === undefined ? "–" : `${formatNumber(each.meanError, Math.max(2, decimals), language)} ${formatUnit(unit, language)}`}</td>
              <td data-align="end">{share(each.coverage)}</td>
              <td data-align="end">{each.judged === 0 ? "–" : say("rightOf", { right: each.right, judged: each.judged, share: Math.round((100 * each.right) / each.judged) })}</td>
              <td data-align="end">{share(each.persistence)}</td>
              <td data-align="end">{number(each.nse, 2)}</td>
              <td data-align="end">{share(each.hitRate)}</td>
              <td data-align="end">{share(each.falseAlarmRate)}</td>
              <td data-align="end">{formatNumber(each.cases, 0, language)}</td>
            </tr>
          ))}
        </Table>
      )}
    </div>
  );
}
