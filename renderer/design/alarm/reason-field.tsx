import { Button, Field } from "../controls.tsx";
import { usePanelText } from "../panel-text.ts";
import css from "./alarm.module.css";
import { alarmActionTexts } from "./texts.ts";

/** Reasons people give most; each fills the field, which stays free to change. */
const PRESETS = ["maintenance", "faultySensor", "knownCause", "drill"] as const;

/** The contract's bounds of a reason, after trimming. */
export function reasonFits(reason: string): boolean {
  const { length } = reason.trim();
  return length >= 3 && length <= 500;
}

/** A reason: presets and free text; Ctrl+Enter in the text confirms. */
export function ReasonField({ value, onChange, onConfirm, tried }: { value: string; onChange: (reason: string) => void; onConfirm: () => void; tried: boolean }) {
  const say = usePanelText(alarmActionTexts);
  return (
    <>
      <div className={css.presets}>
        {PRESETS.map((preset) => <Button key={preset} onPress={() => onChange(say(preset))}>{say(preset)}</Button>)}
      </div>
      <Field label={say("reason")} value={value} onChange={onChange} onConfirm={onConfirm} rows={2} autoFocus hint={say("reasonHint")} error={tried && !reasonFits(value) ? say("reasonShort") : undefined} />
    </>
  );
}
