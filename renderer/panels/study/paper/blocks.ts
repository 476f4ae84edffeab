import type { Forcing } from "#contract/study";
import { CRITERIA } from "#contract/study-result";
import { formatNumber, formatTime } from "../../../design/format.ts";
import type { Language } from "../../../design/i18n.ts";
import { fill } from "../../../design/panel-text.ts";
import { figureWords } from "../../../design/study/figures.ts";
import { compareTexts } from "../compare-texts.ts";
import { kindName, measureWords } from "../measure-words.ts";
import { figureOf } from "../numbers.ts";
import { winnerWords } from "../winner.ts";
import type { Block } from "./lay-pages.ts";
import type { Source } from "./source.ts";
import { paperTexts } from "./texts.ts";

/** Measures of one option that are written out, so that the briefing stays one: those of an option of many are in the study. */
const MEASURES = 6;
/** Height of a map by its width. */
export const RATIO = 0.75;
export const letterOf = (at: number): string => String.fromCharCode(65 + at);

/** What a briefing says, in order; pure. @param pictures names of each option's map, by option */
export function blocksOf({ study, comparison, indices, now, by }: Omit<Source, "base">, language: Language, pictures: ReadonlyMap<string, string>): Block[] {
  const words = paperTexts[language];
  const say = (key: keyof typeof words, values: Record<string, string | number> = {}): string => fill(words[key], values);
  const number = (value: number, decimals = 1): string => formatNumber(value, Number.isInteger(value) ? 0 : decimals, language);
  const [west, south, east, north] = study.area;
  const { start, options } = study;
  const began = [...indices.values()][0]?.startsAt ?? (start.from === "past" ? start.at : now);
  const km = (degrees: number, shrink: number): string => formatNumber(degrees * 111.2 * shrink, 1, language);
  const goesOn = (each: Pick<Forcing["rain"], "by">): string => say(each.by);
  const hours = number(study.duration / 3600);
  const results = options.map(({ id }) => comparison.results.find(({ optionId }) => optionId === id));
  const best = options.findIndex(({ id }) => id === comparison.winner?.optionId);
  const headOf = (at: number): string => (at === best ? say("best", { letter: letterOf(at) }) : at === 0 ? say("base", { letter: letterOf(at) }) : letterOf(at));
  const why = winnerWords(comparison, options, language);
  const closures = results.flatMap((result, i) => (result === undefined ? [] : [`${letterOf(i)} ${result.ledger.closure.toExponential(1)}`]));
  const versions = [...new Set([...indices.values()].map(({ version }) => version ?? say("codeOld")))].join(", ");
  const maps = options.flatMap(({ id, name }, i) => ((picture) => (picture === undefined ? [] : [{ picture, words: say("peak", { letter: letterOf(i), name }) }]))(pictures.get(id)));
  return [
    { is: "title", text: say("briefing", { name: study.name }) },
    { is: "small", text: `${say("paper", { at: formatTime(now, "full", language), by })} ${say("made", { id: study.id, revision: study.revision, at: formatTime(study.at, "full", language), by: study.by })}` },
    { is: "head", text: say("question") },
    { is: "text", text: say("asked", { start: start.from === "now" ? say("now", { at: formatTime(began, "short", language) }) : start.from === "past" ? say("pastAt", { at: formatTime(start.at, "short", language) }) : say("design", { level: number(start.level, 2), inflow: number(start.inflow) }), hours, w: km(east - west, Math.cos((south * Math.PI) / 180)), h: km(north - south, 1) }) },
    { is: "head", text: say("result") },
    ...(why.length > 0 ? why : [compareTexts[language][comparison.results.length < 2 ? "notYet" : "noWinner"]]).map((text, i): Block => ({ is: i === 0 ? "strong" : "text", text })),
    { is: "text", text: compareTexts[language].order },
    { is: "head", text: say("numbers") },
    { is: "table", widths: [options.length > 4 ? 2 : 2.6, ...options.map(() => 1)], ...(best >= 0 && { bold: best + 1 }), rows: [
      [say("criterion"), ...options.map((_option, i) => headOf(i))],
      ...CRITERIA.map((criterion) => [compareTexts[language][criterion], ...results.map((result, i) => {
        if (result === undefined) return say("notDone");
        const [value, first] = [figureOf(result, criterion), results[0]];
        const less = first === undefined || i === 0 ? 0 : value - figureOf(first, criterion);
        const same = figureWords(criterion, Math.abs(less), language) === figureWords(criterion, 0, language);
        return `${figureWords(criterion, value, language)}${same ? "" : ` (${less > 0 ? "+" : "−"}${figureWords(criterion, Math.abs(less), language)})`}`;
      })]),
    ] },
    { is: "head", text: say("maps", { hours }) },
    { is: "pictures", ratio: RATIO, across: maps.length > 4 ? 3 : 2, of: maps },
    { is: "head", text: say("options") },
    ...options.flatMap((option, i): Block[] => [
      { is: "strong", text: say("option", { letter: letterOf(i), name: option.name }) },
      ...(option.measures.length === 0 ? [{ is: "small" as const, text: say("nothing") }] : option.measures.slice(0, MEASURES).map((measure): Block => ({ is: "small", text: `• ${kindName(measure.is, language)} “${measure.name}”: ${measureWords(measure, began, language)}` }))),
      ...(option.measures.length > MEASURES ? [{ is: "small" as const, text: `• ${say("more", { n: option.measures.length - MEASURES })}` }] : []),
    ]),
    { is: "head", text: say("assumptions") },
    { is: "text", text: `${say("cell", { cell: number(study.cell), every: number(study.every / 60), n: number(study.roughness, 3), losses: number(study.losses) })} ${say("forcing", { rain: goesOn(study.forcing.rain), inflow: goesOn(study.forcing.inflow), outlet: goesOn(study.forcing.outlet) })} ${say("costs")}` },
    { is: "head", text: say("limits") },
    ...(["limit1", "limit2", "limit3"] as const).map((key): Block => ({ is: "text", text: `• ${say(key)}` })),
    { is: "head", text: say("versions") },
    { is: "small", text: `${say("code", { version: versions })} ${say("ledger", { list: closures.join("; ") })}` },
    ...options.flatMap((option, i): Block[] => ((index) => (index === undefined ? [] : [{ is: "small" as const, text: `${say("hash", { letter: letterOf(i) })} ${index.runId}` }]))(indices.get(option.id))),
  ];
}
