import { memo } from "react";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { caseTexts } from "../../design/case/texts.ts";
import { formatAge, formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import css from "./cases.module.css";
import { CaseClock } from "../case-clock.tsx";
import type { CaseLine } from "./order.ts";
import { casesTexts } from "./texts.ts";

interface Props {
  line: CaseLine;
  template: Template | undefined;
  now: Instant;
  id: string;
  cursor: boolean;
  area: string | undefined;
  agency: (id: string) => string;
  /** Of another case; one this window does not follow by its number. */
  titleOf: (id: string) => string;
}

/** One case: what and where, at which step, who leads, and its most urgent clock. */
export const CaseRow = memo(function CaseRow({ line, template, now, id, cursor, area, agency, titleOf }: Props) {
  const say = usePanelText(casesTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const { head, next, incident } = line;
  const ties = [
    ...(head.givenTo === undefined ? [] : [sayCase("givenTo", { what: head.givenTo })]),
    ...(head.mergedInto === undefined ? [] : [sayCase("mergedInto", { what: titleOf(head.mergedInto) })]), ...(head.parentId === undefined ? [] : [sayCase("childOf", { what: titleOf(head.parentId) })]),
    ...(head.children === undefined ? [] : [sayCase("children", { n: head.children })]), ...(head.merged === undefined ? [] : [sayCase("tookIn", { n: head.merged })]), ...(head.splitFrom === undefined ? [] : [sayCase("splitFrom", { what: titleOf(head.splitFrom) })]),
  ];
  const others = head.agencies - (head.leadId === undefined ? 0 : 1);
  return (
    <div role="row" id={id} className={css.row} data-case={head.id} data-cursor={cursor || undefined} data-late={line.late > 0 || undefined} aria-selected={cursor}>
      <span role="gridcell" className={css.what}>
        <b className={css.title}>{head.title}</b>
        <span className={css.about}>
          {head.drill && <Chip look="strong">{sayCase("drill")}</Chip>}
          {head.urgency === "emergency" ? <Chip look="strong">{sayCase("emergency")}</Chip> : <Chip>{sayCase("routine")}</Chip>}
          {area !== undefined && <span>{area}</span>}
          <span>{head.leadId === undefined ? say("noLead") : say("lead", { who: agency(head.leadId) })}{others > 0 && ` ${say("more", { n: others })}`}</span>
          {ties.map((tie) => <Chip key={tie}>{tie}</Chip>)}
          <span className={css.faint}>{head.closedAt === undefined ? say("appeared", { age: formatAge(head.appearedAt, now, language) }) : say("closedAt", { at: formatTime(head.closedAt, "short", language) })}</span>
        </span>
      </span>
      <span role="gridcell" className={css.step}>
        <span>{local(language, head.stepName, head.stepNameEn)}{head.round > 1 && ` · ${say("round", { n: head.round })}`}</span>
        {line.late > 1 ? <b className={css.lateCount}>{say("lateCount", { n: line.late })}</b> : head.missed > 0 && line.late === 0 && <span className={css.faint}>{say("missedCount", { n: head.missed })}</span>}
      </span>
      <span role="gridcell" className={css.clock}>
        {next === undefined ? <span className={css.faint}>{incident === undefined ? "" : sayCase("noDue")}</span> : <CaseClock clock={next} template={template} now={now} who={next.agencyId === undefined ? sayCase(`party.${next.owner}`) : agency(next.agencyId)} />}
      </span>
    </div>
  );
});
