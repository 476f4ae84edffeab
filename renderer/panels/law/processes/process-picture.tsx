import type { Move, Step } from "#contract/process";
import { deedWords } from "../../../design/case/event-words.ts";
import { local, useLanguage } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { caseTexts } from "../../../design/case/texts.ts";
import css from "./picture.module.css";
import { lawTexts } from "../texts.ts";
import { arrowsOf, placesOf, BOX, GAP } from "./lay-steps.ts";

/** Steps as boxes, moves as arrows: forward along the line, back over it, out of an end beneath it. */
export function ProcessPicture({ steps, moves }: { steps: readonly Step[]; moves: readonly Move[] }) {
  const say = usePanelText(lawTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const places = placesOf(steps, moves);
  const arrows = arrowsOf(moves, places);
  const width = Math.max(...[...places.values()].map(({ x }) => x + BOX.width), BOX.width) + GAP / 2;
  const top = Math.min(0, ...arrows.map(({ high }) => high)) - 20;
  const bottom = Math.max(...[...places.values()].map(({ y }) => y + BOX.height), ...arrows.map(({ high }) => high)) + 20;
  return (
    <figure className={css.picture} aria-label={say("picture")}>
      <svg viewBox={`${-GAP / 4} ${top} ${width + GAP / 4} ${bottom - top}`} style={{ minInlineSize: width * 0.8 }} role="img" aria-label={moves.map(({ on, from, to }) => `${from.join(", ")} → ${to}: ${deedWords(on, language)}`).join("; ")}>
        <defs><marker id="law-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8Z" /></marker></defs>
        {arrows.map(({ key, path, at, on, back }) => (
          <g key={key} data-back={back || undefined}>
            <path d={path} markerEnd="url(#law-arrow)" />
            <text x={at[0]} y={at[1]} textAnchor="middle">{deedWords(on, language)}</text>
          </g>
        ))}
        {steps.map((step, i) => {
          const place = places.get(step.id);
          if (place === undefined) return null;
          return (
            <g key={`${step.id} ${i}`} data-final={step.final || undefined} transform={`translate(${place.x} ${place.y})`}>
              <rect width={BOX.width} height={BOX.height} rx="3" />
              <text x={BOX.width / 2} y="22" textAnchor="middle" className={css.pictureName}>{short(local(language, step.name, step.nameEn))}</text>
              <text x={BOX.width / 2} y="42" textAnchor="middle">{step.final ? say("final") : sayCase(`party.${step.actor}`)} · {step.clause}</text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

const short = (name: string): string => (name.length > 23 ? `${name.slice(0, 22)}…` : name);
