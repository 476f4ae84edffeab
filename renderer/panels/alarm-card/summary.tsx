import type { Alarm } from "#contract/alarm";
import type { Rule } from "#contract/rule";
import { StateLabel } from "../../design/alarm/state-mark.tsx";
import { formatAge, formatNumber, formatTime } from "../../design/format.ts";
import { spanWords } from "../../design/case/span-words.ts";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityLabel, priorityText } from "../../design/priority.tsx";
import { useAlarm, useNow, useRecords } from "../../live/hooks.ts";
import css from "./alarm-card.module.css";
import { authorityOf } from "./authority.ts";
import { cardTexts } from "./texts.ts";

/** What, where, since when, in which state, by which rule. */
export function Summary({ alarm, rule }: { alarm: Alarm; rule: Rule | undefined }) {
  const t = useText();
  const say = usePanelText(cardTexts);
  const language = useLanguage();
  const now = useNow();
  const thing = useRecords("things").get(alarm.thingId);
  const area = useRecords("areas").get(alarm.area);
  const cause = useAlarm(alarm.suppressedBy);
  const [lon, lat] = alarm.position;
  const at = (instant: number): string => `${formatTime(instant, "full", language)} (${formatAge(instant, now, language)})`;
  const authority = authorityOf(alarm, rule, useRecords("datastreams"));
  const { escalateAt, shelved, outOfService } = alarm;
  return (
    <header className={css.summary}>
      <PriorityLabel priority={alarm.priority} flash={alarm.priority === "emergency" && alarm.state === "unack"} />
      <h2>{local(language, alarm.message, alarm.messageEn)}</h2>
      <dl>
        <dt>{say("state")}</dt><dd><StateLabel state={alarm.state} /> · {say(alarm.inAlarm ? "conditionHolds" : "conditionGone")}</dd>
        <dt>{say("place")}</dt><dd>{thing === undefined ? alarm.thingId : local(language, thing.name, thing.nameEn)}, {area?.name ?? alarm.area} <span className={css.faint}>({formatNumber(lat, 5, language)}; {formatNumber(lon, 5, language)})</span></dd>
        <dt>{say("since")}</dt><dd>{at(alarm.raisedAt)}{alarm.occurrences > 1 && ` · ${say("occurrences")}: ${alarm.occurrences}`}</dd>
        {alarm.clearedAt !== undefined && <><dt>{say("cleared")}</dt><dd>{at(alarm.clearedAt)}</dd></>}
        {alarm.ackedAt !== undefined && <><dt>{say("acked")}</dt><dd>{at(alarm.ackedAt)} · {alarm.ackedBy}</dd></>}
        <dt>{say("rule")}</dt>
        <dd>
          {rule === undefined ? `${alarm.ruleId} · ${say("ruleGone")}` : `${local(language, rule.name, rule.nameEn)} · ${say("ruleVersion", { n: alarm.ruleVersion })}`}
          {rule !== undefined && rule.version !== alarm.ruleVersion && <span className={css.faint}> ({say("ruleChanged", { n: rule.version })})</span>}
        </dd>
        {authority !== "" && <><dt>{say("authority")}</dt><dd>{authority}</dd></>}
      </dl>
      {escalateAt !== undefined && <p className={css.notice}>{say("escalates", { priority: priorityText(escalateAt.priority, t).toLowerCase(), time: formatTime(escalateAt.due, "time", language), left: spanWords(escalateAt.due - now, language) })}</p>}
      {alarm.reAlarmAt !== undefined && <p className={css.notice}>{say("reAlarms", { time: formatTime(alarm.reAlarmAt, "time", language) })}</p>}
      {shelved !== undefined && <p className={css.notice}>{say("shelvedUntil", { time: formatTime(shelved.until, "short", language), left: spanWords(shelved.until - now, language), reason: shelved.reason, who: shelved.by })}</p>}
      {outOfService !== undefined && <p className={css.notice}>{say("outSince", { time: formatTime(outOfService.at, "short", language), reason: outOfService.reason, who: outOfService.by })}</p>}
      {alarm.suppressedBy !== undefined && <p className={css.notice}>{say("suppressedBy", { what: cause === undefined ? alarm.suppressedBy : local(language, cause.message, cause.messageEn) })}</p>}
    </header>
  );
}
