import { useEffect } from "react";
import type { AgencyId } from "#contract/incident";
import type { RequestOutput } from "#contract/request";
import { dutyTexts } from "../../design/duty/texts.ts";
import { onDutyWords } from "../../design/duty/words.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useFacts, useRequest } from "../../live/hooks.ts";
import css from "./case.module.css";

/** Turns begin and end by the minute. */
const EVERY_MS = 60_000;

/** Who is on duty in every agency, asked for again each minute and with each roster that is saved; undefined: not known. */
export function useDuty(): RequestOutput<"agency:duty">["agencies"] | undefined {
  const { result, again } = useRequest("agency:duty", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "agency:roster-saved")) again();
  });
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return result?.ok === true ? result.value.agencies : undefined;
}

/** An ordered agency's officers on duty; nobody there is a warning: the order went to all of them. */
export function OnDutyLine({ agencyId, duty }: { agencyId: AgencyId; duty: ReturnType<typeof useDuty> }) {
  const say = usePanelText(dutyTexts);
  const language = useLanguage();
  const one = duty?.find((each) => each.agencyId === agencyId);
  if (one === undefined) return null;
  const who = onDutyWords(one.on, language);
  if (who !== undefined) return <p className={css.onDuty} data-on-duty="">{who}</p>;
  return <p className={css.onDuty} data-nobody=""><b>⚠ {say("nobody")}</b>{!one.kept && ` (${say("noRoster").toLowerCase()})`} – {say("nobodyHint")}</p>;
}
