import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fail, ok } from "#contract/result";
import { factsAround } from "./facts-around.ts";
import { writeInstant } from "../../../design/written-instant.ts";
import { beside, pastInstant } from "./instants.ts";

/** A journal that answers `fact:recent` as the backend does; some facts are withheld from this reader. */
function journal(instants: readonly number[], withheld: (seq: number) => boolean = () => false) {
  let asked = 0;
  const facts = instants.map((at, i) => ({ kind: "backend:stopped", seq: i + 1, at })).filter(({ seq }) => !withheld(seq));
  return {
    asked: () => asked,
    ask: ({ before = Infinity, limit = 100 }: { before?: number | undefined; limit?: number | undefined }) => {
      asked++;
      return Promise.resolve(ok({ facts: facts.filter(({ seq }) => seq < before).reverse().slice(0, limit) }));
    },
  };
}

describe("the journal around an instant", () => {
  test("what lies nearest either side is found, in few requests, whatever is withheld", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 400 }), fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 2, max: 7 }), async (gaps, at, every) => {
      const instants = gaps.toSorted((a, b) => a - b);
      const { ask, asked } = journal(instants, (seq) => seq % every === 0);
      const found = await factsAround(ask, at, instants.length);
      if (!found.ok) throw new Error("fault");
      expect(asked()).toBeLessThan(12);
      const told = instants.map((one, i) => ({ at: one, seq: i + 1 })).filter(({ seq }) => seq % every !== 0);
      const before = told.findLast((one) => one.at <= at), after = told.find((one) => one.at > at);
      const seqs = found.value.map(({ seq }) => seq);
      if (before !== undefined) expect(seqs).toContain(before.seq);
      if (after !== undefined) expect(seqs).toContain(after.seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }), { numRuns: 60 });
  });
  test("facts of another hour are not around it", async () => expect(await factsAround(journal([0, 10_000_000]).ask, 5_000_000, 2)).toEqual(ok([])));
  test("a refusal is passed on", async () => expect(await factsAround(() => Promise.resolve(fail({ code: "unauthenticated" as const })), 5, 9)).toMatchObject({ ok: false }));
});

describe("instants", () => {
  const noon = Date.UTC(2026, 10, 22, 5, 0, 1);
  test("a field speaks the room's zone, whatever the machine's", () => {
    expect(pastInstant(writeInstant(noon, "second"), noon)).toBe(noon);
    expect(pastInstant("22/11/2026 12:00:01", noon)).toBe(noon);
    expect(pastInstant("22/11/2026 12:00", noon)).toBe(noon - 1000);
    expect(pastInstant(" 2/1/2026 7:05", noon)).toBe(Date.UTC(2026, 0, 2, 0, 5));
  });
  test.each(["22/11/2026 12:00:02", "", "hôm qua", "31/02/2026 10:00", "22/13/2026 10:00", "22/11/2026 24:00", "22/11/2026", "11/22/2026 10:00"])("%j is no past instant", (text) => expect(pastInstant(text, noon)).toBe(undefined));
  test("changes before and after", () => {
    const changes = [{ at: 1 }, { at: 5 }, { at: 9 }];
    expect(beside(changes, 5)).toEqual({ before: { at: 1 }, after: { at: 9 } });
    expect(beside(changes, 0)).toEqual({ before: undefined, after: { at: 1 } });
  });
});
