import { useState } from "react";
import type { AgencyCase } from "#contract/agency";
import type { Instant } from "#contract/ids";
import { agencyMoves } from "../../design/case/agency-moves.ts";
import { clockWords } from "../../design/case/clock-words.ts";
import { clockState, passed, runningClocks } from "../../design/case/clocks.ts";
import caseCss from "../../design/case/case.module.css";
import { deedWords } from "../../design/case/event-words.ts";
import { caseTexts } from "../../design/case/texts.ts";
import type { PossibleMove } from "../../design/case/moves.ts";
import { Button } from "../../design/button-field.tsx";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { evidenceUrl } from "../../live/evidence.ts";
import css from "./agency.module.css";
import { AgencyDeed } from "./deed.tsx";
import { Messages } from "./messages.tsx";
import { agencyTexts } from "./texts.ts";

interface Props {
  one: AgencyCase;
  now: Instant;
  opened: boolean;
  onTurn: () => void;
  onDone: () => void;
}

const MAIN = 3;

/** One order: its clocks at a glance; opened, its text and what the agency can answer. */
export function AgencyCaseCard({ one, now, opened, onTurn, onDone }: Props) {
  const say = usePanelText(agencyTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const [doing, setDoing] = useState<PossibleMove>();
  const running = runningClocks(one.clocks);
  const late = running.some(({ due }) => now > due);
  const moves = agencyMoves(one);
  const { part, order } = one;
  const at = (instant: number): string => formatTime(instant, "short", language);
  const stands = one.closedAt !== undefined ? say("closed", { at: at(one.closedAt) }) : part.leftAt !== undefined ? say("left") : part.extensionAskedAt !== undefined ? say("asked") : part.answeredAt !== undefined ? say("answered", { at: at(part.answeredAt) }) : part.deployedAt !== undefined ? say("deployed", { at: at(part.deployedAt) }) : part.acceptedAt !== undefined ? say("accepted", { at: at(part.acceptedAt) }) : part.receivedAt !== undefined ? say("received", { at: at(part.receivedAt) }) : undefined;
  const button = (move: PossibleMove, i: number) => <Button key={move.is} look={i === 0 ? "main" : "plain"} onPress={() => setDoing(move)}>{deedWords(move.is, language)}</Button>;
  return (
    <section className={css.case} data-case={one.id} data-late={late || undefined} aria-label={one.title}>
      <button type="button" className={css.head} aria-expanded={opened} onClick={onTurn}>
        <span className={css.chips}>
          {one.drill && <Chip look="strong">{sayCase("drill")}</Chip>}
          <Chip look={one.urgency === "emergency" ? "strong" : "plain"}>{sayCase(one.urgency)}</Chip>
          <Chip>{sayCase(part.role)}</Chip>
        </span>
        <b className={css.title}>{one.title}</b>
        {stands !== undefined && <span className={css.faint}>✓ {stands}</span>}
      </button>
      <ul className={css.clocks}>
        {(opened ? running : running.slice(0, 1)).map((clock) => (
          <li key={clock.key} className={caseCss.clock} data-clock={clockState(clock, now)}>
            <span className={caseCss.clockLine}>
              <span className={caseCss.clockName}>{local(language, clock.name, clock.nameEn)}</span>
              <b className={caseCss.clockLeft}>{clockWords(clock, now, language)}</b>
            </span>
            <span className={caseCss.clockLine}>
              <span className={caseCss.track} aria-hidden="true"><span style={{ inlineSize: `${passed(clock, now) * 100}%` }} /></span>
              <span className={caseCss.clockDue}>{sayCase("due", { at: at(clock.due) })} · {clock.clause}</span>
            </span>
          </li>
        ))}
      </ul>
      {opened && order !== undefined && (
        <dl className={css.order} aria-label={say("order")}>
          <dt>{say("happened")}</dt><dd>{order.happened}</dd>
          <dt>{say("where")}</dt><dd>{order.where}</dd>
          <dt>{say("required")}</dt><dd><b>{order.required}</b></dd>
          <dt>{say("lead")}</dt><dd>{one.lead ?? "—"}</dd>
          {one.support.length > 0 && <><dt>{say("support")}</dt><dd>{one.support.join(", ")}</dd></>}
          <dt>{say("due")}</dt><dd>{order.due === undefined ? say("noDue") : formatTime(order.due, "full", language)}</dd>
        </dl>
      )}
      {opened && moves.length > 0 && doing === undefined && (
        <div className={css.deeds} role="group" aria-label={say("deeds")}>
          {moves.slice(1, MAIN).map((move) => button(move, 1))}
          {moves.length > MAIN && <details className={css.more}><summary>{say("more")}</summary><div className={css.deeds}>{moves.slice(MAIN).map((move) => button(move, 1))}</div></details>}
        </div>
      )}
      {opened && moves[0] !== undefined && doing === undefined && <div className={css.next}>{button(moves[0], 0)}</div>}
      {doing !== undefined && <AgencyDeed move={doing} one={one} now={now} onClose={() => setDoing(undefined)} onDone={onDone} />}
      {opened && one.evidence.length > 0 && <p className={css.files}>{say("evidence")}: {one.evidence.map((each) => <a key={each.id} href={evidenceUrl(each.id)} target="_blank" rel="noreferrer">{each.name}</a>)}</p>}
      {opened && <Messages one={one} onSent={onDone} />}
    </section>
  );
}
