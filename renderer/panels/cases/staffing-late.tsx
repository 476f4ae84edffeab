import { dutyTexts } from "../../design/duty/texts.ts";
import { staffingWords } from "../../design/duty/words.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useAgencyName } from "../../live/use-cases.ts";

/** Changes of agencies' persons that were or are late (K-16.2), with who owes them. @param from of the span that is looked at */
export function LateStaffing({ from, now }: { from: number; now: number }) {
  const say = usePanelText(dutyTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const { result, again } = useRequest("agency:staffing", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind.startsWith("agency:staffing"))) again();
  });
  const late = result?.ok === true ? result.value.tasks.filter(({ missedAt, doneAt }) => missedAt !== undefined && (doneAt ?? now) >= from) : [];
  if (late.length === 0) return null;
  return (
    <section>
      <h3>{say("staffing")}</h3>
      <ul>{late.map((task) => {
        const { what, state } = staffingWords(task, now, language);
        return <li key={task.id} data-staffing-late={task.agencyId}><b>{agency(task.agencyId)}</b>: {what} · {state}</li>;
      })}</ul>
    </section>
  );
}
