import type { AlertDraft } from "#contract/alert";
import { alertCard } from "#contract/alert-words";
import { formatTime } from "../../design/format.ts";
import type { Language } from "../../design/i18n.ts";
import { warnTexts } from "./warn-texts.ts";
import css from "./warn.module.css";

/** A warning as citizens will read it, in both languages: the words of the public page (contract/alert-words.ts). */
export function WarnPreview({ draft }: { draft: AlertDraft }) {
  return <div className={css.two}><Card draft={draft} language="vi" /><Card draft={draft} language="en" /></div>;
}

function Card({ draft, language }: { draft: AlertDraft; language: Language }) {
  const words = alertCard(draft, language);
  const t = warnTexts[language];
  return (
    <article className={css.card} lang={language} data-preview={language}>
      <p><strong>▲ {words.severity}</strong> · {words.service}</p>
      <h3>{words.headline}</h3>
      <p className={css.what}>{words.description}</p>
      <p><strong>{t.instruction}:</strong> {words.instruction}</p>
      <p className={css.faint}>{t.place}: {words.areas.join("; ")}</p>
      <p className={css.faint}>{t.until2}: {formatTime(draft.expiresAt, "full", language)}</p>
    </article>
  );
}
