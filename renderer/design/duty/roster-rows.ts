import { DutyTurn, MOST_TURNS } from "#contract/duty";

/** One line of the form: a person and hours, on some weekdays or on one day alone. */
export interface RosterRow {
  accountId: string;
  /** Monday 1 to Sunday 7, or YYYY-MM-DD ("": not chosen yet). */
  on: readonly number[] | string;
  /** HH:MM. */
  from: string;
  to: string;
}

/** Turns of the same person and hours are one line. */
export function rowsOf(turns: readonly DutyTurn[]): RosterRow[] {
  const rows = new Map<string, RosterRow>();
  for (const { accountId, on, from, to } of turns) {
    const key = typeof on === "string" ? `${accountId} ${from} ${to} ${on}` : `${accountId} ${from} ${to}`;
    const known = rows.get(key)?.on;
    const days = typeof on === "string" ? on : [...(known === undefined || typeof known === "string" ? [] : known), on].toSorted((a, b) => a - b);
    rows.set(key, { accountId, on: days, from: clockOf(from), to: clockOf(to % 1440) });
  }
  return [...rows.values()];
}

/** @returns the turns, or the lines that are still wrong, and whether they are too many */
export function turnsOf(rows: readonly RosterRow[]): { turns: DutyTurn[] } | { wrong: readonly number[]; tooMany: boolean } {
  const wrong: number[] = [];
  const turns = rows.flatMap((row, i) => {
    const [from, to] = [minutesOf(row.from), minutesOf(row.to)];
    const days = typeof row.on === "string" ? [row.on] : row.on;
    const made = from === undefined || to === undefined ? [] : days.map((on) => DutyTurn.safeParse({ accountId: row.accountId, on, from, to }));
    if (made.length === 0 || made.some(({ success }) => !success)) wrong.push(i);
    return made.flatMap(({ data }) => data ?? []);
  });
  return wrong.length > 0 || turns.length > MOST_TURNS ? { wrong, tooMany: turns.length > MOST_TURNS } : { turns };
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function minutesOf(clock: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
