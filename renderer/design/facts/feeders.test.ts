import { expect, test } from "vitest";
import { Source, SourceCounters } from "#contract/source";
import { feederNames, feedersOf, grantCovers } from "./feeders.ts";

const source = (id: string, over: object = {}) => Source.parse({ id, name: id.toUpperCase(), grants: ["river.*"], ...over });
const heard = (sourceId: string, lastAt?: number) => SourceCounters.parse({ sourceId, received: 0, stored: 0, rejected: 0, superseded: 0, byReason: {}, lastAt });
const stream = { id: "river.level" };

test.each<[string[], string, boolean]>([
  [["*"], "x", true], [["river.*"], "river.level", true], [["river.level"], "river.level", true], [["river.level"], "river.level2", false], [[], "x", false],
])("grants %o cover %s: %s", (grants, id, expected) => expect(grantCovers(grants, id)).toBe(expected));

test("every source with a grant, the most recently heard first, those never heard last", () => {
  const sources = [source("b"), source("a"), source("old"), source("new"), source("rain", { grants: ["rain.*"] }), source("off", { enabled: false })];
  expect(feedersOf(stream, sources, [heard("old", 5), heard("new", 9), heard("b")]).map(({ id }) => id)).toEqual(["new", "old", "a", "b"]);
  expect(feederNames(stream, sources, [])).toBe("A, B, NEW +1");
});

test("a datastream's own source alone, even one not in the catalogue; none at all is said as such", () => {
  expect(feederNames({ id: "river.level", sourceId: "a" }, [source("a"), source("b")], [])).toBe("A");
  expect(feederNames({ id: "river.level", sourceId: "gone" }, [source("b")], [])).toBe("gone");
  expect(feederNames({ id: "air.pm25" }, [source("b")], [])).toBeUndefined();
});
