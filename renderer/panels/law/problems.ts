import type { RowProblem } from "./rows.tsx";

/** One fault of a record in words: `at` is its path, "limits.2.from". */
export interface Problem {
  at: string;
  text: string;
}

/** Problems of one list by its rows. */
export function rowsOf(problems: readonly Problem[], list: string): RowProblem[] {
  return problems.flatMap(({ at, text }) => {
    const [of, row, column = ""] = at.split(".");
    return of === list && row !== undefined ? [{ row: Number(row), at: column, text }] : [];
  });
}
