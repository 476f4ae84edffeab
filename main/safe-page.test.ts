import { expect, test } from "vitest";
import { safePage, safePath } from "./safe-page.ts";

const drawn = (cause: string, retry: string) => safePage(new URL(safePath({ cause, retry }), "app://shell/").searchParams);

test("the safe page says in both languages what happened and when it will be tried again", () => {
  const page = drawn("oom", "14:23:05");
  for (const words of ["trang dùng hết bộ nhớ", "ran out of memory", "14:23:05", "Enter"]) expect(page).toContain(words);
});

test("what its address says is text, and no script", () => {
  const page = drawn(`<script>alert("1")</script>`, "<b>");
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain("&#60;script&#62;");
});

test("a cause nobody has heard of is said as it is; none is no failure", () => {
  expect(drawn("integrity-failure", "00:00:00")).toContain("integrity-failure");
  expect(safePage(new URLSearchParams())).toContain("data-state=\"safe\"");
});
