import { useState } from "react";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useRequest } from "../../live/hooks.ts";
import { Button } from "../../design/controls.tsx";
import css from "./channels.module.css";
import { channelTexts } from "./texts.ts";

const SPANS = [1, 7, 31] as const;

/** What each channel did, day by day: read when it is looked at, for it is counted from the journal. */
export function Stats({ channel }: { channel: (id: string) => string }) {
  const [open, setOpen] = useState(false);
  const say = usePanelText(channelTexts);
  return (
    <section className={css.stats} aria-label={say("stats")}>
      <h3><button type="button" className={css.name} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "▾" : "▸"} {say("stats")}</button></h3>
      {open && <Counted channel={channel} />}
    </section>
  );
}

function Counted({ channel }: { channel: (id: string) => string }) {
  const say = usePanelText(channelTexts);
  const language = useLanguage();
  const [days, setDays] = useState<(typeof SPANS)[number]>(7);
  const { result, again } = useRequest("channel:stats", { days });
  const seconds = (ms: number | undefined): string => (ms === undefined ? "–" : say("seconds", { n: (ms / 1000).toLocaleString(language, { maximumFractionDigits: ms < 10_000 ? 1 : 0 }) }));
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { rows, cut } = result.value;
  return (
    <>
      <p className={css.chains}>{SPANS.map((n) => <button key={n} type="button" className={css.name} aria-pressed={n === days} onClick={() => setDays(n)}>{say("days", { n })}</button>)}<Button look="quiet" onPress={again}>{say("countAgain")}</Button></p>
      {cut && <p className={css.faint}>{say("cut")}</p>}
      {rows.length === 0 ? <p className={css.faint}>{say("noStats")}</p> : (
        <div className={css.channels}>
          <Table label={say("stats")} head={<><th scope="col">{say("day")}</th><th scope="col">{say("channel")}</th>{(["sent", "delivered", "failed", "unknown", "p50", "p95"] as const).map((key) => <th key={key} scope="col" data-align="end">{say(key)}</th>)}</>}>
            {rows.map((row) => (
              <tr key={`${row.day} ${row.channelId}`} data-stats={row.channelId}>
                <td className={css.nowrap}>{row.day.split("-").toReversed().join("/")}</td><td>{channel(row.channelId)}</td>
                {[row.sent, row.delivered, row.failed, row.unknown].map((n, i) => <td key={i} data-align="end">{n.toLocaleString(language)}</td>)}
                <td data-align="end">{seconds(row.p50)}</td><td data-align="end">{seconds(row.p95)}</td>
              </tr>
            ))}
          </Table>
        </div>
      )}
    </>
  );
}
