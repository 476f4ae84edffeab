import { expect, test } from "vitest";
import { readUse, threadUse } from "./thread-use.ts";

const line = (name: string, state: string) => `42 (${name}) ${state} 1 42 42 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 1 0 99 1000 10`;

test.each([["R", "runs"], ["S", "waits"], ["D", "waits"], ["T", "stopped"], ["t", "waits"]] as const)("a thread in state %s %s", (state, told) => {
  expect(readUse(line("electron", state))).toEqual({ ran: 2_000, state: told });
});

test("a name may hold brackets and blanks", () => expect(readUse(line("a) T (b", "R"))?.state).toBe("runs"));

test.each(["", "42", "42 (x)", "42 (x) R 1 2"])("what is no such line says nothing: %j", (text) => expect(readUse(text)).toBeUndefined());

test("a process that is not there", () => expect([threadUse(0), threadUse(-1)]).toEqual([undefined, undefined]));

test.runIf(process.platform === "linux")("this one has run", () => {
  expect(threadUse(process.pid)?.ran).toBeGreaterThan(0);
});
