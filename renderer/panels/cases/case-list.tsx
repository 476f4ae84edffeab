import { useState, type KeyboardEvent, type MouseEvent } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useRecords } from "../../live/hooks.ts";
import { templateKey } from "../../live/case-book.ts";
import { useAgencyName, useCases } from "../../live/use-cases.ts";
import { CaseRow } from "./case-row.tsx";
import css from "./cases.module.css";
import type { CaseLine } from "./order.ts";
import { casesTexts } from "./texts.ts";

const WAYS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, j: 1, k: -1 };

/** Cases as rows of one grid: arrows move, Enter opens. The cursor stays with its case while rows move around it. */
export function CaseList({ lines, label, onOpen }: { lines: readonly CaseLine[]; label: string; onOpen: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const now = useNow();
  const areas = useRecords("areas");
  const agency = useAgencyName();
  const { templates } = useCases();
  const [at, setAt] = useState<string>();
  const found = lines.findIndex(({ head }) => head.id === at);
  const index = Math.max(0, found);
  const move = (to: number): void => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (line === undefined) return;
    setAt(line.head.id);
    document.getElementById(`case-${line.head.id}`)?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const by = WAYS[event.key];
    const here = lines[index];
    if (by !== undefined) move(index + by);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(lines.length - 1);
    else if (event.key === "Enter" && here !== undefined) onOpen(here.head.id);
    else return;
    event.preventDefault();
  };
  const pick = (event: MouseEvent): void => {
    // A clock's own button says which clause set it; the rest of the row opens the case.
    const target = event.target instanceof Element && event.target.closest("button, [role=dialog]") === null ? event.target.closest("[data-case]") : null;
    const id = target?.getAttribute("data-case");
    if (id === null || id === undefined) return;
    setAt(id);
    onOpen(id);
  };
  return (
    <>
    <p className={css.count} role="status">{say("count", { n: lines.length })}</p>
    <div className={css.list} role="grid" tabIndex={0} aria-label={label} aria-rowcount={lines.length} aria-activedescendant={lines[index] === undefined ? undefined : `case-${lines[index].head.id}`} onKeyDown={press} onClick={pick}>
      {lines.map((line, i) => (
        <CaseRow key={line.head.id} id={`case-${line.head.id}`} line={line} template={line.incident === undefined ? undefined : templates.get(templateKey(line.incident))} now={now} cursor={i === index}
          area={line.head.areaId === undefined ? undefined : areas.get(line.head.areaId)?.name ?? line.head.areaId} agency={agency} />
      ))}
    </div>
    </>
  );
}
