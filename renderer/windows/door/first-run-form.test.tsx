import { beforeEach, expect, test } from "vitest";
import { render, type } from "../../../test/kit/render.ts";
import { setLanguage } from "../../design/i18n.ts";
import { FirstRunForm } from "./first-run-form.tsx";

beforeEach(() => setLanguage("vi"));

test("a wrong account id says what is wrong with it, not the hint again", () => {
  const box = render(<FirstRunForm />);
  type(box.querySelector("input[name=username]"), "có dấu");
  expect(box.textContent).toContain("Mã chưa đúng");
  expect(box.textContent?.split("dùng để đăng nhập")).toHaveLength(2);
  type(box.querySelector("input[name=username]"), "truc.ban");
  expect(box.textContent).not.toContain("Mã chưa đúng");
});

test("a short password is marked and says how much is missing; an untouched one is not", () => {
  const box = render(<FirstRunForm />);
  const field = box.querySelector("input[name=password]");
  expect(field?.getAttribute("aria-invalid")).toBeNull();
  type(field, "ngan-qua");
  expect(box.textContent).toContain("còn thiếu 2 ký tự");
  expect(field?.getAttribute("aria-invalid")).toBe("true");
  type(field, "mat-khau-dai");
  expect(box.textContent).not.toContain("còn thiếu");
});
