import { formatNumber } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useRecords, useStatus } from "../../live/hooks.ts";
import type { LeftOut, LiveProblem } from "../../scene/scene.ts";
import css from "./map.module.css";
import { missingTexts } from "./missing-texts.ts";

/** Lines of a list; a pack can have a hundred faults. */
const MOST = 8;

interface Props {
  problems: readonly LiveProblem[];
  vehicles: LeftOut | undefined;
  /** A wall: only what changes how its picture is to be read. */
  quiet: boolean;
}

/** What the map leaves out or had to set right: files of the city's pack, vehicles beyond what this machine can draw, stations whose position cannot be. */
export function Missing({ problems, vehicles, quiet }: Props) {
  const say = usePanelText(missingTexts);
  const language = useLanguage();
  const faults = useStatus()?.cityFaults ?? [];
  const things = useRecords("things");
  const n = (count: number): string => formatNumber(count, 0, language);
  const nameOf = (id: string): string => ((thing) => (thing === undefined ? id : local(language, thing.name, thing.nameEn)))(things.get(id));
  const misplaced = problems.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {vehicles !== undefined && <p className={css.missing}>{say("vehicles", { drawn: n(vehicles.drawn), of: n(vehicles.of) })}</p>}
      {!quiet && faults.length > 0 && (
        <details className={css.missing}>
          <summary>{say("pack", { n: faults.length })}</summary>
          <ul>
            {faults.slice(0, MOST).map(({ file, code, detail }) => <li key={`${file} ${code} ${detail}`} title={detail}><b>{file}</b>: {say(code)}</li>)}
            {faults.length > MOST && <li>{say("more", { n: faults.length - MOST })}</li>}
          </ul>
        </details>
      )}
      {!quiet && misplaced > 0 && (
        <details className={css.missing}>
          <summary>{say("places", { n: misplaced })}</summary>
          <ul>
            {problems.map(({ kind, count, examples }) => <li key={kind}><b>{n(count)}</b> {say(kind)}: {examples.map(nameOf).join(", ")}{count > examples.length ? ", …" : ""}</li>)}
          </ul>
        </details>
      )}
    </>
  );
}
