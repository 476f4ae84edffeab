import { expect, test } from "vitest";
import { readerOf, withheld } from "./withheld.ts";

test.each(["centre:issued", "centre:refused", "centre:settled"])("invariant 12 %s, which may hold an account or an agency's numbers, is for those who may list accounts", (kind) => {
  const fact = { kind, seq: 7, at: 1, record: { of: "account" } };
  expect(withheld([fact], readerOf(["shift-lead"]))).toEqual([fact]);
  for (const bearer of ["operator", "leader", "technician", "display"] as const) expect(withheld([fact], readerOf([bearer]))).toEqual([{ kind: "withheld", seq: 7, at: 1 }]);
});
