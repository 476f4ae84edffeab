/** What was typed into the quick command: a cell ("2.3"), and what to look for. */
export interface Command {
  where: string;
  what: string;
}

/** "2.3 kim long" is a cell and a search; the space may be left out only before letters: "2.3kim". */
export function readCommand(typed: string): Command {
  const parts = /^\s*(\d{1,3}(?:\s*[.,]\s*\d{0,4})?)\s*(.*)$/.exec(typed);
  return parts === null ? { where: "", what: typed.trim() } : { where: (parts[1] ?? "").replace(/[.,]\s*$/, ""), what: (parts[2] ?? "").trim() };
}
