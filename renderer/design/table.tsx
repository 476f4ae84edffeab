import type { ReactNode } from "react";
import css from "./primitives.module.css";

/** A scrolling table with a fixed head. Rows are plain `<tr>`; put `data-align="end"` on cells of figures. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className={css.tableWrap}>
      <table className={css.table} aria-label={label}>
        <thead><tr>{head}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A column's head that sorts. `direction` undefined: sorted by another column. */
export function SortHead({ text, direction, onSort, align }: { text: string; direction: "ascending" | "descending" | undefined; onSort: () => void; align?: "end" }) {
  return (
    <th aria-sort={direction ?? "none"} data-align={align} scope="col">
      <button type="button" className={css.sort} onClick={onSort}>
        {text} {direction === "ascending" ? "▲" : direction === "descending" ? "▼" : ""}
      </button>
    </th>
  );
}
