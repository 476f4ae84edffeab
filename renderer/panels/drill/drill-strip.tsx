import { Button } from "../../design/controls.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import css from "./drill.module.css";
import { drillTexts } from "./texts.ts";
import { useDrill } from "./use-drill.ts";

/** On a trainee's console while an inject waits: apart from the queue of alarms, without their colours and their sound. */
export function DrillStrip({ onOpen }: { onOpen: () => void }) {
  const say = usePanelText(drillTexts);
  const language = useLanguage();
  const mayJudge = useMay("drill:judge");
  const { result } = useDrill();
  const waiting = result?.ok === true ? (result.value.run?.injects ?? []).filter(({ given }) => given.verdict === undefined) : [];
  const newest = waiting.at(-1);
  if (!mayJudge) return null;
  // The place stays, so that a screen reader says what comes into it.
  return (
    <div role="status" data-drill-strip="">
      {newest !== undefined && (
        <p className={css.strip}>
          <b>DIỄN TẬP</b>
          <span className={css.grow}><b>{local(language, newest.title, newest.titleEn)}</b> · {newest.place}</span>
          <span>{say("waiting", { n: waiting.length })}</span>
          <Button onPress={onOpen}>{say("answer")}</Button>
        </p>
      )}
    </div>
  );
}
