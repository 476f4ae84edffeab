import { Fragment } from "react";
import { ALWAYS } from "#contract/calendar";
import type { Clock } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { Button } from "../controls.tsx";
import { Dialog } from "../dialog.tsx";
import { formatTime, localDay } from "../format.ts";
import { local, useLanguage, useText } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./case.module.css";
import { clockWords } from "./clock-words.ts";
import { clockState, limitOf } from "./clocks.ts";
import { deedWords } from "./event-words.ts";
import { countdown } from "./span-words.ts";
import { caseTexts } from "./texts.ts";

interface Props {
  clock: Clock;
  template: Template | undefined;
  now: Instant;
  /** Who answers for it, by name. */
  who: string;
  /** People and calendars by name. */
  person: (id: string) => string;
  calendar: (id: string) => string;
  onClose: () => void;
}

/** Which clause set a clock, from which event it counts, until when, on which hours, who answers for it, and how it stands. */
export function ClockDetail({ clock, template, now, who, person, calendar, onClose }: Props) {
  const t = useText();
  const say = usePanelText(caseTexts);
  const language = useLanguage();
  const limit = limitOf(clock, template);
  const title = limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn);
  const at = (instant: Instant): string => formatTime(instant, "full", language);
  const { took } = clock;
  return (
    <Dialog title={`${title} · ${clock.clause}`} open onClose={onClose} actions={<Button look="main" onPress={onClose}>{t("shell.close")}</Button>}>
      <dl className={css.detail} data-clock={clockState(clock, now)}>
        <dt>{say("clause")}</dt><dd><b>{clock.clause}</b></dd>
        {template !== undefined && <><dt>{say("regulation")}</dt><dd>{template.regulation}</dd></>}
        <dt>{say("owner")}</dt><dd>{who}</dd>
        <dt>{say("from")}</dt><dd>{limit === undefined ? "" : `${deedWords(limit.from, language)}: `}{at(clock.from)}</dd>
        {limit !== undefined && <><dt>{say("until")}</dt><dd>{limit.until.map((is) => deedWords(is, language)).join(say("or"))}</dd></>}
        <dt>{say("deadline")}</dt><dd><b>{at(clock.due)}</b> <span className={css.lateWord}>{clockWords(clock, now, language)}</span></dd>
        <dt>{say("calendar")}</dt><dd>{clock.calendar === ALWAYS ? say("always") : say("working", { id: calendar(clock.calendar) })}</dd>
        {clock.provisional !== undefined && <><dt aria-hidden="true" /><dd><strong>{say("provisional", { year: clock.provisional.slice(0, 4), day: localDay(clock.provisional) })}</strong></dd></>}
        {clock.pauses?.map((pause) => <Fragment key={pause.from}><dt>{say("pause")}</dt><dd>{say("pausedFrom", { from: at(pause.from), to: pause.to === undefined ? say("stillPaused") : at(pause.to), reason: pause.reason, who: person(pause.by) })}</dd></Fragment>)}
        {clock.missedAt !== undefined && <><dt>{say("missedAt")}</dt><dd>{at(clock.missedAt)}</dd></>}
        {took !== undefined && <><dt>{say("took")}</dt><dd>{countdown(took.running, language)}{took.working === undefined ? "" : `, ${say("tookWorking", { span: countdown(took.working, language) })}`}{took.at === undefined ? "" : ` (${at(took.at)})`}</dd></>}
        {clock.paper !== undefined && <><dt>{say("paper")}</dt><dd>{say("paperBy", { name: clock.paper.name, who: person(clock.paper.by), at: at(clock.paper.typedAt) })}</dd></>}
        {limit?.extendable === true && <><dt aria-hidden="true" /><dd>{say("extendable")}</dd></>}
        {limit?.pausable === true && <><dt aria-hidden="true" /><dd>{say("pausable")}</dd></>}
      </dl>
    </Dialog>
  );
}
