import { useMemo } from "react";
import { formatNumber } from "../../design/format.ts";
import { useLanguage, useText } from "../../design/i18n.ts";
import { useCut, useNow, useRecords, useSight } from "../../live/hooks.ts";
import { countFresh } from "./count-fresh.ts";
import css from "./map.module.css";

/** How much of the city reports: datastreams with a value that is not stale, of all; unknown while the link is cut. */
export function Reporting() {
  const t = useText();
  const language = useLanguage();
  const datastreams = useRecords("datastreams");
  const now = useNow();
  const cut = useCut();
  const { latest } = useSight();
  const fresh = useMemo(() => countFresh(datastreams.values(), latest.at, now), [datastreams, latest, now]);
  return <p className={css.reporting}>{t("shell.reporting")} <b>{cut ? "?" : formatNumber(fresh, 0, language)}/{formatNumber(datastreams.size, 0, language)}</b></p>;
}
