import type { FormEvent, ReactNode } from "react";
import { setLanguage, useLanguage, useText } from "../../design/i18n.ts";
import css from "./door.module.css";

/** The frame of every screen before the room: name of the product, a form, the language. */
export function Door({ title, hint, onSubmit, error, children }: { title: string; hint?: string; onSubmit?: () => void; error?: string | undefined; children?: ReactNode }) {
  const t = useText();
  const language = useLanguage();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <main className={css.door}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.product}>{t("shell.product")}</p>
        <h1 className={css.title}>{title}</h1>
        {hint !== undefined && <p className={css.hint}>{hint}</p>}
        {children}
        <p className={css.error} role="alert">{error}</p>
      </form>
      <button type="button" className={css.language} onClick={() => setLanguage(language === "vi" ? "en" : "vi")}>{language === "vi" ? "English" : "Tiếng Việt"}</button>
    </main>
  );
}
