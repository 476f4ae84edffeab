import type { Datastream } from "#contract/things";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { Value } from "../../design/value.tsx";
import { useCut, useLatest, useNow, useRecords } from "../../live/hooks.ts";
import { reached } from "./reached.ts";
import css from "./key-figures.module.css";

/** One measured level and where it stands against its legal marks. */
export function LevelFigure({ datastream }: { datastream: Datastream }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const cut = useCut();
  const value = useLatest(datastream.series);
  const thing = useRecords("things").get(datastream.thingId);
  const mark = value === undefined ? undefined : reached(datastream.levels, value.value);
  const name = thing === undefined ? local(language, datastream.name, datastream.nameEn) : local(language, thing.name, thing.nameEn);
  const against = mark === undefined ? "" : t(mark.above ? "shell.aboveLevel" : "shell.belowLevels", { level: mark.level.name });
  return (
    <li className={css.level} data-above={mark?.above || undefined}>
      <span className={css.where} title={name}>{name}</span>
      <span className={css.now}>
        <Value value={value?.value} unit={datastream.unit} decimals={datastream.decimals} at={value?.at} now={now} staleAfter={datastream.staleAfter} cut={cut} quality={value?.quality} />
        {against !== "" && <span className={css.against} title={against}>{against}</span>}
      </span>
    </li>
  );
}
