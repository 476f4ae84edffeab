import type { Instant } from "#contract/ids";
import type { Quality } from "#contract/observation";
import { formatAge, formatNumber, formatTime, formatUnit } from "./format.ts";
import { useLanguage, useText } from "./i18n.ts";
import css from "./shown.module.css";

interface Props {
  /** undefined: no value yet; shown as such, never as 0. */
  value: number | undefined;
  /** UCUM */
  unit: string;
  decimals?: number;
  at: Instant | undefined;
  now: Instant;
  /** Seconds after which the value counts as stale; undefined: never by age. */
  staleAfter?: number | undefined;
  /** The window's link is down or stale: whatever the age, this is an old figure. */
  cut?: boolean;
  quality?: Quality | undefined;
  /** Who sent it. */
  source?: string | undefined;
}

/** A measured value with everything a reader needs to trust it (invariant 7): figure, unit, age, source, quality, staleness. */
export function Value({ value, unit, decimals = 2, at, now, staleAfter, cut = false, quality = "good", source }: Props) {
  const t = useText();
  const language = useLanguage();
  const old = at !== undefined && staleAfter !== undefined && now - at > staleAfter * 1000;
  const state = value === undefined ? "none" : old || cut ? "stale" : "live";
  return (
    <span className={css.value} data-state={state} data-quality={quality} title={at === undefined ? undefined : formatTime(at, "full", language)}>
      <span className={css.number}>{value === undefined ? t("shell.noValue") : formatNumber(value, decimals, language)}</span>
      {value !== undefined && <span className={css.unit}>{formatUnit(unit, language)}</span>}
      {state === "stale" && <span className={css.flag}>{t("shell.staleValue")}</span>}
      {quality !== "good" && value !== undefined && <span className={css.flag}>{quality === "bad" ? t("shell.badQuality") : t("shell.uncertainQuality")}</span>}
      {at !== undefined && <span className={css.since}>{formatAge(at, now, language)}{source === undefined ? "" : ` · ${source}`}</span>}
    </span>
  );
}
