import { useEffect, useState } from "react";
import type { Channel } from "#contract/message";
import { Button } from "../../design/controls.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import type { PanelProps } from "../panel.ts";
import { useChannels } from "../use-channels.ts";
import css from "./channels.module.css";
import { Outbox } from "./outbox.tsx";
import { Stats } from "./stats.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { channelTexts } from "./texts.ts";

/** Counts are asked for so often while the desk is open, ms. */
const LOOK = 5000;

/** The ways out of the room: how each does, in which order they are tried, and what went over them. */
export function Channels({ onCase }: PanelProps) {
  const say = usePanelText(channelTexts);
  const { value, fault, again, channel } = useChannels();
  const may = useMay("channel:test");
  const [testing, setTesting] = useState<Channel>();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "message:queued")) again();
  });
  useEffect(() => {
    const timer = setInterval(again, LOOK);
    return () => clearInterval(timer);
  }, [again]);
  if (fault !== undefined) return <ErrorState fault={fault} onRetry={again} />;
  if (value === undefined) return <LoadingState />;
  const chain = (ids: readonly string[]): string => (ids.length === 0 ? "—" : ids.map(channel).join(" → "));
  return (
    <section className={css.desk} aria-label={say("label")}>
      {value.channels.length === 0 ? <EmptyState text={say("none")} /> : (
        <div className={css.channels}>
          <Table label={say("label")} head={<>
            <th scope="col">{say("channel")}</th><th scope="col">{say("state")}</th>
            {(["waiting", "sent", "delivered", "failed"] as const).map((key) => <th key={key} scope="col" data-align="end">{say(key)}</th>)}
            <th scope="col" aria-label={say("test")} />
          </>}>
            {value.channels.map((one) => <ChannelRow key={one.id} one={one} name={channel(one.id)} onTest={may ? () => setTesting(one) : undefined} />)}
          </Table>
          <p className={css.chains}>
            <b>{say("chains")}</b> {(["emergency", "routine", "public"] as const).map((key) => <span key={key}>{say(key)}: {chain(value.chains[key])}</span>)}
            {value.quiet !== undefined && <span>{say("quiet", value.quiet)}</span>}
          </p>
        </div>
      )}
      {value.channels.length > 0 && <Stats channel={channel} />}
      <Outbox channel={channel} onCase={onCase} />
      {testing !== undefined && <TestDialog channel={testing} name={channel(testing.id)} onClose={() => setTesting(undefined)} />}
    </section>
  );
}

function ChannelRow({ one, name, onTest }: { one: Channel; name: string; onTest: (() => void) | undefined }) {
  const say = usePanelText(channelTexts);
  const language = useLanguage();
  const since = formatTime(one.since, "short", language);
  return (
    <tr data-channel={one.id} data-state={one.state} className={css.row}>
      <td className={css.first}><b>{name}</b><br /><span className={css.faint}>{one.id} · {say(one.receipts ? "receipts" : "noReceipts")} · {say("rate", { n: one.rate })}</span></td>
      <td className={css.first}><span aria-hidden="true">{one.state === "up" ? "●" : one.state === "down" ? "✕" : "○"}</span> {one.state === "down" ? say("down", { at: since }) : say(one.state)}{one.state === "up" && <span className={css.faint}> {say("since", { at: since })}</span>}{one.state === "down" && one.lastError !== undefined && <><br /><span className={css.faint} title={one.lastError}>{one.lastError}</span></>}</td>
      {([one.waiting + one.sending, one.sent, one.delivered, one.failed]).map((n, i) => <td key={i} data-align="end">{n.toLocaleString(language)}{i === 1 && one.unconfirmed > 0 && <><br /><span className={css.faint}>{say("unconfirmed", { n: one.unconfirmed })}</span></>}</td>)}
      <td>{onTest !== undefined && <Button look="quiet" onPress={onTest}>{say("test")}</Button>}</td>
    </tr>
  );
}
