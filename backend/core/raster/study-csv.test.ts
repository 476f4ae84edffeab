import { expect, test } from "vitest";
import { StudyOption } from "#contract/study";
import { OptionResult } from "#contract/study-result";
import { studyCsv } from "./study-csv.ts";

const none = [0, 0, 0, 0, 0];
const result = (optionId: string, area: number): OptionResult => OptionResult.parse({
  simulated: true, runId: "a".repeat(64), optionId, area: [area, 0, 0, 0, 0], buildings: none, people: none, road: none, roadOpen: 0, schools: 1, hospitals: 0,
  places: [{ name: 'Chợ "Đông Ba", cổng', kind: "market", at: [107.58, 16.47], firstAt: 5400, peak: 0.4 }], gauges: [], cost: { total: 12_000_000, currency: "VND", parts: [] },
  ledger: { before: 0, rain: 0, inflow: 0, outflow: 0, losses: 0, pumped: 0, stored: 0, closure: 1e-9 }, alarms: 0, cases: [], missed: 2,
});
const options = [StudyOption.parse({ id: "a", name: "Để nguyên" }), StudyOption.parse({ id: "b", name: "=cmd|' /C calc'!A0" })];

test("numbers as a table: an option a column, places by name, and no text that a table program would run", () => {
  const lines = studyCsv({ name: "Lũ, đêm", revision: 3, options }, { results: [result("b", 7), result("a", 4000)] }).split("\r\n");
  expect(lines[0]).toContain("MÔ PHỎNG");
  expect(lines[0]).toContain('"Lũ, đêm (3)"');
  expect(lines[1]).toBe(",Để nguyên,'=cmd|' /C calc'!A0");
  expect(lines[2]).toBe("Diện tích ngập / flooded area (m²) 0.1–0.3 m,4000,7");
  expect(lines.find((line) => line.includes("deadlines"))).toMatch(/,2,2$/);
  expect(lines.at(-2)).toBe('"Nước đến sau / water reaches after (s): Chợ ""Đông Ba"", cổng",5400,5400');
});

test("an option without a result has no column", () => {
  expect(studyCsv({ name: "x", revision: 1, options }, { results: [result("a", 1)] }).split("\r\n")[1]).toBe(",Để nguyên");
});

test("supposed fires: who lives within, and whether engines get there, an option each", () => {
  const burning = (id: string, reach: "dry" | "cut"): OptionResult => ({ ...result(id, 1), fires: [{ name: "Chợ", people: 40, buildings: 12, road: 200, wet: 150, reach }] });
  const lines = studyCsv({ name: "x", revision: 1, options }, { results: [burning("a", "cut"), result("b", 1)] }).split("\r\n");
  expect(lines).toContain("Người trong vùng cháy / people within the fire: Chợ,40,");
  expect(lines).toContain('Xe cứu hỏa tới được lúc nước cao nhất / engines get there at the highest water: Chợ,"không, đường ngập / no, water",');
  expect(studyCsv({ name: "x", revision: 1, options }, { results: [burning("a", "dry")] })).toContain("Chợ,có / yes");
  // Two of one name: each keeps its own figures.
  const two = studyCsv({ name: "x", revision: 1, options }, { results: [{ ...result("a", 1), fires: [40, 7].map((people) => ({ name: "Chợ", people, buildings: 2, road: 0, wet: 0, reach: "none" as const })) }, burning("b", "cut")] });
  expect(two).toContain("the fire: Chợ,40,40\r\n");
  expect(two).toContain("the fire: Chợ (2),7,\r\n");
});
