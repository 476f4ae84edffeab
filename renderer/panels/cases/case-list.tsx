import { useCallback, useMemo } from "react";
import { useRowCursor } from "../../design/case/row-cursor.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useNow, useRecords } from "../../live/hooks.ts";
import { templateKey } from "../../live/case-book.ts";
import { useAgencyName, useCases } from "../../live/use-cases.ts";
import { CaseRow } from "./case-row.tsx";
import css from "./cases.module.css";
import type { CaseLine } from "./order.ts";
import { casesTexts } from "./texts.ts";

/** Cases as rows of one grid: arrows move, Enter opens. */
export function CaseList({ lines, label, onOpen }: { lines: readonly CaseLine[]; label: string; onOpen: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const now = useNow();
  const areas = useRecords("areas");
  const agency = useAgencyName();
  const { templates, open } = useCases();
  const titleOf = useCallback((id: string): string => open.get(id)?.title ?? lines.find(({ head }) => head.id === id)?.head.title ?? id, [open, lines]);
  const keys = useMemo(() => lines.map(({ head }) => head.id), [lines]);
  const { at, onKeyDown, onClick } = useRowCursor({ keys, prefix: "case-", onOpen });
  return (
    <>
    <p className={css.count} role="status">{say("count", { n: lines.length })}</p>
    <div className={css.list} role="grid" tabIndex={0} aria-label={label} aria-rowcount={lines.length} aria-activedescendant={at === undefined ? undefined : `case-${at}`} onKeyDown={onKeyDown} onClick={onClick}>
      {lines.map((line) => (
        <CaseRow key={line.head.id} id={`case-${line.head.id}`} line={line} template={line.incident === undefined ? undefined : templates.get(templateKey(line.incident))} now={now} cursor={line.head.id === at}
          area={line.head.areaId === undefined ? undefined : areas.get(line.head.areaId)?.name ?? line.head.areaId} agency={agency} titleOf={titleOf} />
      ))}
    </div>
    </>
  );
}
