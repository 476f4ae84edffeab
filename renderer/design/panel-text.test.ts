import { expect, test } from "vitest";
import { fill } from "./panel-text.ts";

test.each([
  ["{{n}} {{n|alarm|alarms}} shelved", { n: 1 }, "1 alarm shelved"],
  ["{{n}} {{n|alarm|alarms}} shelved", { n: 0 }, "0 alarms shelved"],
  ["{{n}} {{n|alarm|alarms}} shelved", { n: 12 }, "12 alarms shelved"],
  ["đến {{time}}", {}, "đến {{time}}"],
])("%s with %o reads %s", (text, values, expected) => expect(fill(text, values)).toBe(expected));
