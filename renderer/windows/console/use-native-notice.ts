import { useEffect } from "react";
import type { Alarm } from "#contract/alarm";
import type { Fact } from "#contract/fact";
import { languageNow, textNow } from "../../design/i18n.ts";
import { mirror } from "../../live/socket.ts";

/** Hands each new emergency to the shell, which shows it where no window of the room has the focus. A browser has no shell. */
export function useNativeNotice(): void {
  useEffect(() => mirror.onFact(tell), []);
}

function tell(facts: readonly Fact[]): void {
  const notify = window.kydai?.notify;
  if (notify === undefined) return;
  for (const fact of facts) {
    const alarm = emergencyOf(fact);
    if (alarm === undefined) continue;
    const title = (languageNow() === "vi" ? alarm.message : alarm.messageEn).trim().slice(0, 120);
    const body = (mirror.records.get().things.get(alarm.thingId)?.name ?? "").slice(0, 300);
    notify({ title: title === "" ? textNow("alarms.emergency") : title, body });
  }
}

/** Raised as an emergency, or grown into one. */
function emergencyOf(fact: Fact): Alarm | undefined {
  if (fact.kind === "alarm:raised") return fact.alarm.priority === "emergency" ? fact.alarm : undefined;
  if (fact.kind === "alarm:escalated" && fact.priority === "emergency") return mirror.alarms.get(fact.alarmId);
  return undefined;
}
