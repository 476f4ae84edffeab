import type { OptionRun } from "#contract/study-result";
import type { StudyOption } from "#contract/study";
import { Button } from "../../design/controls.tsx";
import { formatNumber } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { simulationFaultWords, span } from "../../design/study/fault-words.ts";
import css from "./runs.module.css";
import { isUnderWay } from "./use-runs.ts";

const runTexts = panelTexts(
  { title: "Tiến độ tính", none: "chưa chạy", waiting: "chờ, sau {{n}} lượt khác", running: "{{done}} %", left: "còn khoảng {{left}}", done: "xong", reused: "xong (đã tính trước đó)", failed: "hỏng", cancelled: "đã dừng", stop: "Dừng {{name}}", again: "Chạy {{name}}" },
  { title: "Progress", none: "not run", waiting: "waits behind {{n}} {{n|other|others}}", running: "{{done}} %", left: "about {{left}} left", done: "done", reused: "done (computed before)", failed: "failed", cancelled: "stopped", stop: "Stop {{name}}", again: "Run {{name}}" },
);

interface Props {
  options: readonly StudyOption[];
  runs: readonly OptionRun[];
  mayRun: boolean;
  onRun: (option: StudyOption) => void;
  onStop: (option: StudyOption) => void;
}

/** How far each option is, with the time left; what failed says why and what to do. */
export function RunBar({ options, runs, mayRun, onRun, onStop }: Props) {
  const say = usePanelText(runTexts);
  const language = useLanguage();
  const words = (run: OptionRun | undefined): string => {
    switch (run?.state) {
      case undefined: case "none": return say("none");
      case "waiting": return say("waiting", { n: run.before });
      case "running": return `${say("running", { done: formatNumber(run.done * 100, 0, language) })}${run.secondsLeft === undefined ? "" : ` · ${say("left", { left: span(run.secondsLeft, language === "vi") })}`}`;
      case "done": return say(run.reused ? "reused" : "done");
      case "failed": return say("failed");
      case "cancelled": return say("cancelled");
    }
  };
  return (
    <ul className={css.runs} aria-label={say("title")}>
      {options.map((option, i) => {
        const run = runs.find(({ optionId }) => optionId === option.id);
        const goesOn = run !== undefined && isUnderWay(run);
        return (
          <li key={option.id} data-run={run?.state ?? "none"} data-of={option.id}>
            <b className={css.letter}>{String.fromCharCode(65 + i)}</b>
            <span className={css.name}>{option.name}</span>
            {run?.state === "running" ? <progress className={css.bar} value={run.done} max={1} aria-label={option.name} /> : <span className={css.bar} />}
            <span className={css.state} role={goesOn ? "status" : undefined}>{words(run)}</span>
            {mayRun && (goesOn ? <Button look="quiet" aria-label={say("stop", { name: option.name })} onPress={() => onStop(option)}>◼</Button> : <Button look="quiet" aria-label={say("again", { name: option.name })} onPress={() => onRun(option)}>▶</Button>)}
            {run?.state === "failed" && <p role="alert" className={css.why}>✕ {simulationFaultWords(run.fault, language)}</p>}
          </li>
        );
      })}
    </ul>
  );
}
