import { AgencyEvent, type AgencyCase } from "#contract/agency";
import type { IncidentEvent } from "#contract/incident";
import type { Instant } from "#contract/ids";
import { deedWords } from "../../design/case/event-words.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import type { SentFile } from "../../design/case/files-field.tsx";
import { MoveForm } from "../../design/case/move-form.tsx";
import type { PossibleMove } from "../../design/case/moves.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { hand } from "../../live/phone/outbox.ts";
import { useDraft } from "../../live/phone/use-draft.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";
import { useKeptFiles } from "./use-kept-files.ts";

/** One answer of the agency, asked for in place and kept until the backend has it. Whose it is the account says, never this page. */
export function AgencyDeed({ move, one, now, onClose, onDone }: { move: PossibleMove; one: AgencyCase; now: Instant; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const language = useLanguage();
  const { take, named } = useKeptFiles();
  const draft = useDraft(`${one.id} ${move.is}`);
  const send = async (made: IncidentEvent): Promise<string | undefined> => {
    const { agencyId: _mine, ...rest } = { agencyId: undefined, ...made };
    const event = AgencyEvent.safeParse(rest);
    if (!event.success) return event.error.issues[0]?.message ?? "";
    const files = "evidence" in made ? made.evidence : [];
    const answer = await hand({ incidentId: one.id, what: { is: "deed", event: event.data }, files: named(files) });
    if (answer !== "waits" && !answer.ok) return explainCase(answer.fault, t, language);
    // What waits is seen to wait in its case.
    if (answer !== "waits") notify(say("done", { what: deedWords(move.is, language) }));
    onDone();
    return undefined;
  };
  const upload = async (file: File): Promise<{ ok: true; file: SentFile } | { ok: false; why: string }> => {
    const kept = await take(file);
    return kept.ok ? { ok: true, file: kept.value } : { ok: false, why: explainCase(kept.fault, t, language) };
  };
  // Sent, or given up: either way it is not to come back.
  const close = (): void => {
    draft.drop();
    onClose();
  };
  return <div className={css.form}><h3>{deedWords(move.is, language)}</h3>{draft.first !== undefined && <MoveForm move={move} first={draft.first} onTyped={draft.keep} now={now} upload={upload} onSend={send} onClose={close} />}</div>;
}
