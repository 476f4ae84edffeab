import type { Instant } from "#contract/ids";
import { formatAge, formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useCut, useLink, useNow } from "../../live/hooks.ts";
import type { Freshness } from "../../panels/wall-panel.ts";
import css from "./cell.module.css";
import { wallTexts } from "./texts.ts";

interface Props {
  fresh: Freshness | undefined;
  /** No true picture of it has been painted yet, or the last one is gone and it is drawn anew. */
  drawing: boolean;
  frozenSince: Instant | undefined;
  lostNumber: number | undefined;
}

/** At the end of a cell's title: frozen since when, or how old and why (invariant 7), or that it is being drawn; and whose cell it is. */
export function CellMarks({ fresh, drawing, frozenSince, lostNumber }: Props) {
  const t = usePanelText(wallTexts);
  const language = useLanguage();
  const cut = useCut();
  return (
    <>
      {lostNumber !== undefined && <span className={css.mark} data-mark="lost">{t("ofLost", { number: lostNumber })}</span>}
      {frozenSince !== undefined && <span className={css.mark} data-mark="frozen"><Snow /> {t("frozen", { at: formatTime(frozenSince, "time", language) })}</span>}
      {frozenSince === undefined && drawing && <span className={css.mark} data-mark="drawing">{t("drawing")}</span>}
      {frozenSince === undefined && (cut || fresh?.stale === true) && <Age fresh={fresh} cut={cut} />}
    </>
  );
}

function Age({ fresh, cut }: { fresh: Freshness | undefined; cut: boolean }) {
  const t = usePanelText(wallTexts);
  const language = useLanguage();
  const now = useNow();
  const { heardAt } = useLink();
  const asOf = fresh?.asOf ?? (cut ? heardAt : undefined);
  const why = cut ? t("cut") : fresh?.why;
  return <span className={css.mark} data-mark="stale">{asOf === undefined ? why ?? t("staleNoAge") : [`${t("stale")} ${formatAge(asOf, now, language)}`, why].filter((each) => each !== undefined).join(" · ")}</span>;
}

/** Held fast: a snow crystal of six arms. */
function Snow() {
  return (
    <svg width="0.9em" height="0.9em" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round">
      <path d="M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M9 3.5l3 2.6 3-2.6M9 20.5l3-2.6 3 2.6" />
    </svg>
  );
}
