import { AgencyEvent, type AgencyCase } from "#contract/agency";
import type { IncidentEvent } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { deedWords } from "../../design/case/event-words.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import { MoveForm } from "../../design/case/move-form.tsx";
import type { PossibleMove } from "../../design/case/moves.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { askAgency } from "../../live/agency-link.ts";
import { uploadEvidence } from "../../live/evidence.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** One answer of the agency, asked for in place. Whose it is the account says, never this page. */
export function AgencyDeed({ move, one, now, onClose, onDone }: { move: PossibleMove; one: AgencyCase; now: Instant; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const send = async (made: IncidentEvent): Promise<string | undefined> => {
    const { agencyId: _mine, ...rest } = { agencyId: undefined, ...made };
    const event = AgencyEvent.safeParse(rest);
    if (!event.success) return event.error.issues[0]?.message ?? "";
    const answer = await askAgency("agency:act", { incidentId: one.id, event: event.data });
    if (!answer.ok) return explainCase(answer.fault, t, language);
    notify(say("done", { what: deedWords(move.is, language) }));
    onDone();
    return undefined;
  };
  const upload = async (file: File) => {
    const answer = await uploadEvidence(one.id, file);
    return answer.ok ? { ok: true as const, file: { id: answer.value.id, name: file.name } } : { ok: false as const, why: explainCase(answer.fault, t, language) };
  };
  return <div className={css.form}><h3>{deedWords(move.is, language)}</h3><MoveForm move={move} now={now} upload={upload} onSend={send} onClose={onClose} /></div>;
}
