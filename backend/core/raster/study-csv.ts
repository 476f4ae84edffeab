import type { Study } from "#contract/study";
import { DEPTH_CLASSES, fireLines, type OptionResult, type StudyComparison } from "#contract/study-result";

const classes = DEPTH_CLASSES.map((from, i) => (DEPTH_CLASSES[i + 1] === undefined ? `≥ ${from} m` : `${from}–${DEPTH_CLASSES[i + 1]} m`));
const byClass = (name: string, of: (result: OptionResult) => readonly number[]): Row[] => classes.map((words, i) => [`${name} ${words}`, (result) => of(result)[i] ?? ""]);
type Row = [name: string, of: (result: OptionResult) => string | number];

const ROWS: readonly Row[] = [
  ...byClass("Diện tích ngập / flooded area (m²)", ({ area }) => area),
  ...byClass("Nhà / buildings", ({ buildings }) => buildings),
  ...byClass("Người / people", ({ people }) => people),
  ...byClass("Đường / road (m)", ({ road }) => road),
  ["Đường không đi được mà chưa chốt / impassable road left open (m)", ({ roadOpen }) => roadOpen],
  ["Trường học / schools", ({ schools }) => schools],
  ["Bệnh viện / hospitals", ({ hospitals }) => hospitals],
  ["Sự việc giả định / simulated cases", ({ cases }) => cases.length],
  ["Thời hạn bị quá / deadlines missed", ({ missed }) => missed],
  ["Chi phí biện pháp / cost of measures (VND)", ({ cost }) => cost.total],
  ["Sai số khép kín / ledger closure", ({ ledger }) => ledger.closure],
  ["Mã lần chạy / run", ({ runId }) => runId],
];

const FIRE_REACH = { dry: "có / yes", cut: "không, đường ngập / no, water", none: "" } as const;

/** A study's numbers, an option a column. Comma, CRLF, UTF-8 (RFC 4180); first line: that it is simulated. */
export function studyCsv(study: Pick<Study, "name" | "revision" | "options">, { results }: Pick<StudyComparison, "results">): string {
  const columns = study.options.flatMap((option) => results.filter(({ optionId }) => optionId === option.id).map((result) => ({ name: option.name, result })));
  const places = [...new Set(columns.flatMap(({ result }) => result.places.map(({ name }) => name)))];
  const lines: (string | number)[][] = [
    ["MÔ PHỎNG – không phải số đo / SIMULATED – no measurement", `${study.name} (${study.revision})`],
    ["", ...columns.map(({ name }) => name)],
    ...ROWS.map(([name, of]) => [name, ...columns.map(({ result }) => of(result))]),
    ...fireLines(columns.map(({ result }) => result)).flatMap(({ title, of }): (string | number)[][] => [
      [`Người trong vùng cháy / people within the fire: ${title}`, ...columns.map(({ result }) => of(result)?.people ?? "")],
      [`Xe cứu hỏa tới được lúc nước cao nhất / engines get there at the highest water: ${title}`, ...columns.map(({ result }) => FIRE_REACH[of(result)?.reach ?? "none"])],
    ]),
    ...places.map((place) => [`Nước đến sau / water reaches after (s): ${place}`, ...columns.map(({ result }) => result.places.find(({ name }) => name === place)?.firstAt ?? "")]),
  ];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** Programs for tables run what begins like a formula: such text gets an apostrophe before it. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
