import { useSyncExternalStore } from "react";
import { OptionId, STUDY_LIMITS, type Measure, type Study, type StudyDraft, type StudyId, type StudyOption } from "#contract/study";

/** Steps that can be taken back; the oldest go. */
const STEPS = 100;

/** What lies on this window's desk: a study as it is edited. Kept while other panels are looked at. */
export interface Desk {
  draft: StudyDraft;
  /** Another for each study that is laid on the desk. */
  begun: string;
  /** What the editing began from: 0 for a new one. */
  revision: number;
  /** As it was last saved or opened; undefined: never saved. */
  saved: StudyDraft | undefined;
  undo: readonly StudyDraft[];
  redo: readonly StudyDraft[];
  /** What the newest step was: the same again (typing in one field) is one step. */
  step: string;
  optionId: OptionId;
  /** Place of the chosen measure in the option's list. */
  measure: number | undefined;
}

/** Of a study that was kept. */
export function deskOf(study: Study): Desk {
  const { revision, by: _by, at: _at, ...draft } = study;
  return fresh(draft, revision, draft);
}

/** Of a template or a copy: not kept yet. */
export function deskOfNew(draft: StudyDraft): Desk {
  return fresh(draft, 0, undefined);
}

let begun = 0;
function fresh(draft: StudyDraft, revision: number, saved: StudyDraft | undefined): Desk {
  begun += 1;
  return { draft, begun: String(begun), revision, saved, undo: [], redo: [], step: "", optionId: draft.options[0]?.id ?? OptionId.parse("a"), measure: undefined };
}

/** @param step what is done, in a word: two of the same one after the other are taken back together; "" never */
export function edited(desk: Desk, draft: StudyDraft, step = ""): Desk {
  const same = step !== "" && step === desk.step;
  return { ...desk, draft, step, undo: same ? desk.undo : [...desk.undo, desk.draft].slice(-STEPS), redo: [] };
}

export function undone(desk: Desk): Desk {
  const draft = desk.undo.at(-1);
  return draft === undefined ? desk : standing({ ...desk, draft, step: "", undo: desk.undo.slice(0, -1), redo: [...desk.redo, desk.draft] });
}

export function redone(desk: Desk): Desk {
  const draft = desk.redo.at(-1);
  return draft === undefined ? desk : standing({ ...desk, draft, step: "", redo: desk.redo.slice(0, -1), undo: [...desk.undo, desk.draft] });
}

/** What was chosen may be gone. */
function standing(desk: Desk): Desk {
  const option = desk.draft.options.find(({ id }) => id === desk.optionId) ?? desk.draft.options[0];
  const measure = desk.measure !== undefined && desk.measure < (option?.measures.length ?? 0) ? desk.measure : undefined;
  return { ...desk, optionId: option?.id ?? desk.optionId, measure };
}

/** A study as the backend has it: what runs and results are of. */
export type Kept = StudyDraft & { id: StudyId };

/** What was last saved of the desk's study; undefined: nothing yet. */
export function keptOf({ saved }: Desk): Kept | undefined {
  return saved?.id === undefined ? undefined : { ...saved, id: saved.id };
}

/** Saved; what was changed meanwhile stays changed, and steps can still be taken back. @param sent the draft that was saved */
export function keptNow(desk: Desk, study: Study, sent: StudyDraft): Desk {
  const { draft, revision } = deskOf(study);
  return { ...desk, revision, saved: draft, draft: desk.draft === sent ? draft : { ...desk.draft, id: study.id }, step: "" };
}

export const isChanged = ({ draft, saved }: Desk): boolean => saved === undefined || JSON.stringify(draft) !== JSON.stringify(saved);

export function optionOf({ draft, optionId }: Desk): StudyOption | undefined {
  return draft.options.find(({ id }) => id === optionId);
}

/** An option more: a copy of another, or an empty one. At the bound it stays as it is. */
export function withOption(desk: Desk, name: string, of?: StudyOption): Desk {
  const { options } = desk.draft;
  if (options.length >= STUDY_LIMITS.options) return desk;
  const free = "abcdefghijklmnop".split("").find((letter) => !options.some(({ id }) => id === letter)) ?? `o${options.length + 1}`;
  const id = OptionId.parse(free);
  return { ...edited(desk, { ...desk.draft, options: [...options, { id, name, measures: of?.measures ?? [] }] }), optionId: id, measure: undefined };
}

export function withoutOption(desk: Desk, id: OptionId): Desk {
  if (desk.draft.options.length < 2) return desk;
  return standing(edited(desk, { ...desk.draft, options: desk.draft.options.filter((option) => option.id !== id) }));
}

function withOptionChanged(desk: Desk, change: (option: StudyOption) => StudyOption, step = ""): Desk {
  return edited(desk, { ...desk.draft, options: desk.draft.options.map((option) => (option.id === desk.optionId ? change(option) : option)) }, step && `${desk.optionId} ${step}`);
}

export function renamed(desk: Desk, name: string): Desk {
  return withOptionChanged(desk, (option) => ({ ...option, name }), "name");
}

/** One measure more in the chosen option, and it is chosen. */
export function withMeasure(desk: Desk, measure: Measure): Desk {
  const at = optionOf(desk)?.measures.length ?? 0;
  if (at >= STUDY_LIMITS.measures) return desk;
  return { ...withOptionChanged(desk, (option) => ({ ...option, measures: [...option.measures, measure] })), measure: at };
}

export function withMeasureAt(desk: Desk, at: number, measure: Measure, step = ""): Desk {
  return withOptionChanged(desk, (option) => ({ ...option, measures: option.measures.map((one, i) => (i === at ? measure : one)) }), step && `${at} ${step}`);
}

export function withoutMeasure(desk: Desk, at: number): Desk {
  return standing({ ...withOptionChanged(desk, (option) => ({ ...option, measures: option.measures.filter((_, i) => i !== at) })), measure: undefined });
}

let shown: Desk | undefined;
const listeners = new Set<() => void>();

/** The desk of this window; heard of at once, so that what is typed stands where it was typed. */
export const desk = {
  get: (): Desk | undefined => shown,
  set(next: Desk | undefined): void {
    shown = next;
    for (const listener of listeners) listener();
  },
  change(how: (desk: Desk) => Desk): void {
    if (shown !== undefined) desk.set(how(shown));
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export function useDesk(): Desk | undefined {
  return useSyncExternalStore(desk.subscribe, desk.get);
}
