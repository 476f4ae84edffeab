import { useMemo, useState } from "react";
import type { Explanation, Violation } from "#contract/violation";
import { Button } from "../../design/controls.tsx";
import { spanWords } from "../../design/case/span-words.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { Table } from "../../design/table.tsx";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { serverNow } from "../../live/socket.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./cases.module.css";
import { ExcuseDialog } from "./excuse-dialog.tsx";
import { LateStaffing } from "./staffing-late.tsx";
import { casesTexts } from "./texts.ts";

const DAY = 86_400_000;
const SPANS = [1, 7, 31, 92] as const;

/** Limits that were missed: who, how late, under which clause, and why it does not count where it does not. */
export function Violations({ onCase }: { onCase: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const mayExcuse = useMay("violation:excuse");
  const [days, setDays] = useState<(typeof SPANS)[number]>(31);
  const [excusing, setExcusing] = useState<Violation>();
  const span = useMemo(() => {
    const to = serverNow() + DAY;
    return { from: to - days * DAY - DAY, to };
  }, [days]);
  const { result, again } = useRequest("violation:page", { ...span, limit: 1000 });
  const now = useNow();
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "incident:fired" || kind === "incident:moved" || kind === "violation:excused" || kind.startsWith("explanation:"))) again();
  });
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { violations, explanations } = result.value;
  return (
    <div className={css.scroll}>
      <div className={css.views} role="radiogroup" aria-label={say("span")}>{SPANS.map((n) => <button key={n} type="button" role="radio" className={css.view} aria-checked={days === n} onClick={() => setDays(n)}>{say("days", { n })}</button>)}</div>
      <Explanations explanations={explanations} />
      <LateStaffing from={span.from} now={now} />
      {violations.length === 0 ? <EmptyState text={say("noViolations")} /> : (
        <Table label={say("violations")} head={<><th scope="col">{say("who")}</th><th scope="col">{say("what")}</th><th scope="col">{say("lateBy")}</th><th scope="col">{say("case")}</th><th scope="col">{say("due")}</th><th scope="col">{say("done")}</th><th scope="col">{say("excuse")}</th></>}>
          {violations.map((violation) => <Line key={violation.key} violation={violation} now={now} agency={agency} onCase={onCase} onExcuse={mayExcuse ? () => setExcusing(violation) : undefined} language={language} />)}
        </Table>
      )}
      {excusing !== undefined && <ExcuseDialog violation={excusing} onClose={() => setExcusing(undefined)} onDone={again} />}
    </div>
  );
}

function Line({ violation, now, agency, onCase, onExcuse, language }: { violation: Violation; now: number; agency: (id: string) => string; onCase: (id: string) => void; onExcuse: (() => void) | undefined; language: "vi" | "en" }) {
  const say = usePanelText(casesTexts);
  const sayCase = usePanelText(caseTexts);
  const { agencyId, owner, due, doneAt, excused } = violation;
  return (
    <tr data-violation={violation.key}>
      <td><b>{agencyId === undefined ? sayCase(`party.${owner}`) : agency(agencyId)}</b></td>
      <td>{local(language, violation.limitName, violation.limitNameEn)} · {violation.clause}</td>
      <td><b>{spanWords((doneAt ?? now) - due, language)}</b></td>
      <td className={css.wrap}><button type="button" className={css.link} onClick={() => onCase(violation.incidentId)}>{violation.title}</button></td>
      <td>{formatTime(due, "short", language)}</td>
      <td>{doneAt === undefined ? say("notYet") : formatTime(doneAt, "short", language)}</td>
      <td className={css.wrap}>{excused !== undefined ? say("excused", { reason: excused.reason, who: excused.approver, at: formatTime(excused.at, "short", language) }) : onExcuse !== undefined && <Button look="quiet" onPress={onExcuse}>{say("excuse")}…</Button>}</td>
    </tr>
  );
}

function Explanations({ explanations }: { explanations: readonly Explanation[] }) {
  const say = usePanelText(casesTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  if (explanations.length === 0) return null;
  const state = (one: Explanation): string => (one.state === "open" ? say("owed", { at: formatTime(one.due, "short", language) }) : one.state === "given" ? `${say("given", { at: formatTime(one.givenAt ?? one.openedAt, "short", language) })}: ${one.text ?? ""}` : say("withdrawn"));
  return (
    <section>
      <h3>{say("explanations")}</h3>
      <ul>{explanations.map((one) => <li key={one.id}><b>{say("explanation", { who: agency(one.agencyId), n: one.keys.length, month: one.month })}</b> · {state(one)} · {one.clause}</li>)}</ul>
    </section>
  );
}
