import { useEffect, useMemo, useState } from "react";
import type { Alarm } from "#contract/alarm";
import { useEms } from "../../design/ems.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { byUrgency, isAnnunciated } from "../../live/alarm-order.ts";
import { useAlarm, useAlarmView, usePhase, useRecords } from "../../live/hooks.ts";
import { useFresh } from "../use-fresh.ts";
import type { WallPanelProps } from "../wall-panel.ts";
import css from "./alarm-card-cell.module.css";
import { wallCardTexts } from "./texts-wall.ts";
import { Trend } from "./trend.tsx";
import { planOf } from "./wall-plan.ts";
import { WallSummary } from "./wall-summary.tsx";

const GRAVEST = { accept: (alarm: Alarm) => isAnnunciated(alarm.state), compare: byUrgency };
const NO_FACTS: readonly never[] = [];

/** One alarm for a whole room: the one its settings name, the one the wall follows, or the gravest there is. Nothing to press. */
export function AlarmCardCell({ settings, followed, onFresh }: WallPanelProps<"alarm-card">) {
  const say = usePanelText(wallCardTexts);
  const phase = usePhase();
  const gravest = useAlarmView(GRAVEST).list[0];
  const chosen = useAlarm(settings.alarmId ?? followed);
  const live = settings.alarmId === undefined ? (chosen ?? gravest) : chosen;
  // A named alarm that is over leaves the mirror; the card goes on showing what it was, and says so.
  const [last, setLast] = useState<Alarm>();
  if (live !== undefined && live !== last) setLast(live);
  const alarm = live ?? (settings.alarmId !== undefined && last?.id === settings.alarmId ? last : undefined);
  const nothing = phase.is !== "loading" && alarm === undefined;
  useEffect(() => {
    if (nothing) onFresh({ asOf: undefined, stale: false });
  }, [nothing, onFresh]);
  if (phase.is === "failed" && alarm === undefined) return <ErrorState fault={phase.fault} />;
  if (phase.is === "loading") return <LoadingState />;
  if (alarm === undefined) return <EmptyState text={settings.alarmId === undefined ? say("none") : say("gone")} />;
  return <Card alarm={alarm} over={live === undefined} onFresh={onFresh} />;
}

function Card({ alarm, over, onFresh }: { alarm: Alarm; over: boolean; onFresh: WallPanelProps["onFresh"] }) {
  const say = usePanelText(wallCardTexts);
  const rule = useRecords("rules").get(alarm.ruleId);
  const datastreams = useRecords("datastreams");
  const inputs = useMemo(() => alarm.inputs.flatMap(({ datastreamId }) => datastreams.get(datastreamId) ?? []), [alarm.inputs, datastreams]);
  useFresh(inputs, onFresh);
  const [ref, box] = useEms<HTMLElement>();
  const plan = planOf(box);
  return (
    <article ref={ref} className={css.card} data-priority={alarm.priority} data-over={over || !alarm.inAlarm || undefined} data-beside={plan.beside || undefined}>
      <div className={css.words}>
        <WallSummary alarm={alarm} rule={rule} plan={plan} over={over} />
        {plan.advice > 0 && rule !== undefined && rule.action !== "" && (
          <section className={css.todo}>
            <p className={css.advice} style={{ WebkitLineClamp: plan.advice }} title={rule.action}><b>{say("todo")}:</b> {rule.action}{rule.consequence === "" ? "" : ` ${say("otherwise", { what: rule.consequence })}`}</p>
          </section>
        )}
      </div>
      {plan.trend > 0 && <div className={css.trend}><Trend alarm={alarm} rule={rule} datastreams={datastreams} facts={NO_FACTS} height={Math.floor((plan.trend - 0.7) * box.em)} /></div>}
    </article>
  );
}
