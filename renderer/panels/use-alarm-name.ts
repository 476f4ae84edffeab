import { useCallback, useMemo } from "react";
import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import { local, useLanguage } from "../design/i18n.ts";
import { useRecords } from "../live/hooks.ts";
import { mirror } from "../live/socket.ts";

/** What an alarm is called in a list of facts: by its message where the list or this window has it, else by its rule and station. */
export function useAlarmName(facts: readonly Fact[], about?: Alarm): (alarmId: string) => string {
  const language = useLanguage();
  const rules = useRecords("rules");
  const things = useRecords("things");
  const datastreams = useRecords("datastreams");
  const messages = useMemo(() => {
    const known = new Map<string, string>();
    for (const fact of facts) if (fact.kind === "alarm:raised" && !known.has(fact.alarm.id)) known.set(fact.alarm.id, local(language, fact.alarm.message, fact.alarm.messageEn));
    return known;
  }, [facts, language]);
  return useCallback((id: string): string => {
    const open = about?.id === id ? about : mirror.alarms.get(id);
    const message = messages.get(id) ?? (open === undefined ? undefined : local(language, open.message, open.messageEn));
    if (message !== undefined) return `“${message}”`;
    // An alarm's id is mostly rule::datastream: those have names even where the alarm itself is long gone.
    const [ruleId = "", target = ""] = id.split("::");
    const rule = rules.get(ruleId);
    const datastream = datastreams.get(target);
    const thing = things.get(datastream?.thingId ?? "");
    const parts = [rule, thing ?? datastream].flatMap((record) => (record === undefined ? [] : [local(language, record.name, record.nameEn)]));
    return parts.length === 0 ? id : parts.join(" · ");
  }, [messages, about, rules, datastreams, things, language]);
}
