import { PRIORITIES } from "#contract/alarm";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { mapTexts } from "./map-texts.ts";
import css from "./map.module.css";

/** What the map's signs mean. */
export function MapLegend() {
  const t = useText();
  const say = usePanelText(mapTexts);
  return (
    <ul className={css.legend} aria-label={t("shell.legend")}>
      {PRIORITIES.map((priority) => <li key={priority}><PriorityMark priority={priority} size="1.1em" /> {priorityText(priority, t)}</li>)}
      <li><svg width="1.1em" height="1.1em" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="6" className={css.normal} /></svg> {t("shell.normal")}</li>
      <li><svg width="1.1em" height="1.1em" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="6" className={css.silent} /></svg> {t("shell.noData")}</li>
      <li><CaseMark letters="VV" /> {say("openCase")}</li>
      <li><CaseMark letters="DT" drill /> {say("caseDrill")}</li>
    </ul>
  );
}

/** A case's card as the map draws it. */
function CaseMark({ letters, drill = false }: { letters: string; drill?: boolean }) {
  return (
    <svg width="1.7em" height="1.1em" viewBox="-14 -11 28 22" aria-hidden="true">
      <rect x="-12" y="-9" width="24" height="18" className={drill ? css.drill : css.case} />
      <text y="4" className={css.letters} data-drill={drill || undefined}>{letters}</text>
    </svg>
  );
}
