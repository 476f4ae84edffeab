import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { Source, SourceCounters } from "#contract/source";
import { coveredBy, examples, grantsOf, quoted, sourceState, unaccounted, type SourceState } from "./source-state.ts";

const source = (over: object = {}) => Source.parse({ id: "gw", name: "Gateway", rate: 60, ...over });
const counters = (over: object = {}) => SourceCounters.parse({ sourceId: "gw", received: 10, stored: 7, rejected: 2, superseded: 1, byReason: {}, lastAt: 1_000_000, ...over });

test.each<[string, object, object | undefined, number, boolean, SourceState]>([
  ["fresh", {}, {}, 1_000_001, false, "live"],
  ["at three times its rate", {}, {}, 1_180_000, false, "live"],
  ["beyond it (K-6.3)", {}, {}, 1_180_001, false, "silent"],
  ["never heard", {}, { lastAt: undefined }, 5, false, "never"],
  ["no counters yet", {}, undefined, 5, false, "never"],
  ["switched off", { enabled: false }, {}, 1_000_001, false, "off"],
  ["link down: nothing can be said", {}, {}, 9_000_000, true, "cut"],
])("%s", (_, over, count, now, cut, expected) => expect(sourceState(source(over), count === undefined ? undefined : counters(count), now, cut)).toBe(expected));

test("invariant 8: what is not accounted for is shown", () => {
  expect(unaccounted(counters())).toBe(0);
  expect(unaccounted(counters({ received: 12 }))).toBe(2);
});

test("grants are lines", () => expect(grantsOf(" a.*\r\n\n b \n")).toEqual(["a.*", "b"]));
test("a datastream a source may feed", () => {
  expect(coveredBy(["river.*"], ["rain.1", "river.1"])).toBe("river.1");
  expect(coveredBy(["rain.1"], ["rain.10"])).toBeUndefined();
  expect(coveredBy(["*"], ["x"])).toBe("x");
});

test("examples survive any shell: a quote in a secret stays one word", () => {
  const secret = "it's $HOME `x` \"y\"";
  expect(execFileSync("sh", ["-c", `printf %s ${quoted(secret)}`]).toString()).toBe(secret);
  const { mqtt, http } = examples({ id: "gw" }, secret, { host: "h", mqttPort: 1884, origin: "http://h:7373", datastreamId: "a.b", value: 1.5, now: 0 });
  expect(mqtt).toContain("v1.1/Datastreams(a.b)/Observations");
  const words = execFileSync("sh", ["-c", `for w in ${http.replace(/^curl /, "")}; do printf '%s\\n' "$w"; done`]).toString().split("\n");
  expect(words).toContain(`gw:${secret}`);
  expect(words.some((word) => word.startsWith("{") && JSON.parse(word).Datastream["@iot.id"] === "a.b")).toBe(true);
});
