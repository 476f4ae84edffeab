import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { modelCentre, modelSource } from "../../test/kit/model-centre.ts";
import type { Centre, FactLine } from "../ports-replica.ts";
import { compareNext, hourSums, markOf } from "./compare.ts";

const HOUR = 3_600_000;
const fact = (seq: number, at: number, body = `{"n":${seq}}`): FactLine => ({ seq, at, body, kind: "alarm:raised", hash: `h${seq}` });
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

test("hours are summed by what is in them and in which order; a mark is of all that stands there", () => {
  const sums = (facts: FactLine[]) => hourSums(facts.map(markOf));
  const facts = [fact(1, 5), fact(2, HOUR - 1), fact(3, HOUR), fact(4, 10)];
  expect(sums(facts).map(({ hour, count }) => [hour, count])).toEqual([[0, 3], [HOUR, 1]]);
  expect(sums(facts)[0]?.sum).not.toBe(sums([fact(2, HOUR - 1), fact(1, 5), fact(4, 10)])[0]?.sum);
  expect(markOf(fact(1, 5, "{}")).mark).toBe(md5("5:alarm:raised:first:h1:{}"));
  expect(sums([fact(1, 5, "{}")])).toEqual([{ hour: 0, count: 1, sum: md5(md5("5:alarm:raised:first:h1:{}")) }]);
  for (const other of [{ at: 6 }, { kind: "alarm:cleared" }, { hash: "h2" }, { body: "{ }" }]) expect(markOf({ ...fact(1, 5, "{}"), ...other }).mark).not.toBe(markOf(fact(1, 5, "{}")).mark);
});

/** A centre that holds these facts, and what it was told to do. */
function holding(held: FactLine[], open: number[] = []) {
  const done: string[] = [];
  const within = (after: number, to: number) => held.filter(({ seq }) => seq > after && seq <= to).map(markOf);
  const centre: Centre = {
    ...modelCentre().centre,
    hours: async (_epoch, after, to) => hourSums(within(after, to)),
    marks: async (_epoch, after, to) => within(after, to),
    differing: async () => open,
    resend: async (_epoch, { seq }) => void done.push(`resend ${seq}`),
    differs: async (_epoch, { seq }) => void done.push(`differs ${seq}`),
    agrees: async (_epoch, seqs) => void done.push(`agrees ${seqs.join(" ")}`),
  };
  return { centre, done };
}

test("what is missing is sent again, what stands otherwise is left and told; first it is written down, else nothing is done", async () => {
  const facts = [fact(1, 5), fact(2, 6), fact(3, HOUR), fact(4, HOUR + 1)];
  const source = modelSource(() => facts, "g");
  const notes: unknown[] = [];
  const compare = (held: FactLine[], { open = [] as number[], ok = true } = {}) => {
    const { centre, done } = holding(held, open);
    const note = async (found: unknown) => {
      notes.push(found);
      done.push("note");
      return ok;
    };
    return compareNext({ source, centre, epoch: 1, after: 0, to: 4, note }).then((result) => ({ result, done }));
  };
  expect(await compare(facts)).toEqual({ result: { to: 4, resent: 0, changed: 0 }, done: [] });
  const altered = [facts[1]!, { ...facts[2]!, body: "{}" }, facts[3]!];
  expect(await compare(altered)).toEqual({ result: { to: 4, resent: 1, changed: 1 }, done: ["note", "resend 1", "differs 3"] });
  expect(notes).toEqual([{ missing: 1, changed: 1, hours: [0, HOUR], seqs: [1, 3] }]);
  // Nobody wrote it down: it is found again.
  expect(await compare(altered, { ok: false })).toEqual({ result: { to: 0, resent: 0, changed: 0 }, done: ["note"] });
  // Known already: told once.
  expect(await compare([facts[0]!, ...altered], { open: [3] })).toEqual({ result: { to: 4, resent: 0, changed: 0 }, done: [] });
  expect(await compare(facts, { open: [3] })).toEqual({ result: { to: 4, resent: 0, changed: 0 }, done: ["agrees 3"] });
});
