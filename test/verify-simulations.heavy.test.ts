import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernel, KERNEL } from "../scripts/flood-kernel.ts";
import { verify } from "../scripts/verify-simulations.ts";
import { dataFolder } from "../scripts/verify-simulations/ea4.ts";
import { CASES } from "../scripts/verify-simulations/index.ts";

test.each(CASES.filter(({ quick }) => quick).map((one) => [one.id, one.title, one] as const))("%s %s", (_id, _title, one) => {
  const outcome = verify(one, dataFolder());
  expect(outcome).toHaveProperty("rows");
  if ("rows" in outcome) expect(outcome.rows.filter(({ pass }) => !pass)).toEqual([]);
});

test("a case whose reference series is not there is skipped in words, not passed", () => {
  const one = CASES.find(({ id }) => id === "V12")!;
  expect(verify(one, "/nowhere")).toEqual({ skipped: "no ea4-reference.json in /nowhere" });
});

test("the compiled kernel is what its source compiles to", async () => {
  expect(Buffer.from(await compileKernel()).equals(readFileSync(KERNEL))).toBe(true);
});
