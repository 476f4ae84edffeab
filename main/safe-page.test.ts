import { expect, test } from "vitest";
import { awayPage, awayPath, safePage, safePath } from "./safe-page.ts";

const drawn = (cause: string, retry: string, since = "14:22:05") => safePage(new URL(safePath({ cause, since, retry }), "app://shell/").searchParams);

test("the safe page says in both languages what happened and when it will be tried again", () => {
  const page = drawn("oom", "14:23:05");
  for (const words of ["trang dùng hết bộ nhớ", "ran out of memory", "14:22:05", "14:23:05", "Enter", "diễn tập", `class="clock"`]) expect(page).toContain(words);
});

test("what its address says is text, and no script", () => {
  const page = drawn(`<script>alert("1")</script>`, "<b>", "<b>");
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain("&#60;script&#62;");
});

test("a cause nobody has heard of is said as it is; none is no failure", () => {
  expect(drawn("integrity-failure", "00:00:00")).toContain("integrity-failure");
  expect(safePage(new URLSearchParams())).toContain("data-state=\"safe\"");
});

test("a backend that is away is told with since when, and nothing else of the address", () => {
  expect(awayPage(new URL(awayPath("03:12:00"), "app://shell/").searchParams)).toContain("Mất kết nối với máy chủ từ 03:12:00");
  expect(awayPage(new URLSearchParams({ since: "<script>" }))).not.toContain("<script>");
});
