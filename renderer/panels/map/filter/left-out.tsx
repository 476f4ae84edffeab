import { useMemo } from "react";
import { Button } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { isAnnunciated } from "../../../live/alarm-order.ts";
import { useAlarmCounts, useLookingBack, useRecords, useSight } from "../../../live/hooks.ts";
import { seen } from "../../../live/seen.ts";
import { useCases } from "../../../live/use-cases.ts";
import type { Keep } from "../../../scene/scene.ts";
import { mapTexts } from "../map-texts.ts";
import css from "../tools.module.css";

interface Props {
  keep: Keep | undefined;
  shown: { n: number; of: number };
  /** The alarms' layer is switched off. */
  noAlarms: boolean;
  onReset: () => void;
}

/** While a filter is on, over the map: how much is shown, and which alarms and cases are not. No alarm is out of sight unsaid. */
export function LeftOut({ keep, shown, noAlarms, onReset }: Props) {
  const say = usePanelText(mapTexts);
  const things = useRecords("things");
  const { alarms } = useSight();
  const counted = useAlarmCounts();
  const past = useLookingBack() !== undefined;
  const { open } = useCases();
  // `counted` is another object whenever an alarm changed, `open` whenever a case did.
  const hidden = useMemo(() => {
    const rung = counted.open === 0 ? [] : [...alarms.values()].filter(({ state }) => isAnnunciated(state));
    const out = noAlarms ? rung : rung.filter(({ thingId }) => ((thing) => keep !== undefined && thing !== undefined && !keep.thing(thing))(things.get(thingId)));
    const cases = keep === undefined || past || open.size === 0 ? 0 : seen.cases().filter((one) => !keep.incident(one)).length;
    return { alarms: out.length, worst: out.filter(({ priority }) => priority === "emergency").length, cases };
  }, [counted, alarms, things, keep, noAlarms, open, past]);
  if (keep === undefined && (!noAlarms || hidden.alarms === 0)) return null;
  const parts = [
    ...(keep === undefined ? [] : [say("filtered", shown)]),
    ...(hidden.alarms === 0 ? [] : [say(noAlarms ? "alarmsOff" : "hiddenAlarms", { n: hidden.alarms })]),
    ...(hidden.worst === 0 ? [] : [say("hiddenWorst", { n: hidden.worst })]),
    ...(hidden.cases === 0 ? [] : [say("hiddenCases", { n: hidden.cases })]),
  ];
  return (
    <p className={css.leftOut} role="status" data-left-out={hidden.alarms} data-hides={hidden.alarms > 0 || undefined}>
      <span>{parts.join(" · ")}</span> <Button look="quiet" onPress={onReset}>{say("reset")}</Button>
    </p>
  );
}
