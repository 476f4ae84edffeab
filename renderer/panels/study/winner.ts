import type { Criterion, Reason, StudyComparison } from "#contract/study-result";
import type { StudyOption } from "#contract/study";
import type { Language } from "../../design/i18n.ts";
import { fill } from "../../design/panel-text.ts";
import { compareTexts } from "./compare-texts.ts";
import { figureWords } from "../../design/study/figures.ts";

/** Why the best is the best, in sentences: what decides, what speaks for it besides, what it costs, what is the same. Empty: there is none. */
export function winnerWords(comparison: StudyComparison, options: readonly StudyOption[], language: Language): readonly string[] {
  const { winner } = comparison;
  if (winner === undefined) return [];
  const words = compareTexts[language];
  const at = options.findIndex(({ id }) => id === winner.optionId);
  const letter = (id: string): string => ((i) => (i === -1 ? id : String.fromCharCode(65 + i)))(options.findIndex((option) => option.id === id));
  const lower = (criterion: Criterion): string => words[criterion].charAt(0).toLowerCase() + words[criterion].slice(1);
  const one = ({ criterion, value, next }: Reason): string => fill(words.one, { criterion: lower(criterion), value: figureWords(criterion, value, language), next: figureWords(criterion, next, language) });
  const list = (is: Reason["is"]): readonly Reason[] => winner.why.filter((reason) => reason.is === is && !reason.decides);
  const sentences = [fill(words.winner, { letter: letter(winner.optionId), name: options[at]?.name ?? winner.optionId })];
  const deciding = winner.why.find(({ decides }) => decides);
  if (deciding !== undefined) sentences.push(fill(words.decides, { criterion: lower(deciding.criterion), value: figureWords(deciding.criterion, deciding.value, language), next: figureWords(deciding.criterion, deciding.next, language), nextLetter: letter(deciding.nextId) }));
  if (list("better").length > 0) sentences.push(fill(words.also, { list: list("better").map(one).join("; ") }));
  if (list("worse").length > 0) sentences.push(fill(words.against, { list: list("worse").map(one).join("; ") }));
  if (list("same").length > 0) sentences.push(fill(words.sameAs, { list: list("same").map(({ criterion }) => lower(criterion)).join(", ") }));
  return sentences;
}
