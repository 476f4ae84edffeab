import { expect, test } from "vitest";
import { BindingId, Instant } from "#contract/ids";
import type { WallChange } from "#contract/wall";
import { NO_SETTINGS } from "#contract/wall-fold";
import { listJournal } from "../../test/kit/list-journal.ts";
import { cutOf } from "./wall-cuts.ts";

const AT = Instant.parse(1_800_000_000_000);
const back = (seq: number, due?: number) => ({ seq, bindingId: BindingId.parse("b"), ...(due !== undefined && { due }) });
const settings = (before: object, after: object): WallChange => ({ part: "settings", before: { ...NO_SETTINGS, ...before }, after: { ...NO_SETTINGS, ...after } });

test("the cut is found by its way back's seq, also where the disk was full and its fact came two later; edits of the way back are not it", () => {
  const journal = listJournal();
  const cut = [settings({}, { back: back(1) })];
  journal.append([
    { kind: "disk:full", detail: "", at: AT }, { kind: "disk:recovered", held: 1, at: AT },
    { kind: "wall:edited", deed: "cut", changes: cut, at: AT },
    { kind: "wall:edited", deed: "settings", changes: [settings({ back: back(1) }, { back: back(1, AT + 5) })], at: AT },
  ], []);
  expect(cutOf(journal, 1)).toEqual(cut);
  expect(cutOf(journal, 4)).toBeUndefined();
});
