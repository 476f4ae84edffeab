import { expect, test } from "vitest";
import { PANELS } from "./index.ts";

test("every panel has an id and a key of its own", () => {
  for (const of of ["id", "key"] as const) expect(PANELS.map((entry) => entry[of]).toSorted()).toEqual([...new Set(PANELS.map((entry) => entry[of]))].toSorted());
});
