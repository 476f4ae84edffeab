import { expect, test } from "vitest";
import { pageMessage } from "./page-message.ts";

test.each([[{ say: "beat", live: true }], [{ say: "alarm", notice: { title: "Ngập", body: "An Cựu" } }], [{ say: "alarm", notice: { title: "Ngập", body: "" } }]])("%j is heard", (message) => expect(pageMessage(message)).toEqual(message));

test.each([
  [undefined], [null], [""], ["beat"], [[]], [{}], [{ say: "quit" }], [{ say: "beat" }], [{ say: "beat", live: 1 }], [{ say: "alarm" }], [{ say: "alarm", notice: { title: "", body: "" } }], [{ say: "alarm", notice: { title: "x".repeat(121), body: "" } }],
  [{ say: "alarm", notice: { title: "a", body: "x".repeat(301) } }], [{ say: "alarm", notice: { title: 7, body: {} } }],
])("%j is not", (message) => expect(pageMessage(message)).toBeUndefined());

test("what comes along with a message is left out", () => expect(pageMessage({ say: "beat", live: true, also: "this" })).toEqual({ say: "beat", live: true }));
