import { describe, expect, test } from "vitest";
import { explore, type Bounds } from "../../../test/kit/transfer-model.ts";

const NONE: Bounds = { rooms: ["a", "b"], offers: 1, closes: 0, copies: 0, restores: 0, doubles: 0, readsAnew: 0 };

describe("H-6.2c one owner of a case that goes from room to room: every way there is, within bounds", () => {
  test.each<[string, Partial<Bounds>, number]>([
    ["one offer, a letter that goes twice, a case closed meanwhile: to the end of all ways", { doubles: 1, closes: 1 }, 5000],
    ["one offer, the centre read anew from the first letter: to the end of all ways", { readsAnew: 1 }, 2000],
    ["one offer, either room put back to a copy of any moment: 13 steps", { copies: 1, restores: 1, depth: 13 }, 5000],
    ["two offers among three rooms, onwards and back: 11 steps", { rooms: ["a", "b", "c"], offers: 2, depth: 11 }, 3000],
  ])("%s", (_what, more, least) => {
    const done = explore({ ...NONE, ...more });
    console.log(`${done.states} states, ${done.deepest} steps deep, ${done.whole ? "all there are" : "more lie deeper"}`);
    expect(done.fault).toBeUndefined();
    expect(done.whole).toBe(more.depth === undefined);
    expect(done.states).toBeGreaterThan(least);
  });

  test("the check fails where the protocol is broken: a receiver that takes the case as soon as it accepts, a room that does not read its own letters", () => {
    expect(explore({ ...NONE, grabs: true }).fault).toMatchObject({ what: "two owners: a:x, b:cg-offer001" });
    expect(explore({ ...NONE, copies: 1, restores: 1, depth: 12, deaf: true }).fault).toMatchObject({ what: expect.stringContaining("two owners in the end"), way: expect.arrayContaining(["a: is put back"]) });
  });
});
