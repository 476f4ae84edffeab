import css from "./shown.module.css";

/** Why a cell shows nothing, as large as its cell: what failed and, where there is room, what follows from it. @param why one word for tests and styles */
export function CellFailure({ what, more, why }: { what: string; more?: string | undefined; why: string }) {
  return (
    <div className={css.cellFailure} role="alert" data-failed={why}>
      <p>{what}</p>
      {more !== undefined && <p className={css.cellFailureMore}>{more}</p>}
    </div>
  );
}
