import { expect, test } from "vitest";
import { allProofs, byId, finishedIds, proofs } from "./trace.ts";

test("ids are found in titles, whatever the quotes, tables and groups", () => {
  const text = [
    `test("H${"-"}6.3 stops", () => {});`,
    `it('K${"-"}II.3 and K${"-"}5.1e return', f);`,
    "test.each<[A, B]>([\n  [1, 2],\n])(`invariant" + " 4: %s`, g);",
    `describe("H${"-"}V.§4 counts", h); // K${"-"}8.3 stands in a comment only`,
  ].join("\n");
  expect(proofs(text, "a.test.ts").map((proof) => proof.id)).toEqual(["H-6.3", "K-II.3", "K-5.1e", "invariant 4", "H-V.§4"]);
});

test("words that only look like an id are none", () => {
  expect(proofs(`test("H-bridge, K-means, UTF-8 and invariants", f)`, "a.test.ts")).toEqual([]);
});

test("ids sort as people count", () => {
  expect(["K-1", "H-10.2", "H-9.1", "invariant 2"].sort(byId)).toEqual(["H-9.1", "H-10.2", "invariant 2", "K-1"]);
});

test("every requirement called finished has a test that names it", () => {
  const proved = new Set(allProofs().map((proof) => proof.id));
  expect(finishedIds().filter((id) => !proved.has(id))).toEqual([]);
});
