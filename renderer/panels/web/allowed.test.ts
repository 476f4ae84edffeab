import { expect, test } from "vitest";
import { allowed } from "./allowed.ts";

const LIST = ["https://thoitiet.hue.gov.vn", "http://10.0.0.5:8080"];

test.each<[string, string, string]>([
  ["a page of an allowed origin", "https://thoitiet.hue.gov.vn/ban-do?x=1", "allowed"],
  ["an allowed port", "http://10.0.0.5:8080/", "allowed"],
  ["another port of the same host", "http://10.0.0.5:8081/", "not-allowed"],
  ["the same name without TLS", "http://thoitiet.hue.gov.vn/", "not-allowed"],
  ["a name that begins alike", "https://thoitiet.hue.gov.vn.evil.example/", "not-allowed"],
  ["a user name that looks like the origin", "https://thoitiet.hue.gov.vn@evil.example/", "not-allowed"],
  ["a script", "javascript:alert(1)", "no-address"],
  ["a file", "file:///etc/passwd", "no-address"],
  ["nothing", "", "no-address"],
])("%s", (_, url, expected) => expect(allowed(url, LIST).is).toBe(expected));

test("without a list nothing is allowed", () => expect(allowed("https://thoitiet.hue.gov.vn/", []).is).toBe("not-allowed"));
