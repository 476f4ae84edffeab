import { Button } from "../../design/controls.tsx";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { Deeds } from "./deeds.ts";
import css from "./wall-desk.module.css";
import { deskTexts } from "./texts.ts";
import { troubleWords } from "./trouble-words.ts";

/** A change that was refused: why, who was quicker, and the way to make it on the wall as it stands now. */
export function TroubleBox({ deeds }: { deeds: Deeds }) {
  const t = useText();
  const say = usePanelText(deskTexts);
  const { trouble } = deeds;
  if (trouble === undefined) return null;
  return (
    <div className={css.trouble} role="alert">
      <span>✕ {troubleWords(trouble, say, t)}</span>
      {trouble.refused !== undefined && <Button onPress={deeds.again}>{say("again")}</Button>}
      <Button look="quiet" onPress={deeds.dismiss}>{say("dismiss")}</Button>
    </div>
  );
}
