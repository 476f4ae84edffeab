import { expect, test } from "vitest";
import { Proposal } from "#contract/wall";
import { START } from "../../../test/kit/hand-world.ts";
import { gravestFirst } from "./proposals.ts";

const proposal = (id: string, more: object = {}): Proposal => Proposal.parse({ id, bindingId: "b-flood", sceneId: "flood", alarmId: "high::level-1", priority: "high", mode: "tell", at: START, due: START + 5000, ...more });

test.each<[string, Proposal[], string[]]>([
  ["the gravest, however late", [proposal("p1"), proposal("p2", { priority: "emergency", due: START + 9000 })], ["p2", "p1"]],
  ["of two as grave the one due first", [proposal("p1", { due: START + 9000 }), proposal("p2")], ["p2", "p1"]],
  ["of two due at once the one made first, also where its number has a digit less", [proposal("p100"), proposal("p99"), proposal("p9"), proposal("p10")], ["p9", "p10", "p99", "p100"]],
])("first goes %s", (_what, open, order) => {
  expect(gravestFirst(open).map(({ id }) => id)).toEqual(order);
});
