// @vitest-environment node
import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { IncidentId } from "#contract/incident";
import { givenTo } from "./use-given-work.ts";

test("who is given cases is told how many and why; who gave them, and everybody else, is not", () => {
  const fact = (to: string, by: string): Fact => ({ kind: "incident:moved", seq: 1, at: 0, incidentId: IncidentId.parse("i1"), by: AccountId.parse(by), as: "centre", event: { is: "assigned", to: AccountId.parse(to), reason: "San tải" }, change: {} });
  expect(givenTo("lan", [fact("lan", "mai"), fact("lan", "mai"), fact("mai", "lan")])).toEqual({ n: 2, reason: "San tải" });
  expect(givenTo("lan", [fact("lan", "lan")])).toBeUndefined();
});
