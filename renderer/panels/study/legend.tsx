import { formatNumber } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { SPEEDS } from "../../scene/simulated/arrows.ts";
import { ARRIVALS, DEPTHS } from "../../scene/simulated/ramp.ts";
import { playTexts } from "./play-texts.ts";
import type { Telling } from "./playing.ts";
import css from "./play.module.css";

/** What the colours of a simulated picture mean, in figures. */
export function SimulatedLegend({ telling, arrows = false }: { telling: Telling; arrows?: boolean }) {
  const say = usePanelText(playTexts);
  const language = useLanguage();
  const number = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 1, language);
  const rows = telling === "difference" ? [{ look: "more", text: say("more") }, { look: "less", text: say("less") }]
    : telling === "arrival" ? [...ARRIVALS.map((hours, i) => ({ look: String(5 - i), text: say("before", { n: hours }) })), { look: "1", text: say("after", { n: ARRIVALS.at(-1) ?? 8 }) }]
    : DEPTHS.map((from, i) => ({ look: String(i + 1), text: DEPTHS[i + 1] === undefined ? `> ${number(from)} m` : `${number(from)}–${number(DEPTHS[i + 1] ?? 0)} m` }));
  return (
    <ul className={css.legend} aria-label={say("legend")}>
      <li className={css.signSmall}>{say("sign")}</li>
      {rows.map(({ look, text }) => <li key={look}><span className={css.swatch} data-look={look} aria-hidden="true" />{text}</li>)}
      <li className={css.faint}>{say(telling === "difference" ? "same" : "dry")}</li>
      {arrows && <li className={css.faint}>{say("arrows", { least: formatNumber(SPEEDS[0], 2, language) })}</li>}
    </ul>
  );
}
