import type { OptionRun, StudyComparison, StudyRunIndex } from "#contract/study-result";
import { CRITERIA, DEPTH_CLASSES, fireLines } from "#contract/study-result";
import type { OptionId } from "#contract/study";
import { formatNumber } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Table } from "../../design/table.tsx";
import { Afterwards } from "./afterwards.tsx";
import { clockAt, writeOffset } from "./clock.ts";
import { compareTexts } from "./compare-texts.ts";
import type { Kept } from "./desk.ts";
import { Exports } from "./exports.tsx";
import { figureWords } from "../../design/study/figures.ts";
import { figureOf } from "./numbers.ts";
import { Sensitivity } from "./sensitivity.tsx";
import { SmallMaps } from "./small-maps.tsx";
import css from "./compare.module.css";
import { ToWall } from "./to-wall.tsx";
import { winnerWords } from "./winner.ts";

interface Props {
  study: Kept;
  comparison: StudyComparison;
  runs: readonly OptionRun[];
  indices: ReadonlyMap<string, StudyRunIndex>;
  mayEdit: boolean;
  onLarge: (id: OptionId) => void;
}

const letterOf = (at: number): string => String.fromCharCode(65 + at);

/** Options side by side: which is best and why, their maps at one time, their figures, when water comes. */
export function Compare({ study, comparison, runs, indices, mayEdit, onLarge }: Props) {
  const say = usePanelText(compareTexts);
  const language = useLanguage();
  const { options } = study;
  const why = winnerWords(comparison, options, language);
  const best = comparison.winner?.optionId;
  const shown = options.flatMap((option, i) => {
    const run = runs.find(({ optionId }) => optionId === option.id);
    return run?.state === "done" ? [{ id: option.id, letter: letterOf(i), name: option.name, index: indices.get(run.runId), best: option.id === best }] : [];
  });
  if (comparison.results.length === 0) return <p className={css.faint}>{say("none")}</p>;
  return (
    <div className={css.compare} data-compare="">
      <Afterwards study={study} />
      <section className={css.winner} role="status" aria-label={say("title")} data-winner={best}>
        <span className={css.sign}>{say("sign")}</span>
        {why.length > 0 ? why.map((sentence, i) => (i === 0 ? <h3 key={sentence}>★ {sentence}</h3> : <p key={sentence}>{sentence}</p>)) : <p>{comparison.results.length < 2 ? say("notYet") : say("noWinner")}</p>}
        <p className={css.faint}>{say("order")}</p>
        <div className={css.line}><ToWall study={study} optionId={best ?? options[0]?.id} /><Exports study={study} runs={runs} indices={indices} /></div>
      </section>
      <SmallMaps of={shown} onLarge={(id) => ((option) => option !== undefined && onLarge(option.id))(options.find((one) => one.id === id))} />
      <Figures study={study} comparison={comparison} />
      <ByDepth study={study} comparison={comparison} />
      <Places study={study} comparison={comparison} indices={indices} />
      {mayEdit && <Sensitivity study={study} optionId={best ?? options[0]?.id} />}
      <details className={css.fold}><summary>{say("ledger")}</summary>
        <ul>{comparison.results.map(({ optionId, ledger }) => {
          const thousand = (m3: number): string => formatNumber(m3 / 1000, 0, language);
          return <li key={optionId}><b>{letterOf(options.findIndex(({ id }) => id === optionId))}</b> {say("ledgerIs", { closure: ledger.closure.toExponential(1), rain: thousand(ledger.rain), inflow: thousand(ledger.inflow), outflow: thousand(ledger.outflow), pumped: thousand(ledger.pumped), stored: thousand(ledger.stored) })}</li>;
        })}</ul>
      </details>
    </div>
  );
}

type Part = Pick<Props, "study" | "comparison">;

function Heads({ study: { options }, comparison }: Part) {
  const say = usePanelText(compareTexts);
  return (
    <>
      {options.map(({ id, name }, i) => (
        <th key={id} scope="col" data-align="end" data-best={id === comparison.winner?.optionId || undefined}>
          <b>{letterOf(i)}</b> {name}{i === 0 && <span className={css.faint}> ({say("base")})</span>}{id === comparison.winner?.optionId && <span> ★ {say("winnerMark")}</span>}
        </th>
      ))}
    </>
  );
}

/** Every criterion in the order they are judged by; below a figure how far it is from the first option's. */
function Figures({ study, comparison }: Part) {
  const say = usePanelText(compareTexts);
  const language = useLanguage();
  const { results, winner } = comparison;
  const base = results.find(({ optionId }) => optionId === study.options[0]?.id);
  return (
    <Table label={say("title")} head={<><th scope="col">{say("criterion")}</th><Heads study={study} comparison={comparison} /></>}>
      {CRITERIA.map((criterion) => (
        <tr key={criterion} data-criterion={criterion} data-decides={winner?.why.some((reason) => reason.decides && reason.criterion === criterion) || undefined}>
          <th scope="row">{say(criterion)}</th>
          {study.options.map(({ id }, i) => {
            const result = results.find(({ optionId }) => optionId === id);
            if (result === undefined) return <td key={id} data-align="end" className={css.faint}>{say("missing")}</td>;
            const value = figureOf(result, criterion);
            const less = base === undefined || i === 0 ? 0 : value - figureOf(base, criterion);
            return <td key={id} data-align="end" data-best={id === winner?.optionId || undefined}>{figureWords(criterion, value, language)}{less !== 0 && <span className={css.faint}> {less > 0 ? "+" : "−"}{figureWords(criterion, Math.abs(less), language)}</span>}</td>;
          })}
        </tr>
      ))}
      {fireLines(results).map(({ title, of }, at) => (
        <tr key={`fire ${at}`} data-fire={title}><th scope="row">{say("fire", { name: title })}</th>
          {study.options.map(({ id }) => ((fire) => <td key={id} data-align="end">{fire === undefined ? "" : <>{say("fireWithin", { people: formatNumber(fire.people, 0, language), n: formatNumber(fire.buildings, 0, language) })} {fire.reach !== "none" && <span data-cut={fire.reach === "cut" || undefined}>{say(fire.reach === "cut" ? "fireCut" : "fireDry")}</span>}</>}</td>)(((result) => result && of(result))(results.find(({ optionId }) => optionId === id))))}
        </tr>
      ))}
      {(["roadOpen", "cases", "alarms"] as const).map((row) => (
        <tr key={row}><th scope="row">{say(row)}</th>
          {study.options.map(({ id }) => ((result) => <td key={id} data-align="end">{result === undefined ? "" : row === "roadOpen" ? figureWords("road", result.roadOpen, language) : formatNumber(row === "cases" ? result.cases.length : result.alarms, 0, language)}</td>)(results.find(({ optionId }) => optionId === id)))}
        </tr>
      ))}
    </Table>
  );
}

const BY = ["area", "people", "buildings", "road"] as const;

function ByDepth({ study, comparison }: Part) {
  const say = usePanelText(compareTexts);
  const language = useLanguage();
  const written = (by: (typeof BY)[number], value: number): string => (by === "area" ? formatNumber(value / 10_000, 1, language) : by === "road" ? formatNumber(value / 1000, 1, language) : formatNumber(value, 0, language));
  return (
    <details className={css.fold}><summary>{say("byDepth")}</summary>
      <Table label={say("byDepth")} head={<><th scope="col">{say("byDepth")}</th><Heads study={study} comparison={comparison} /></>}>
        {BY.flatMap((by) => DEPTH_CLASSES.map((from, at) => (
          <tr key={`${by} ${from}`}><th scope="row">{say(`${by}By`)} · {say(classKey(at))}</th>
            {study.options.map(({ id }) => <td key={id} data-align="end">{((result) => (result === undefined ? "" : written(by, result[by][at] ?? 0)))(comparison.results.find(({ optionId }) => optionId === id))}</td>)}
          </tr>
        )))}
      </Table>
    </details>
  );
}

const CLASSES = ["class.0", "class.1", "class.2", "class.3", "class.4"] as const;
const classKey = (at: number): (typeof CLASSES)[number] => CLASSES[at] ?? "class.4";

/** Rows of places at most: those that any option floods first. */
const MOST_PLACES = 40;

/** When 0.1 m first stands at each named place, by option; and the highest levels at gauges. */
function Places({ study, comparison, indices }: Part & Pick<Props, "indices">) {
  const say = usePanelText(compareTexts);
  const language = useLanguage();
  const startsAt = [...indices.values()].find((index) => index.startsAt !== undefined)?.startsAt;
  const time = (t: number): string => (startsAt === undefined ? writeOffset(t) : `${clockAt(startsAt, t)} (${writeOffset(t)})`);
  const firsts = new Map<string, number>();
  for (const { places } of comparison.results) for (const { name, firstAt } of places) if (firstAt !== undefined) firsts.set(name, Math.min(firsts.get(name) ?? Infinity, firstAt));
  const names = [...firsts].toSorted(([, a], [, b]) => a - b).slice(0, MOST_PLACES).map(([name]) => name);
  const gauges = [...new Set(comparison.results.flatMap((result) => result.gauges.map(({ name }) => name)))];
  const resultOf = (id: OptionId) => comparison.results.find(({ optionId }) => optionId === id);
  return (
    <details className={css.fold} open><summary>{say("places")}</summary>
      <Table label={say("places")} head={<><th scope="col">{say("place")}</th><Heads study={study} comparison={comparison} /></>}>
        {names.map((name) => (
          <tr key={name}><th scope="row">{name}</th>
            {study.options.map(({ id }) => ((place) => <td key={id} data-align="end">{resultOf(id) === undefined ? "" : place?.firstAt === undefined ? say("never") : `${time(place.firstAt)} · ${formatNumber(place.peak, 2, language)} m`}</td>)(resultOf(id)?.places.find((each) => each.name === name)))}
          </tr>
        ))}
        {gauges.map((name) => (
          <tr key={`gauge ${name}`}><th scope="row">{say("gauges")}: {name}</th>
            {study.options.map(({ id }) => ((gauge) => <td key={id} data-align="end">{gauge === undefined ? "" : `${formatNumber(gauge.peak, 2, language)} m${gauge.t === undefined ? "" : ` · ${time(gauge.t)}`}`}</td>)(resultOf(id)?.gauges.find((each) => each.name === name)))}
          </tr>
        ))}
      </Table>
    </details>
  );
}
