import type { CityManifest } from "#contract/city";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import type { WaterState } from "../../scene/scene.ts";
import css from "./map.module.css";

interface Props {
  city: CityManifest;
  water: WaterState;
}

/** Where the map's data come from, what of them is invented, and whether the water drawn is anybody's measurement: always shown. */
export function Attribution({ city, water }: Props) {
  const t = useText();
  const language = useLanguage();
  const synthetic = language === "en" && city.syntheticEn !== "" ? city.syntheticEn : city.synthetic;
  return (
    <p className={css.attribution} data-small-print aria-label={t("shell.mapSources")}>
      {water !== undefined && water.gauges > 0 && <b data-water={water.fresh}>{t(water.fresh === 0 ? "shell.mapWaterOld" : "shell.mapWaterSome", { fresh: water.fresh, gauges: water.gauges })}</b>}
      {city.attribution.map(({ text, textEn }) => <span key={text}>{local(language, text, textEn)}</span>)}
      {synthetic !== "" && <b title={synthetic}>{t("shell.mapSynthetic")}</b>}
    </p>
  );
}
