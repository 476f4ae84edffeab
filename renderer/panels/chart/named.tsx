import type { Datastream } from "#contract/things";
import { LineSample } from "../../design/chart/trend-chart.tsx";
import { local, useLanguage } from "../../design/i18n.ts";
import { Value } from "../../design/value.tsx";
import { useCut, useLatest, useNow } from "../../live/hooks.ts";
import css from "./chart.module.css";

/** A line's sample and name, and its value now with age and staleness (invariant 7). @param line its place among the series */
export function Named({ datastream, line }: { datastream: Datastream; line: number }) {
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const value = useLatest(datastream.series);
  const name = local(language, datastream.name, datastream.nameEn);
  return (
    <li className={css.named}>
      <span className={css.name}><LineSample line={line} /> <span className={css.word} title={name}>{name}</span></span>
      <Value value={value?.value} unit={datastream.unit} decimals={datastream.decimals} at={value?.at} now={now} staleAfter={datastream.staleAfter} cut={cut} quality={value?.quality} />
    </li>
  );
}
