import { useState, type ReactNode } from "react";
import type { Instant } from "#contract/ids";
import type { Incident, Part } from "#contract/incident";
import { Button } from "../../design/controls.tsx";
import { deedWords } from "../../design/case/event-words.ts";
import { limitOf } from "../../design/case/clocks.ts";
import type { PossibleMove } from "../../design/case/moves.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Chip } from "../../design/states.tsx";
import { templateKey } from "../../live/case-book.ts";
import { useCases } from "../../live/use-cases.ts";
import { useChannels } from "../use-channels.ts";
import css from "./case.module.css";
import { OnDutyLine, useDuty } from "./on-duty.tsx";
import { PaperReceipt } from "./paper-receipt.tsx";
import { paperTexts } from "./paper-texts.ts";
import { Sent } from "./sent.tsx";
import { casePageTexts } from "./texts.ts";
import { useMessages } from "./use-messages.ts";

const STAGES = [["ordered", "orderedAt"], ["received", "receivedAt"], ["accepted", "acceptedAt"], ["deployed", "deployedAt"], ["answered", "answeredAt"]] as const;

/** Every ordered agency: how far it is, and what the centre can do about its part. @param onTyped a receipt on paper was typed in; absent: it is not for the person at this window */
export function Parts({ incident, moves, onMove, now, onTyped }: { incident: Incident; moves: readonly PossibleMove[]; onMove: (move: PossibleMove) => void; now: Instant; onTyped: (() => void) | undefined }) {
  const say = usePanelText(casePageTexts);
  const messages = useMessages(incident.id);
  const { value, channel } = useChannels();
  const duty = useDuty();
  if (incident.parts.length === 0) return null;
  // A drill is told to nobody outside; before the answers are there nothing is said.
  const silent = incident.drill || messages === undefined || value === undefined;
  return (
    <section aria-label={say("parts")}>
      <h3>{say("parts")}</h3>
      <ul className={css.parts}>
        {incident.parts.map((part, i) => <AgencyPart key={`${part.agencyId}${i}`} incident={incident} part={part} moves={part.leftAt === undefined ? moves.filter(({ agencyId }) => agencyId === part.agencyId) : []} onMove={onMove} now={now} onTyped={part.leftAt === undefined && part.receivedAt === undefined && incident.closedAt === undefined ? onTyped : undefined}>
          {part.leftAt === undefined && part.answeredAt === undefined && <OnDutyLine agencyId={part.agencyId} duty={duty} />}
          {part.leftAt === undefined && !silent && <Sent messages={messages.filter(({ agencyId }) => agencyId === part.agencyId)} channel={channel} none={value.chains[incident.urgency].length === 0} />}
        </AgencyPart>)}
      </ul>
    </section>
  );
}

function AgencyPart({ incident, part, moves, onMove, now, onTyped, children }: { incident: Incident; part: Part; moves: readonly PossibleMove[]; onMove: (move: PossibleMove) => void; now: Instant; onTyped: (() => void) | undefined; children: ReactNode }) {
  const say = usePanelText(casePageTexts);
  const sayPaper = usePanelText(paperTexts);
  const [typing, setTyping] = useState(false);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const { agencies, templates } = useCases();
  const limit = (id: string | undefined): string => {
    const found = id === undefined ? undefined : limitOf({ limitId: id }, templates.get(templateKey(incident)));
    return found === undefined ? "" : `: ${local(language, found.name, found.nameEn)}`;
  };
  const agency = agencies.get(part.agencyId);
  const name = agency?.name ?? part.agencyId;
  const at = (instant: number): string => formatTime(instant, "short", language);
  return (
    <li data-agency={part.agencyId} data-left={part.leftAt !== undefined || undefined}>
      <p className={css.partHead}>
        <b>{name}</b> <Chip look={part.role === "lead" ? "strong" : "plain"}>{sayCase(part.role)}</Chip>
        {agency?.phone !== undefined && <span className={css.faint}>{say("phone", { phone: agency.phone })}</span>}
        {part.extensionAskedAt !== undefined && <b className={css.asks}>{say("asks")} {at(part.extensionAskedAt)}</b>}
        {part.leftAt !== undefined && <span className={css.faint}>{say("left", { at: at(part.leftAt) })}</span>}
      </p>
      <ol className={css.stages}>
        {STAGES.map(([stage, field]) => {
          const instant = part[field];
          return <li key={stage} data-done={instant !== undefined || undefined}><span>{instant === undefined ? "○" : "●"} {say(stage)}</span><span>{instant === undefined ? "—" : at(instant)}{stage === "received" && part.paper !== undefined && ` (${sayPaper("fromPaper")}: ${part.paper.name})`}</span></li>;
        })}
      </ol>
      {children}
      {(moves.length > 0 || onTyped !== undefined) && <p className={css.deeds} role="group" aria-label={say("deeds", { who: name })}>{moves.map((move) => <Button key={`${move.is}${move.limitId ?? ""}`} look={move.is.startsWith("extension") ? "plain" : "quiet"} onPress={() => onMove(move)}>{deedWords(move.is, language)}{limit(move.limitId)}</Button>)}{onTyped !== undefined && <Button look="quiet" onPress={() => setTyping(true)}>{sayPaper("typeIn")}…</Button>}</p>}
      {typing && onTyped !== undefined && <PaperReceipt incident={incident} part={part} who={name} now={now} onClose={() => setTyping(false)} onDone={onTyped} />}
    </li>
  );
}
