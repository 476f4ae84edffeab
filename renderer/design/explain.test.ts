import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import { setLanguage, textNow } from "./i18n.ts";

test("a refusal names the right in words, in the language of the screen; one without words by its id", () => {
  setLanguage("vi");
  expect(explain({ code: "forbidden", permission: "rule:save" }, textNow)).toBe("Tài khoản không có quyền này (sửa quy tắc)");
  expect(explain({ code: "forbidden", permission: "metrics:read" }, textNow)).toContain("metrics:read");
  setLanguage("en");
  expect(explain({ code: "forbidden", permission: "rule:save" }, textNow)).toContain("change rules");
  setLanguage("vi");
});
