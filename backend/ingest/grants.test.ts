import { expect, test } from "vitest";
import { granted } from "./grants.ts";

test.each<[string[], string, boolean]>([
  [["*"], "anything", true],
  [["s1"], "s1", true],
  [["s1"], "s10", false],
  [["s1", "t*"], "t5", true],
  [["river.*"], "river.kim-long", true],
  [["river.*"], "river.", true],
  [["river.*"], "rivers", false],
  [["*1"], "s1", false], // a star counts at the end alone
  [[], "s1", false],
])("%j for %s: %s", (grants, id, expected) => expect(granted({ grants }, id)).toBe(expected));
