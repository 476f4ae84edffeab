import type { Span } from "#contract/calendar";
import type { Limit } from "#contract/process";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./rows.module.css";
import { lawTexts } from "./texts.ts";
import { ChoiceCell, NumberCell } from "./cells.tsx";

const minutesOf = (span: Span): number => ("minutes" in span ? span.minutes : span.workingDays);

/** A length of time: minutes or working days. */
export function SpanCell({ label, span, onChange }: { label: string; span: Span; onChange: (span: Span) => void }) {
  const say = usePanelText(lawTexts);
  const unit = "minutes" in span ? "minutes" : "workingDays";
  const make = (amount: number, of: "minutes" | "workingDays"): Span => (of === "minutes" ? { minutes: amount } : { workingDays: amount });
  return (
    <span className={css.span}>
      <NumberCell label={label} value={minutesOf(span)} onChange={(amount) => onChange(make(amount, unit))} />
      <ChoiceCell label={`${label}, ${say("unit")}`} value={unit} choices={[{ value: "minutes", text: say("minutes") }, { value: "workingDays", text: say("workingDays") }]} onChange={(of) => onChange(make(minutesOf(span), of))} />
    </span>
  );
}

/** A limit's length: one, one for each urgency, or what the order names. */
export function LimitSpanCell({ label, span, onChange }: { label: string; span: Limit["span"]; onChange: (span: Limit["span"]) => void }) {
  const say = usePanelText(lawTexts);
  const kind = span === "order" ? "order" : "emergency" in span ? "two" : "one";
  const first: Span = span === "order" ? { minutes: 60 } : "emergency" in span ? span.emergency : span;
  return (
    <span className={css.limitSpan}>
      <ChoiceCell label={`${label}, ${say("spanKind")}`} value={kind} choices={[{ value: "one", text: say("spanOne") }, { value: "two", text: say("spanTwo") }, { value: "order", text: say("spanOrder") }]}
        onChange={(to) => onChange(to === "order" ? "order" : to === "two" ? { emergency: first, routine: first } : first)} />
      {span !== "order" && ("emergency" in span
        ? <><span>{say("emergency")} <SpanCell label={`${label}, ${say("emergency")}`} span={span.emergency} onChange={(emergency) => onChange({ ...span, emergency })} /></span><span>{say("routine")} <SpanCell label={`${label}, ${say("routine")}`} span={span.routine} onChange={(routine) => onChange({ ...span, routine })} /></span></>
        : <SpanCell label={label} span={span} onChange={onChange} />)}
    </span>
  );
}
