import { useEffect, useState } from "react";
import type { AgencyCase } from "#contract/agency";
import type { Instant } from "#contract/ids";
import type { Sharing } from "#contract/sharing";
import { agencyMoves } from "../../design/case/agency-moves.ts";
import { clockWords } from "../../design/case/clock-words.ts";
import { clockState, passed, lateClocks, runningClocks } from "../../design/case/clocks.ts";
import caseCss from "../../design/case/case.module.css";
import { deedWords } from "../../design/case/event-words.ts";
import { caseTexts } from "../../design/case/texts.ts";
import type { PossibleMove } from "../../design/case/moves.ts";
import { Button } from "../../design/button-field.tsx";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { Thumb } from "../../design/case/thumb.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { evidenceUrl } from "../../live/evidence.ts";
import { useOutbox } from "../../live/phone/outbox.ts";
import { useLater } from "../../design/use-later.ts";
import css from "./agency.module.css";
import { Messages } from "./messages.tsx";
import { ShareSwitch } from "./share.tsx";
import { agencyTexts } from "./texts.ts";
import { ViewPicture } from "./view-picture.tsx";
import { WaitingList } from "./waiting-list.tsx";
import { Way } from "./way.tsx";

interface Props {
  one: AgencyCase;
  now: Instant;
  sharing: Sharing | undefined;
  opened: boolean;
  onTurn: () => void;
  onDone: () => void;
}

const deedForm = () => import("./deed.tsx");

/** How many deeds stand open beside the one that is owed. */
const BESIDE = 2;

/** A few streets around the case. */
const NEAR = 16;

/** Deeds that can follow one another at once. */
const ONE_BY_ONE: ReadonlySet<string> = new Set(["progress", "deployed", "beyond-scenario"]);

const isPlaced = (one: AgencyCase): one is AgencyCase & { position: NonNullable<AgencyCase["position"]> } => one.position !== undefined;

/** One order: its clocks at a glance; opened, its text and what the agency can answer. */
export function AgencyCaseCard({ one, now, sharing, opened, onTurn, onDone }: Props) {
  const say = usePanelText(agencyTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const [doing, setDoing] = useState<PossibleMove>();
  // Read with the opened order, so that it is there when a deed is pressed though the link is gone by then.
  const { part: form, failed, want } = useLater(deedForm);
  useEffect(() => {
    if (opened || doing !== undefined) want();
  }, [opened, doing, want]);
  const running = runningClocks(one.clocks);
  const late = lateClocks(running, now).length > 0;
  const waiting = useOutbox().items.filter(({ incidentId }) => incidentId === one.id);
  // What waits to be sent is not asked for a second time.
  const moves = agencyMoves(one).filter(({ is }) => ONE_BY_ONE.has(is) || !waiting.some(({ what, refused }) => refused === undefined && what.is === "deed" && what.event.is === is));
  // What is owed next leads; once the result is in, nothing is, and what is left to do waits unlit.
  const [owed] = moves[0]?.is === "beyond-scenario" ? [] : moves;
  const others = owed === undefined ? moves : moves.slice(1);
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
      <WaitingList items={waiting} />
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
      {opened && one.position !== undefined && <ViewPicture view={{ centre: [one.position[0], one.position[1]], zoom: NEAR }} words={{ show: say("showPlace"), label: say("placeOf", { title: one.title }), leave: say("wayThere") }} />}
      {opened && isPlaced(one) && one.closedAt === undefined && part.leftAt === undefined && <Way one={one} />}
      {opened && one.closedAt === undefined && part.leftAt === undefined && <ShareSwitch incidentId={one.id} sharing={sharing} onDone={onDone} />}
      {opened && one.ordersBefore?.map(({ title, order: before }) => (
        <dl key={title} className={css.order} aria-label={say("before", { title })}>
          <dt>{say("merged")}</dt><dd>{title}</dd>
          <dt>{say("happened")}</dt><dd>{before.happened}</dd>
          <dt>{say("where")}</dt><dd>{before.where}</dd>
          <dt>{say("required")}</dt><dd><b>{before.required}</b></dd>
        </dl>
      ))}
      {opened && moves.length > 0 && doing === undefined && (
        <div className={css.deeds} role="group" aria-label={say("deeds")}>
          {owed !== undefined && others.slice(0, BESIDE).map((move) => button(move, 1))}
          {(owed === undefined || others.length > BESIDE) && <details className={css.more}><summary>{say("more")}</summary><div className={css.deeds}>{others.slice(owed === undefined ? 0 : BESIDE).map((move) => button(move, 1))}</div></details>}
        </div>
      )}
      {opened && owed !== undefined && doing === undefined && <div className={css.next}>{button(owed, 0)}</div>}
      {doing !== undefined && failed && <p role="alert">✕ {say("noFormNow")} <Button look="quiet" onPress={want}>{say("again")}</Button></p>}
      {doing !== undefined && form !== undefined && <form.AgencyDeed move={doing} one={one} now={now} onClose={() => setDoing(undefined)} onDone={onDone} />}
      {opened && one.evidence.length > 0 && <div className={css.files}>{say("evidence")}: {one.evidence.filter(({ agencyId }) => agencyId === one.part.agencyId).map((each) => <Thumb key={each.id} one={each} url={evidenceUrl(each.id)} />)}</div>}
      {opened && <Messages one={one} onSent={onDone} />}
    </section>
  );
}
