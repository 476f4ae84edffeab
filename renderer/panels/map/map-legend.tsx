import { PRIORITIES } from "#contract/alarm";
import { useText } from "../../design/i18n.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import css from "./map.module.css";

/** What the map's signs mean. */
export function MapLegend() {
  const t = useText();
  return (
    <ul className={css.legend} aria-label={t("shell.legend")}>
      {PRIORITIES.map((priority) => <li key={priority}><PriorityMark priority={priority} size="1.1em" /> {priorityText(priority, t)}</li>)}
      <li><svg width="1.1em" height="1.1em" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="6" className={css.normal} /></svg> {t("shell.normal")}</li>
      <li><svg width="1.1em" height="1.1em" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="6" className={css.silent} /></svg> {t("shell.noData")}</li>
    </ul>
  );
}
