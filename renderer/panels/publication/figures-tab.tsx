import { useState } from "react";
import { LEAST_RANKED, type AgencyFigures } from "#contract/publication";
import { Button } from "../../design/controls.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { request, serverNow } from "../../live/socket.ts";
import { DayField } from "./day-field.tsx";
import { localDay } from "./periods.ts";
import css from "./publication.module.css";
import { ReasonDialog } from "./reason-dialog.tsx";
import { publicationTexts } from "./texts.ts";

const written = (month: string): string => month.split("-").toReversed().join("/");

/** Agencies' places by month: counted and published by a leader, and withdrawn with a reason. */
export function FiguresTab() {
  const say = usePanelText(publicationTexts);
  const t = useText();
  const language = useLanguage();
  const may = useMay("figures:publish");
  const { result, again } = useRequest("figures:list", {});
  const [month, setMonth] = useState(() => localDay(serverNow()).slice(0, 7));
  const [ending, setEnding] = useState<string>();
  const [counting, setCounting] = useState(false);
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("figures:"))) again();
  });
  const publish = async (): Promise<void> => {
    setCounting(true);
    const answer = await request("figures:publish", { month });
    setCounting(false);
    if (!answer.ok) notify(explainCase(answer.fault, t, language), "bad");
  };
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  return (
    <>
      <p className={css.faint}>{say("figuresHint", { n: LEAST_RANKED })}</p>
      {may && <div className={css.bar}><DayField type="month" label={say("month")} value={month} onChange={setMonth} /><Button look="main" isDisabled={counting || month === ""} onPress={() => void publish()}>{say(counting ? "counting" : "publish")}</Button></div>}
      {result.value.published.length === 0 ? <EmptyState text={say("none")} /> : result.value.published.map(({ id, countedAt, rows }) => (
        <section key={id} data-month={id} aria-label={`${say("figures")} ${written(id)}`}>
          <h3>{say("published", { month: written(id), at: formatTime(countedAt, "short", language) })} {may && <Button look="quiet" onPress={() => setEnding(id)}>{say("unpublish")}</Button>}</h3>
          <AgencyTable rows={rows} name={(row) => { const named = rows.find(({ agencyId }) => agencyId === row.agencyId); return named === undefined ? row.agencyId : local(language, named.name, named.nameEn ?? named.name); }} />
        </section>
      ))}
      {ending !== undefined && <ReasonDialog title={say("unpublishTitle", { month: written(ending) })} onClose={() => setEnding(undefined)} onDone={again} send={(reason) => request("figures:withdraw", { month: ending, reason })} />}
    </>
  );
}

/** Agencies with what they are measured by, in the order of their places. */
export function AgencyTable({ rows, name }: { rows: readonly AgencyFigures[]; name: (row: AgencyFigures) => string }) {
  const say = usePanelText(publicationTexts);
  return (
    <div className={css.table}>
      <Table label={say("agencies")} head={<><th scope="col">{say("agency")}</th>{(["rank", "orders", "met", "missed", "excused", "share", "receipt"] as const).map((key) => <th key={key} scope="col" data-align="end">{say(key)}</th>)}</>}>
        {rows.map((row) => (
          <tr key={row.agencyId} data-agency={row.agencyId}>
            <td>{name(row)}</td>
            {[row.rank ?? "–", row.orders, row.met, row.missed, row.excused, row.met + row.missed === 0 ? "–" : `${Math.round((100 * row.met) / (row.met + row.missed))} %`, row.received === 0 ? "–" : say("minutes", { n: Math.round(row.receiptTime / row.received / 6000) / 10 })].map((value, i) => <td key={i} data-align="end">{value}</td>)}
          </tr>
        ))}
      </Table>
    </div>
  );
}
