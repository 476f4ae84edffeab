import { describe, expect, test } from "vitest";
import { attempt } from "./fault.ts";
import { parsePath } from "./parse-path.ts";
import { parseQuery } from "./parse-query.ts";
import { timeRange } from "./time-range.ts";
import { parseFilter } from "./parse-expression.ts";

describe("options", () => {
  test("nothing asked for is 100 from the first", () => expect(parseQuery("", "Things", true)).toMatchObject({ top: 100, skip: 0, count: false, orderby: [], expand: [] }));
  test("names without $ are not ours; + is a space; %24 is $", () => {
    expect(parseQuery("x=1&%24top=5&$filter=name+eq+'a%2Bb'", "Things", true)).toMatchObject({ top: 5, filter: { right: { value: "a+b" } } });
  });
  test("$top above 10,000 is 10,000", () => expect(parseQuery("$top=999999", "Things", true).top).toBe(10_000));
  test("$expand nests, by brackets and by slashes, and takes options", () => {
    const { expand } = parseQuery("$expand=Datastreams($top=1;$select=name,id;$expand=Observations($top=2;$orderby=phenomenonTime desc)),Locations", "Things", true);
    expect(expand).toMatchObject([
      { link: "Datastreams", set: "Datastreams", many: true, query: { top: 1, select: ["name", "id"], expand: [{ link: "Observations", query: { top: 2, orderby: [{ descending: true }] } }] } },
      { link: "Locations", set: "Locations" },
    ]);
    expect(parseQuery("$expand=Datastreams/Sensor,Datastreams/ObservedProperty,Datastreams($top=3)", "Things", true).expand).toMatchObject([{ link: "Datastreams", query: { top: 3, expand: [{ link: "Sensor" }, { link: "ObservedProperty" }] } }]);
  });
  test.each<[string, RegExp]>([
    ["$top=-1", /whole number/], ["$top=1e3", /whole number/], ["$top=", /whole number/], ["$skip=x", /whole number/], ["$count=yes", /true or false/], ["$search=a", /no such option/], ["$top=1&$top=2", /twice/], ["$filter=%E0%A4%A", /percent/],
    ["$select=nothing", /no "nothing"/], ["$select=", /empty part/], ["$select=name,", /empty part/], ["$orderby=name,", /empty part/], ["$orderby=name up", /unexpected/], ["$orderby=__proto__", /no "__proto__"/],
    ["$expand=Nothing", /no link/], ["$expand=constructor", /no link/], ["$expand=name", /no link/], ["$expand=Datastreams(", /left open/], ["$expand=Datastreams)", /without/], ["$expand=Datastreams($top)", /no such option/], ["$expand=Datastreams($top=1;$top=2)", /twice/], ["$expand=Datastreams(Thing)", /no such option/],
    ["$expand=Datastreams/Thing/Datastreams/Thing/Datastreams/Thing", /5 levels/], [`$expand=${"Locations,".repeat(20)}Locations`, /20 links/], [`$orderby=${"name,".repeat(10)}name`, /10 keys/],
    ["$expand=Datastreams/Thing($filter=name eq 'a')", /not for one/],
  ])("case %# is refused", (search, message) => {
    expect(attempt(() => parseQuery(search, "Things", true))).toMatchObject({ ok: false, fault: { status: 400, message: expect.stringMatching(message) } });
  });
  test.each(["$filter=id eq 'a'", "$top=1", "$skip=1", "$orderby=name", "$count=true"])("%s is not for one entity", (search) => {
    expect(attempt(() => parseQuery(search, "Things", false))).toMatchObject({ ok: false, fault: { status: 400, message: expect.stringMatching(/not for one entity/) } });
  });
});

describe("paths", () => {
  test.each<[string, unknown]>([
    ["Things", { steps: [{ set: "Things", id: undefined }], tail: { kind: "entities" } }],
    ["Things('kim-long')", { steps: [{ set: "Things", id: "kim-long" }] }],
    ["Things(kim-long)/Datastreams", { steps: [{ id: "kim-long" }, { set: "Datastreams", many: true }] }],
    ["Things(%27a%2Fb%27)", { steps: [{ id: "a/b" }] }],
    ["Things('it''s')", { steps: [{ id: "it's" }] }],
    ["Datastreams(a)/Thing/Locations('a')", { steps: [{ set: "Datastreams" }, { set: "Things", many: false }, { set: "Locations", id: "a" }] }],
    ["Datastreams(a)/unitOfMeasurement/name/$value", { tail: { kind: "property", names: ["unitOfMeasurement", "name"], bare: true } }],
    ["Datastreams(a)/Observations/$ref", { tail: { kind: "references" } }],
    ["Things(a)/@iot.id", { tail: { kind: "property", names: ["@iot.id"] } }],
  ])("%s", (path, expected) => expect(parsePath(path)).toMatchObject(expected as object));
  test.each<[string, number]>([
    ["Nothing", 404], ["things", 404], ["__proto__", 404], ["constructor('x')", 404], ["Things()", 404], ["Things('')", 404], ["Things/Datastreams", 404], ["Things/name", 404], ["Things('a')/Nothing", 404], ["Things('a')/__proto__", 404],
    ["Datastreams('a')/Thing('b')", 404], ["Things('a", 404], ["$ref", 404], ["Things/$ref/x", 404], ["%E0%A4%A", 400], ["Things('a')//Datastreams", 404], ["Things('a')/Datastreams('b')/".repeat(10), 400],
  ])("case %# leads nowhere", (path, status) => expect(attempt(() => parsePath(path))).toMatchObject({ ok: false, fault: { status } }));
});

test.each<[string, string, string]>([
  ["phenomenonTime ge 1970-01-02 and phenomenonTime lt 1970-01-03", "86400000", "172799999"],
  ["1970-01-02 le phenomenonTime and result gt 3 and phenomenonTime le 1970-01-03", "86400000", "172800000"],
  ["phenomenonTime eq 1970-01-02", "86400000", "86400000"],
  ["phenomenonTime eq 1970-01-02 or phenomenonTime eq 1970-01-04", "86400000", "259200000"],
  ["phenomenonTime gt now()", "1001", "8640000000000000"],
  ["phenomenonTime lt 1970-01-02 and phenomenonTime gt 1970-01-03", "172800001", "86399999"],
  ["phenomenonTime lt 1970-01-02 or result gt 3", "0", "8640000000000000"],
  ["not (phenomenonTime lt 1970-01-02)", "0", "8640000000000000"],
  ["phenomenonTime ne 1970-01-02", "0", "8640000000000000"],
])("%s reads from %s to %s", (filter, from, to) => {
  expect(timeRange(parseFilter(filter, "Observations"), { ms: 1000 })).toEqual({ from: Number(from), to: Number(to) });
});
