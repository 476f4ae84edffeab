import type { Alarm } from "#contract/alarm";
import type { Rule } from "#contract/rule";
import { stateText } from "../../design/alarm/state-mark.tsx";
import { limitsOf } from "../../design/chart/limits.ts";
import { formatAge, formatNumber, formatTime, formatUnit } from "../../design/format.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { Value } from "../../design/value.tsx";
import { isCrying } from "../../live/alarm-order.ts";
import { useCut, useLatest, useNow, useRecords } from "../../live/hooks.ts";
import css from "./alarm-card-cell.module.css";
import { wallCardTexts } from "./texts-wall.ts";
import type { CardPlan } from "./wall-plan.ts";

const DAY = 86_400_000;

/** How grave and in which state, what, where and since when, and the value against its limit. */
export function WallSummary({ alarm, rule, plan, over }: { alarm: Alarm; rule: Rule | undefined; plan: CardPlan; over: boolean }) {
  const t = useText();
  const say = usePanelText(wallCardTexts);
  const language = useLanguage();
  const now = useNow();
  const thing = useRecords("things").get(alarm.thingId);
  const area = useRecords("areas").get(alarm.area);
  const message = local(language, alarm.message, alarm.messageEn);
  const name = thing === undefined ? alarm.thingId : local(language, thing.name, thing.nameEn);
  const place = [...(message.includes(name) ? [] : [name]), area?.name ?? alarm.area].join(" · ");
  const since = say("since", { at: formatTime(alarm.raisedAt, now - alarm.raisedAt < DAY ? "minute" : "short", language), age: formatAge(alarm.raisedAt, now, language) });
  const state = over ? say("gone") : alarm.inAlarm ? stateText(alarm.state, t) : `${say("over")} · ${stateText(alarm.state, t)}`;
  return (
    <>
      <p className={css.head}>
        <PriorityMark priority={alarm.priority} flash={isCrying(alarm)} size="1.5em" />
        <b>{priorityText(alarm.priority, t)}</b>
        <span className={css.state} title={state}>{state}</span>
      </p>
      <h3 className={css.message} style={{ WebkitLineClamp: plan.message }} title={message}>{message}</h3>
      <p className={css.line} title={place}>{place}</p>
      <p className={css.line} title={since}>{since}</p>
      {plan.value && <Against alarm={alarm} rule={rule} />}
    </>
  );
}

/** The first value the rule looked at, as it is now, and the limit it passed. */
function Against({ alarm, rule }: { alarm: Alarm; rule: Rule | undefined }) {
  const say = usePanelText(wallCardTexts);
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const input = alarm.inputs[0];
  const datastream = useRecords("datastreams").get(input?.datastreamId ?? "");
  const latest = useLatest(datastream?.series);
  if (input === undefined) return null;
  const decimals = datastream?.decimals ?? 2;
  const setpoint = datastream === undefined ? undefined : limitsOf(rule, [datastream], "").find(({ kind }) => kind === "setpoint");
  const write = (value: number): string => `${formatNumber(value, decimals, language)} ${formatUnit(input.unit, language)}`;
  const against = setpoint === undefined ? (input.value === undefined ? "" : say("whenRaised", { value: write(input.value) })) : say("limit", { limit: write(setpoint.value) });
  return (
    <p className={css.against}>
      <Value value={latest?.value} unit={datastream?.unit ?? input.unit} decimals={decimals} at={latest?.at} now={now} staleAfter={datastream?.staleAfter} cut={cut} quality={latest?.quality} />
      <span className={css.limit} title={against}>{against}</span>
    </p>
  );
}
