import type { Instant } from "#contract/ids";
import { STUDY_LIMITS, type StudyOption } from "#contract/study";
import { Button, Field } from "../../design/controls.tsx";
import { useLanguage } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { writeOffset } from "./clock.ts";
import { desk, edited, renamed, withMeasureAt, withOption, withoutMeasure, withoutOption, type Desk } from "./desk.ts";
import { drawing } from "./drawing.ts";
import { formTexts } from "./form-texts.ts";
import { MeasureForm } from "./measure-form.tsx";
import { beginsAt, kindName, kindSign, MEASURE_KINDS, measureWords } from "./measure-words.ts";
import { SHAPE_OF } from "./shapes.ts";
import css from "./study.module.css";

/** The letter an option is called by: the first is A. */
export const letterOf = (at: number): string => String.fromCharCode(65 + at);

/** Options of the study, the chosen one with its measures, the chosen measure with its numbers. */
export function OptionsForm({ of, start, rivers, disabled }: { of: Desk; start: Instant; rivers: readonly string[]; disabled: boolean }) {
  const say = usePanelText(formTexts);
  const language = useLanguage();
  const { options } = of.draft;
  const option = options.find(({ id }) => id === of.optionId);
  if (option === undefined) return null;
  const chosen = of.measure === undefined ? undefined : option.measures[of.measure];
  const full = options.length >= STUDY_LIMITS.options;
  return (
    <>
      <h3>{say("options")}</h3>
      <div className={css.options} role="group" aria-label={say("options")}>
        {options.map(({ id, name, measures }, i) => (
          <button key={id} type="button" className={css.option} aria-pressed={id === of.optionId} data-option={id} onClick={() => desk.change((was) => ({ ...was, optionId: id, measure: undefined }))}>
            <span className={css.letter}>{letterOf(i)}</span><span>{name}</span><span className={css.faint}>{measures.length}</span>
          </button>
        ))}
      </div>
      {!disabled && (
        <div className={css.line}>
          <Button isDisabled={full} onPress={() => desk.change((was) => withOption(was, say("newOption", { n: letterOf(was.draft.options.length) })))}>{say("addOption")}</Button>
          <Button isDisabled={full} onPress={() => desk.change((was) => withOption(was, say("copyOf", { name: option.name }), option))}>{say("copyOption")}</Button>
          <Button look="quiet" isDisabled={options.length < 2} onPress={() => desk.change((was) => withoutOption(was, option.id))}>{say("removeOption")}</Button>
        </div>
      )}
      <Field label={`${say("optionName")}${option.id === options[0]?.id ? ` (${say("base")})` : ""}`} value={option.name} disabled={disabled} onChange={(name) => desk.change((was) => renamed(was, name))} />
      <h3>{say("measures")}</h3>
      {option.measures.length === 0 && <p className={css.faint}>{say("noMeasures")}</p>}
      <ul className={css.list}>
        {option.measures.map((measure, i) => (
          <li key={i}>
            <button type="button" className={css.measure} aria-pressed={i === of.measure} data-measure={i} onClick={() => desk.change((was) => ({ ...was, measure: was.measure === i ? undefined : i }))}>
              <span className={css.kind}>{kindSign(measure.is)}</span><span className={css.grow}>{measure.name}<span className={css.faint}> · {measureWords(measure, start, language)}</span></span>
            </button>
            {beginsAt(measure) >= of.draft.duration && <p role="note" className={css.strong}>⚠ {say("tooLate", { end: writeOffset(of.draft.duration) })}</p>}
          </li>
        ))}
      </ul>
      {!disabled && (
        <div className={css.options} role="group" aria-label={say("add")}>
          {MEASURE_KINDS.map((kind) => <Button key={kind} isDisabled={option.measures.length >= STUDY_LIMITS.measures} onPress={() => drawing.begin({ is: "measure", kind, at: undefined, shape: SHAPE_OF[kind] })}>+ {kindName(kind, language)}</Button>)}
        </div>
      )}
      {chosen !== undefined && of.measure !== undefined && (
        <MeasureForm key={`${of.optionId} ${of.measure}`} measure={chosen} start={start} rivers={rivers} disabled={disabled}
          onChange={(next, step) => desk.change((was) => (was.measure === undefined ? was : withMeasureAt(was, was.measure, next, step)))}
          onDraw={() => drawing.begin({ is: "measure", kind: chosen.is, at: of.measure, shape: SHAPE_OF[chosen.is] })}
          onRemove={() => desk.change((was) => (was.measure === undefined ? was : withoutMeasure(was, was.measure)))}
          onToAll={options.length < 2 ? undefined : () => {
            desk.change((was) => toAll(was, option, chosen));
            notify(say("copiedToAll", { name: chosen.name }), "good");
          }} />
      )}
    </>
  );
}

/** The measure into every other option that has room for it. */
function toAll(was: Desk, from: StudyOption, measure: StudyOption["measures"][number]): Desk {
  return edited(was, { ...was.draft, options: was.draft.options.map((one) => (one.id === from.id || one.measures.length >= STUDY_LIMITS.measures ? one : { ...one, measures: [...one.measures, measure] })) });
}
