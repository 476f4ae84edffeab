import { useState } from "react";
import { FilesField } from "../../design/case/files-field.tsx";
import { Thumb } from "../../design/case/thumb.tsx";
import { useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { evidenceUrl, uploadEvidence } from "../../live/evidence.ts";
import { useMay } from "../../live/session.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import { explainCase } from "../../design/case/explain-case.ts";
import css from "./case.module.css";
import { useCover } from "./covered.tsx";
import { filmedTexts } from "./filmed-texts.ts";
import { FilmedWords } from "./filmed-words.tsx";
import { casePageTexts } from "./texts.ts";
import type { WholeCase } from "./use-case.ts";

/** Pictures, films and documents of the case. */
export function EvidenceList({ whole, onAdded }: { whole: WholeCase; onAdded: () => void }) {
  const t = useText();
  const say = usePanelText(casePageTexts);
  const sayFilmed = usePanelText(filmedTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  const may = useMay("incident:note");
  const coverOf = useCover();
  const [round, setRound] = useState(0);
  const { incident, evidence } = whole;
  return (
    <section aria-label={say("evidence")}>
      <h3>{say("evidence")}</h3>
      {evidence.length === 0 && <p className={css.faint}>{say("noEvidence")}</p>}
      <ul className={css.evidence}>
        {evidence.map((one) => (
          <li key={one.id}>
            <Thumb one={one} url={evidenceUrl(one.id)} cover={coverOf(one)} />
            {one.filmed !== undefined && <FilmedWords filmed={one.filmed} />}
            {coverOf(one) === undefined && <a href={`${evidenceUrl(one.id)}/export`} download aria-label={sayFilmed("exportOf", { name: one.name })}>{sayFilmed("export")}</a>}
            {one.agencyId !== undefined && <span className={css.faint}>{agency(one.agencyId)}</span>}
          </li>
        ))}
      </ul>
      {may && incident.closedAt === undefined && <div className={css.addFile}><FilesField key={round} label={say("addEvidence")} files={[]} error={undefined} onFiles={() => { setRound(round + 1); onAdded(); }} upload={async (file) => {
        const sent = await uploadEvidence(incident.id, file);
        return sent.ok ? { ok: true, file: { id: sent.value.id, name: file.name } } : { ok: false, why: explainCase(sent.fault, t, language) };
      }} /></div>}
    </section>
  );
}
