import type { Status } from "#contract/request";
import type { Source, SourceCounters } from "#contract/source";
import { Button } from "../../design/controls.tsx";
import { formatAge, formatNumber, formatSpan } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { useCut, useNow } from "../../live/hooks.ts";
import { sourceState, unaccounted } from "./source-state.ts";
import css from "./sources.module.css";
import { sourceTexts } from "./texts.ts";

type Broker = NonNullable<Status["brokers"]>[number];

/** Signs that tell the states apart without colour. */
const SIGN = { live: "●", silent: "○!", never: "–", off: "✕", cut: "?" } as const;

interface Props {
  source: Source;
  counters: SourceCounters | undefined;
  /** The external broker it comes through, where it does. */
  broker?: Broker;
  chosen: boolean;
  onChoose: () => void;
  onEdit: (() => void) | undefined;
  onRenew: (() => void) | undefined;
}

/** One source: owner, rate, format, state, age of its last data, and where every reading went. */
export function SourceRow({ source, counters, broker, chosen, onChoose, onEdit, onRenew }: Props) {
  const t = useText();
  const say = usePanelText(sourceTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const state = sourceState(source, counters, now, cut);
  const off = counters === undefined ? 0 : unaccounted(counters);
  const figure = (value: number | undefined) => <td data-align="end">{value === undefined ? "—" : formatNumber(value, 0, language)}</td>;
  return (
    <tr className={css.row} data-state={state} data-chosen={chosen || undefined}>
      <td>
        <button type="button" className={css.name} aria-pressed={chosen} onClick={onChoose}>{source.name}</button>
        {source.nature === "demo" && <> <Chip look="faint">{say("demo")}</Chip></>}
        {broker !== undefined && <div className={css.broker} data-down={!broker.connected || undefined}>{say(broker.connected ? "brokerUp" : "brokerDown", { age: formatAge(broker.since, now, language) })}{broker.connected || broker.lastError === undefined ? "" : ` (${broker.lastError})`}{broker.queue === "bounded" && ` · ${say("brokerBounded", { n: broker.kept ?? 0 })}`}</div>}
        <div className={css.faint}>{[source.id, source.owner, source.format, say("expected", { span: formatSpan(source.rate * 1000, language) })].filter((part) => part !== "").join(" · ")}</div>
      </td>
      <td className={css.nowrap}><b aria-hidden="true">{SIGN[state]}</b> {say(state)}</td>
      <td className={css.nowrap}>{counters?.lastAt === undefined ? "—" : formatAge(counters.lastAt, now, language)}</td>
      {figure(counters?.received)}{figure(counters?.stored)}{figure(counters?.rejected)}{figure(counters?.superseded)}
      <td>
        {counters !== undefined && <span className={css.balance} data-off={off !== 0 || undefined} role={off === 0 ? undefined : "alert"} title={say("balanced")}>{off === 0 ? "✓" : say("unbalanced", { n: off })}</span>}
        {onEdit !== undefined && <Button look="quiet" onPress={onEdit}>{t("shell.edit")}</Button>}
        {onRenew !== undefined && <Button look="quiet" onPress={onRenew} aria-label={`${say("renew")}: ${source.name}`}>{say("renew")}</Button>}
      </td>
    </tr>
  );
}
