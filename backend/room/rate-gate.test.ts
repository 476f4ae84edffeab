import { expect, test } from "vitest";
import { Source } from "#contract/source";
import { rateGate } from "./rate-gate.ts";

test("a source may burst ten seconds' worth, then its limit a second; others are untouched", () => {
  const gate = rateGate();
  const chatty = Source.parse({ id: "chatty", name: "Chatty", limit: 2 });
  const passed = (steady: number) => Array.from({ length: 100 }, () => gate(chatty, steady)).filter(Boolean).length;
  expect(passed(0)).toBe(20);
  expect(passed(500)).toBe(1);
  expect(passed(1500)).toBe(2);
  expect(gate(Source.parse({ id: "quiet", name: "Quiet" }), 0)).toBe(true);
});
