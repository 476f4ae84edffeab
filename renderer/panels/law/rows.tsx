import type { ReactNode } from "react";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./rows.module.css";
import { lawTexts } from "./texts.ts";

/** One column of a list that people write row by row. */
export interface Column<R> {
  key: string;
  label: string;
  /** As CSS has it. */
  width?: string;
  cell: (row: R, put: (change: Partial<R>) => void, label: string) => ReactNode;
}

/** A fault at a row: `at` is the column it is about, "" the row itself. */
export interface RowProblem {
  row: number;
  at: string;
  text: string;
}

interface Props<R> {
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  /** A new row at the end. */
  fresh: () => R;
  problems?: readonly RowProblem[];
  disabled: boolean;
  onRows: (rows: R[]) => void;
}

/** A table whose cells are fields: rows are added, moved and taken out; what is wrong with a row stands under it. */
export function Rows<R>({ label, rows, columns, fresh, problems = [], disabled, onRows }: Props<R>) {
  const say = usePanelText(lawTexts);
  const swap = (a: number, b: number): void => onRows(rows.map((row, i) => (i === a ? rows[b]! : i === b ? rows[a]! : row)));
  return (
    <fieldset className={css.rows} disabled={disabled}>
      <legend>{label} ({rows.length})</legend>
      {rows.length > 0 && (
        <div className={css.rowsWrap}>
          <table>
            <thead><tr><th scope="col">#</th>{columns.map(({ key, label: head, width }) => <th key={key} scope="col" style={{ inlineSize: width, minInlineSize: width }}>{head}</th>)}<th scope="col" aria-label={say("rowDeeds")} /></tr></thead>
            {rows.map((row, i) => {
              const wrong = problems.filter((problem) => problem.row === i);
              return (
                // Rows have no name of their own while they are written.
                <tbody key={i} data-wrong={wrong.length > 0 || undefined}>
                  <tr>
                    <td>{i + 1}</td>
                    {columns.map(({ key, label: head, cell }) => <td key={key} data-wrong={wrong.some(({ at }) => at === key) || undefined}>{cell(row, (change) => onRows(rows.map((one, j) => (j === i ? { ...one, ...change } : one))), `${head} ${i + 1}`)}</td>)}
                    <td className={css.rowDeeds}>
                      {!disabled && <>
                        <button type="button" aria-label={`${say("up")} ${i + 1}`} disabled={i === 0} onClick={() => swap(i, i - 1)}>↑</button>
                        <button type="button" aria-label={`${say("down")} ${i + 1}`} disabled={i === rows.length - 1} onClick={() => swap(i, i + 1)}>↓</button>
                        <button type="button" aria-label={`${say("takeOut")} ${i + 1}`} onClick={() => onRows(rows.filter((_, j) => j !== i))}>✕</button>
                      </>}
                    </td>
                  </tr>
                  {wrong.length > 0 && <tr className={css.wrong}><td colSpan={columns.length + 2}><ul role="alert">{wrong.map(({ at, text }) => <li key={`${at} ${text}`}>▲ {columns.find(({ key }) => key === at)?.label ?? ""} {text}</li>)}</ul></td></tr>}
                </tbody>
              );
            })}
          </table>
        </div>
      )}
      {!disabled && <button type="button" className={css.addRow} onClick={() => onRows([...rows, fresh()])}>+ {say("addRow")}</button>}
    </fieldset>
  );
}
