import type { DrillReport } from "#contract/drill-report";

/** One value of a CSV line. What a spreadsheet would take for a formula is made text. */
function cell(value: string | number | boolean | undefined): string {
  const text = value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

/** The result as RFC 4180 CSV, one line a measured thing, with a byte-order mark so that spreadsheets read Vietnamese. Every line says DIỄN TẬP. */
export function reportCsv(report: DrillReport): string {
  const lines: (string | number | boolean | undefined)[][] = [
    ["kind", "drill", "of", "id", "what", "owner", "clause", "expected", "said", "right", "due", "done", "seconds", "limit_seconds", "late_seconds", "mark"],
    ["DIEN TAP result", report.id, report.name, "", "score", "", "", "", report.grade, undefined, iso(report.startedAt), iso(report.endedAt), report.score, "", "", ""],
  ];
  for (const { id, title, expected, verdict, right, verdictSeconds, verdictMark, orderMark, orderSeconds, givenAt } of report.injects) {
    lines.push(["DIEN TAP verdict", report.id, title, id, verdict?.reason, "centre", "", expected.verdict, verdict === undefined ? undefined : String(verdict.real), right, iso(givenAt), iso(verdict?.at), verdictSeconds, expected.verdictWithin, undefined, givenAt === undefined ? "not given" : verdictMark]);
    if (expected.orderWithin !== undefined) lines.push(["DIEN TAP order", report.id, title, id, "", "centre", "", "", "", "", iso(givenAt), "", orderSeconds, expected.orderWithin, undefined, givenAt === undefined ? "not given" : orderMark]);
  }
  for (const { incidentId, limitId, name, owner, agencyId, clause, due, doneAt, lateBy, mark } of report.limits) {
    lines.push(["DIEN TAP limit", report.id, incidentId, limitId, name, agencyId ?? owner, clause, "", "", "", iso(due), iso(doneAt), "", "", lateBy / 1000, mark]);
  }
  return `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The whole report, as the contract has it. */
export const reportJson = (report: DrillReport): string => `${JSON.stringify({ drill: true, ...report }, undefined, 2)}\n`;

/** Hands text to the browser as a file. */
export function saveAs(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the address with the click; a moment later it needs it no more.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
