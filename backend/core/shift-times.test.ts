import { expect, test } from "vitest";
import type { Fact, NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { HandoverId } from "#contract/shift";
import { shiftsOf } from "./shift-times.ts";

const who = (id: string) => AccountId.parse(id);
const began = (at: number, id: string): NewFact => ({ kind: "shift:began", at, accountId: who(id) });
const ended = (at: number, id: string): NewFact => ({ kind: "shift:ended", at, accountId: who(id) });
const signed = (at: number, id: string): NewFact => ({ kind: "shift:signed", at, handoverId: HandoverId.parse("h"), by: who(id) });
const shifts = (now: number, ...facts: NewFact[]) => shiftsOf(facts.map((fact, seq): Fact => ({ ...fact, seq })), now);

test.each<[string, NewFact[], [number, number][]]>([
  ["nobody ever came", [], []],
  ["one goes on, whoever joined it", [began(10, "lan"), began(40, "minh")], [[10, 100]]],
  ["handed over: with the signature", [began(10, "lan"), signed(50, "minh"), began(50, "minh"), ended(50, "lan")], [[10, 50], [50, 100]]],
  ["nobody for a while", [began(10, "lan"), ended(30, "lan"), began(60, "minh")], [[10, 30], [60, 100]]],
  ["two on duty, one goes", [began(10, "lan"), began(20, "minh"), ended(30, "lan"), ended(90, "minh")], [[10, 90]]],
  ["who was on duty before the first fact is not known", [ended(30, "lan"), began(60, "minh")], [[60, 100]]],
])("K-3.1 when shifts were: %s", (_name, facts, expected) => {
  expect(shifts(100, ...facts)).toEqual(expected.map(([from, to]) => ({ from, to })));
});
