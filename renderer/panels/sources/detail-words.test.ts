import { expect, test } from "vitest";
import { detailWords } from "./detail-words.ts";

test.each([
  ["Cel to deg", "đổi Cel (°C) sang deg (°) không được"],
  ["m to mm", "đổi m sang mm không được"],
  ["287457646087 ms ahead", "sớm 9 năm so với đồng hồ máy chủ"],
  ["90000 ms old", "cũ 1 phút so với đồng hồ máy chủ"],
  ["not JSON: Unexpected token '<'", "không phải JSON (Unexpected token '<')"],
  ["no datastream kim-long.level", "không có chuỗi kim-long.level"],
  ["gw has no grant for a.b", "nguồn gw chưa được cấp quyền với chuỗi a.b"],
  ["[0].dataArray[3].result: missing", "[0].dataArray[3]: thiếu trường result"],
  ["above 10000 readings a second", "quá 10000 số đo mỗi giây"],
  ["something new", "something new"],
])("%s → %s", (detail, expected) => expect(detailWords(detail, "vi")).toBe(expected));

test("English keeps the backend's words, with spans a person can read", () => {
  expect(detailWords("90000 ms old", "en")).toBe("1 min behind the server's clock");
  expect(detailWords("not UTF-8", "en")).toBe("not UTF-8");
});
