import { AlarmState } from "#contract/alarm";
import type { Say } from "../i18n.ts";
import type { PanelSay } from "../panel-text.ts";
import { stateText } from "./state-mark.tsx";

/** Why a bulk command left an alarm as it was, in the present language. The backend's own words where they are new to us. */
export function whyText(why: string, t: Say, say: PanelSay<"whyState" | "whyUnknown" | "whyLong">): string {
  if (why === "unknown alarm") return say("whyUnknown");
  if (why.startsWith("a shelf lasts")) return say("whyLong");
  const state = AlarmState.safeParse(/^(?:in state|not shelved, but) (\S+)$/.exec(why)?.[1]);
  return state.success ? say("whyState", { state: stateText(state.data, t).toLowerCase() }) : why;
}
