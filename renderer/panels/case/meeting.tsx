import { MeetingLink } from "../../design/case/attached.tsx";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** The newest meeting that was sent into an open case's consultation, where nobody has to look for it. */
export function Meeting({ whole: { incident, notes } }: { whole: WholeCase }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const newest = notes.findLast(({ link, kind }) => link !== undefined && kind === "message");
  if (newest?.link === undefined || incident.closedAt !== undefined) return null;
  return (
    <section className={css.meeting} aria-label={say("meetingNow")}>
      <h3>{say("meetingNow")}</h3>
      <MeetingLink link={newest.link} />
      <p className={css.faint}>{say("meetingBy", { who: newest.by, at: formatTime(newest.at, "short", language) })}</p>
    </section>
  );
}
