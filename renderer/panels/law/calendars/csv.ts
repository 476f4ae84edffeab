import type { CalendarDay, Day } from "#contract/calendar";
import { isDay } from "#contract/day";

export type CsvFaultCode = "csvColumns" | "csvDay" | "csvIs" | "csvName" | "csvDocument" | "csvTwice";

/** A line that cannot be taken; lines count from 1 as an editor shows them. */
export interface CsvFault {
  line: number;
  code: CsvFaultCode;
}

const IS: Readonly<Record<string, CalendarDay["is"]>> = { off: "off", "nghỉ": "off", nghi: "off", work: "work", "làm": "work", lam: "work", "làm việc": "work", "làm bù": "work" };
const HEAD = /^(?:day|ngày|ngay)$/i;

/**
 * Days of a year as people announce them: day, off|work (nghỉ|làm), name, document. Commas, or semicolons as a Vietnamese
 * spreadsheet writes them; texts may stand in double quotes; a first line of names is passed over. A bad line is named, none is guessed.
 */
export function readDays(text: string): { days: CalendarDay[]; faults: CsvFault[] } {
  const days: CalendarDay[] = [];
  const faults: CsvFault[] = [];
  const seen = new Set<Day>();
  for (const [i, raw] of text.replace(/^\uFEFF/, "").split(/\r?\n/).entries()) {
    if (raw.trim() === "") continue;
    const cells = cellsOf(raw);
    if (days.length === 0 && faults.length === 0 && HEAD.test(cells[0] ?? "")) continue;
    const line = i + 1;
    const [day = "", is = "", name = "", authority = ""] = cells;
    const kind = IS[is.toLowerCase().normalize("NFC")];
    const code = cells.length !== 4 ? "csvColumns" : !/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay(day) ? "csvDay" : kind === undefined ? "csvIs" : name === "" ? "csvName" : authority === "" ? "csvDocument" : seen.has(day) ? "csvTwice" : undefined;
    if (code !== undefined || kind === undefined) {
      faults.push({ line, code: code ?? "csvIs" });
      continue;
    }
    seen.add(day);
    days.push({ day, is: kind, name, authority });
  }
  return { days, faults };
}

/** What `readDays` reads again the same. */
export function writeDays(days: readonly CalendarDay[]): string {
  const quoted = (text: string): string => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll("\n", " ")}"` : text);
  return ["day,is,name,document", ...days.map(({ day, is, name, authority }) => [day, is, quoted(name), quoted(authority)].join(","))].join("\n") + "\n";
}

/** A line's cells by the sign that parts them: the first comma or semicolon outside quotes. */
function cellsOf(line: string): string[] {
  const sign = /^(?:"(?:[^"]|"")*"|[^",;])*([,;])/.exec(line)?.[1] ?? ",";
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quoted && char === '"' && line[i + 1] === '"') cell += line[++i]!;
    else if (char === '"') quoted = !quoted;
    else if (char === sign && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** A calendar with a file's days in the place of its own; its last day moves on to the end of the last year the file names. */
export function withDays<C extends { days: readonly CalendarDay[]; to: Day }>(calendar: C, days: readonly CalendarDay[]): C {
  const fresh = new Set(days.map(({ day }) => day));
  const last = days.reduce<Day>((latest, { day }) => (day > latest ? day : latest), calendar.to);
  return { ...calendar, to: last > calendar.to ? `${last.slice(0, 4)}-12-31` : calendar.to, days: [...calendar.days.filter(({ day }) => !fresh.has(day)), ...days].toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}
