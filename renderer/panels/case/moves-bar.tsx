import { useEffect, useMemo, useRef } from "react";
import type { Incident } from "#contract/incident";
import type { Template } from "#contract/process";
import { Button } from "../../design/controls.tsx";
import { deedWords } from "../../design/case/event-words.ts";
import type { PossibleMove } from "../../design/case/moves.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";

const BACK: ReadonlySet<PossibleMove["is"]> = new Set<PossibleMove["is"]>(["dismissed", "returned", "reopened"]);

const placeOf = ({ is }: PossibleMove): number => (is === "decided" ? 2 : Number(BACK.has(is)));

/** What can be done to the case itself now; the digits 1 to 9 do the same wherever nobody types. */
export function Moves({ moves, incident, template, mayAct, onMove }: { moves: readonly PossibleMove[]; incident: Incident; template: Template; mayAct: boolean; onMove: (move: PossibleMove) => void }) {
  const say = usePanelText(casePageTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  // What brings the case on is key 1, what ends it or sends it back stands after it; a decision on agencies moves no case and is last.
  const own = useMemo(() => moves.filter(({ agencyId }) => agencyId === undefined).toSorted((a, b) => placeOf(a) - placeOf(b)), [moves]);
  useDigits(own, onMove);
  const agency = useAgencyName();
  const leader = incident.parts.find(({ role, leftAt }) => role === "lead" && leftAt === undefined);
  const step = template.steps.find(({ id }) => id === incident.step);
  const words = ({ is, flashId, limitId }: PossibleMove): string => {
    const about = template.flashes.find(({ id }) => id === flashId) ?? template.limits.find(({ id }) => id === limitId);
    return about === undefined ? deedWords(is, language) : `${deedWords(is, language)}: ${local(language, about.name, about.nameEn)}`;
  };
  return (
    <section className={css.moves} aria-label={say("moves")}>
      {own.map((move, i) => <Button key={`${move.is}${move.flashId ?? ""}${move.limitId ?? ""}`} look={i === 0 && placeOf(move) === 0 ? "main" : "plain"} keyHint={i < 9 ? String(i + 1) : undefined} onPress={() => onMove(move)}>{words(move)}</Button>)}
      {!own.some(({ to }) => to !== undefined) && incident.closedAt === undefined && step?.final !== true && step?.actor !== undefined && step.actor !== "centre" && <p>{say("waits", { who: leader === undefined ? sayCase(`party.${step.actor}`) : agency(leader.agencyId) })}</p>}
      {own.length === 0 && !mayAct && <p className={css.faint}>{say("noMoves")}</p>}
    </section>
  );
}

function useDigits(moves: readonly PossibleMove[], onMove: (move: PossibleMove) => void): void {
  const newest = useRef({ moves, onMove });
  useEffect(() => {
    newest.current = { moves, onMove };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || event.defaultPrevented) return;
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null;
      const move = /^[1-9]$/.test(event.key) ? newest.current.moves[Number(event.key) - 1] : undefined;
      if (move === undefined || typing || document.querySelector("[role=dialog]") !== null) return;
      event.preventDefault();
      newest.current.onMove(move);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
