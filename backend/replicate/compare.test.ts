import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { CentreFault, type Centre, type FactLine } from "../ports-replica.ts";
import { modelSource } from "../../test/kit/model-centre.ts";
import { compareNext, hourSums } from "./compare.ts";

const HOUR = 3_600_000;
const fact = (seq: number, at: number, body = `{"n":${seq}}`): FactLine => ({ seq, at, body, kind: "alarm:raised", hash: `h${seq}` });

test("hours are summed by what is in them and in which order", () => {
  const facts = [fact(1, 5), fact(2, HOUR - 1), fact(3, HOUR), fact(4, 10)];
  expect(hourSums(facts).map(({ hour, count }) => [hour, count])).toEqual([[0, 3], [HOUR, 1]]);
  expect(hourSums(facts)[0]?.sum).not.toBe(hourSums([fact(2, 5, '{"n":1}'), fact(1, 6, '{"n":2}'), fact(4, 10)].toReversed())[0]?.sum);
  // MD5 of the texts' MD5s, one after the other: PostgreSQL makes the same of md5(string_agg(md5(body), '')).
  expect(hourSums([fact(1, 5, "{}")])).toEqual([{ hour: 0, count: 1, sum: "7514068f45b73e3cabf9241c63a26436" }]);
});

/** A centre that holds these facts. */
function holding(held: FactLine[]): Pick<Centre, "hours" | "marks" | "mend"> & { mended: number[] } {
  const mended: number[] = [];
  return {
    mended,
    hours: async (_epoch, after, to) => hourSums(held.filter(({ seq }) => seq > after && seq <= to)),
    marks: async () => held.map(({ seq, at, body }) => ({ seq, at, mark: createHash("md5").update(body).digest("hex") })),
    mend: async (_epoch, facts) => void mended.push(...facts.map(({ seq }) => seq)),
  };
}

test("alike is left alone; a missing fact is put right", async () => {
  const facts = [fact(1, 5), fact(2, 6), fact(3, HOUR)];
  const source = modelSource(() => facts, "g");
  const never = () => Promise.reject(new CentreFault("other", "asked"));
  const rest: Omit<Centre, "hours" | "marks" | "mend"> = { known: never, newest: never, begin: never, open: never, move: never, quarantine: never, quarantined: never, close: async () => undefined };
  const whole = holding(facts);
  expect(await compareNext({ source, centre: { ...rest, ...whole }, epoch: 1, after: 0, to: 3 })).toEqual({ to: 3, repaired: 0 });
  expect(whole.mended).toEqual([]);
  const without = holding(facts.slice(1));
  await compareNext({ source, centre: { ...rest, ...without }, epoch: 1, after: 0, to: 3 });
  expect(without.mended).toEqual([1]);
});
