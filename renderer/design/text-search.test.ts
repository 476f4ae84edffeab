import { expect, test } from "vitest";
import { matcher, searchable, withoutMarks } from "./text-search.ts";

test.each([
  ["Đập Tả Trạch", "dap ta trach"],
  ["NGẬP ÚNG", "ngap ung"],
  ["Phường Thuỷ Xuân", "phuong thuy xuan"],
])("%s without marks is %s", (text, plain) => expect(withoutMarks(text)).toBe(plain));

test.each<[string, string, boolean]>([
  ["song huong", "Mực nước sông Hương tại Kim Long", true],
  ["huong song", "Mực nước sông Hương tại Kim Long", true],
  ["sông", "Hai tuyến song song", false],
  ["sông", "Sông Bồ", true],
  ["dap", "Đập Tả Trạch", true],
  ["đập", "Dap Ta Trach", false],
  ["KIM LONG", "trạm kim long", true],
  ["kim bồ", "Mực nước sông Hương tại Kim Long", false],
])("%s in %s: %s", (query, text, found) => expect(matcher(query)?.(searchable(text))).toBe(found));

test("marks typed as combining characters find composed text", () => {
  expect(matcher("sông".normalize("NFD"))?.(searchable("Sông Hương"))).toBe(true);
});

test("a blank query tests nothing", () => expect(matcher("  ")).toBeUndefined());
