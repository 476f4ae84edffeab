import { useState, type FormEvent } from "react";
import type { Instant } from "#contract/ids";
import { Field } from "../../../design/controls.tsx";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { readInstant, writeInstant } from "../../../design/written-instant.ts";
import css from "./time.module.css";
import { timeTexts } from "./time-texts.ts";

/** An instant typed as people write it and gone to with Enter. @param first undefined: not known yet */
export function TypedInstant({ at, first, now, onGo }: { at: Instant; first: Instant | undefined; now: Instant; onGo: (at: Instant) => void }) {
  const say = usePanelText(timeTexts);
  const language = useLanguage();
  const [typed, setTyped] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === undefined) return;
    const instant = readInstant(typed, now, "last");
    if (instant === undefined) return setWrong(say("wrong"));
    if (instant > now) return setWrong(say("tooLate"));
    // A minute is typed: the one in which everything began is part of the past.
    if (first !== undefined && instant + 60_000 <= first) return setWrong(say("tooEarly", { time: formatTime(first, "full", language) }));
    setWrong(undefined);
    setTyped(undefined);
    onGo(Math.max(first ?? 0, instant));
  };
  return (
    <form className={css.typed} onSubmit={submit}>
      <Field bare label={say("typed")} placeholder={say("typedHint")} value={typed ?? writeInstant(at)} error={wrong} onChange={(text) => {
        setTyped(text);
        setWrong(undefined);
      }} />
    </form>
  );
}
