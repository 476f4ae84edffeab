import type { Instant } from "#contract/ids";
import { Field } from "../button-field.tsx";
import { useLanguage } from "../i18n.ts";
import { usePanelText } from "../panel-text.ts";
import css from "./form.module.css";
import { formTexts } from "./form-texts.ts";
import { readInstant, writeInstant } from "../written-instant.ts";
import { countdown } from "./span-words.ts";

/** Spans offered from now, min. */
const OFFERED = [30, 60, 120, 240, 1440] as const;
const M = 60_000;

/** An instant to come: typed as people write it, or so long from now by one press. */
export function InstantField({ label, value, onChange, now, error }: { label: string; value: string; onChange: (value: string) => void; now: Instant; error: string | undefined }) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const at = readInstant(value, now, "next");
  return (
    <div className={css.instant}>
      <Field label={label} value={value} onChange={onChange} placeholder={say("instantForm")} hint={at === undefined || at <= now ? say("instantForm") : say("inSpan", { span: countdown(at - now, language) })} error={error} />
      <div className={css.spans}>{OFFERED.map((minutes) => <button key={minutes} type="button" onClick={() => onChange(writeInstant(Math.ceil((now + minutes * M) / M) * M))}>+{countdown(Math.max(minutes * M, 0), language).replace(/ 0 .*$|:00$/, minutes < 60 ? ` ${say("minutes")}` : "")}</button>)}</div>
    </div>
  );
}
