import { expect, test } from "vitest";
import { PANEL_KINDS } from "#contract/wall-panels";
import { settingsSchema } from "./wall-settings.ts";

test.each(PANEL_KINDS)("%s: every field has a name in both languages, and no programmer's words", (kind) => {
  const { properties } = settingsSchema(kind);
  expect(properties).not.toEqual({});
  for (const [name, field] of Object.entries(properties ?? {})) {
    expect(field, name).toMatchObject({ title: expect.stringMatching(/\S/), titleEn: expect.stringMatching(/\S/) });
    expect(JSON.stringify(field)).not.toMatch(/goes to the gravest alarm while|none: the gravest|seconds; 0/);
  }
});
test("every value of a choice has its words, also in a list", () => {
  expect(settingsSchema("text")["properties"]).toMatchObject({ tone: { enum: ["plain", "notice", "urgent"], labels: { urgent: { vi: "Khẩn", en: "Urgent" } } } });
  expect(settingsSchema("alarm-board")["properties"]).toMatchObject({ priorities: { items: { labels: { high: { vi: "Cao" } } } } });
});
test("only what nobody can guess is required", () => {
  expect(PANEL_KINDS.map((kind) => [kind, settingsSchema(kind)["required"] ?? []]).filter(([, required]) => JSON.stringify(required) !== "[]")).toEqual([["chart", ["datastreamIds"]], ["text", ["text"]], ["picture", ["fileId"]], ["pdf", ["fileId"]], ["web", ["url"]], ["camera", ["cameraIds"]], ["study", ["studyId"]]]);
});
