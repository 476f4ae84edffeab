import { expect, test } from "vitest";
import { csvOf } from "./report-rows.ts";

test("K-7.1 a report's file is a table, whatever an agency is called: nothing in it is carried out", () => {
  const text = csvOf([{ group: "Vụ việc", item: "Tất cả", value: 3, ofAgency: false }, { group: "=HYPERLINK(\"http://x\")", item: "-1+1", value: -2, ofAgency: true }], ["Nhóm", "Mục", "Số"]);
  expect(text).toBe("\uFEFF\"Nhóm\",\"Mục\",\"Số\"\r\n\"Vụ việc\",\"Tất cả\",\"3\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\",\"'-1+1\",\"-2\"\r\n");
});
