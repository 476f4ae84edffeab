import { describe, expect, test } from "vitest";
import type { Fault } from "#contract/fault";
import { explain } from "./explain.ts";
import { local, setLanguage, textNow } from "./i18n.ts";
import { en } from "./texts/en.ts";
import { vi } from "./texts/vi.ts";

function flat(texts: Record<string, Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(texts).flatMap(([area, group]) => Object.entries(group).map(([key, text]): [string, string] => [`${area}.${key}`, text])));
}
const vietnamese = flat(vi);
const english = flat(en);
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();

describe("texts", () => {
  test("both languages have the same keys", () => expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort()));
  test("no text is empty", () => expect([...vietnamese, ...english].filter(([, text]) => text.trim() === "")).toEqual([]));
  test("both languages fill in the same values", () => {
    for (const [key, text] of vietnamese) expect([key, holes(english.get(key) ?? "")]).toEqual([key, holes(text)]);
  });
  test("Vietnamese is in NFC: marks are composed, so that every font draws them", () => {
    for (const text of vietnamese.values()) expect(text).toBe(text.normalize("NFC"));
  });
  test("a switch changes the words and the document's language, and is kept", () => {
    setLanguage("en");
    expect(textNow("alarms.emergency")).toBe("Emergency");
    expect(document.documentElement.lang).toBe("en");
    expect(localStorage.getItem("kydai-language")).toBe("en");
    setLanguage("vi");
    expect(textNow("alarms.emergency")).toBe("Khẩn cấp");
  });
  test("a record without an English name keeps its Vietnamese one", () => {
    expect(local("en", "Cầu Dã Viên", undefined)).toBe("Cầu Dã Viên");
    expect(local("en", "Cầu Dã Viên", "")).toBe("Cầu Dã Viên");
    expect(local("en", "Cầu Dã Viên", "Da Vien bridge")).toBe("Da Vien bridge");
  });
});

describe("faults", () => {
  const faults: Fault[] = [
    { code: "malformed", path: "name", detail: "x" },
    { code: "unknown-id", kind: "rule", id: "r" },
    { code: "conflict", detail: "x" },
    { code: "unauthenticated" },
    { code: "forbidden", permission: "rule:save" },
    { code: "too-many", retryAfter: 2.2 },
    { code: "too-large", limit: 5 },
    { code: "unavailable", detail: "timeout" },
    { code: "disk-full" },
    { code: "wrong-protocol", expected: 2, got: 1 },
  ];
  test.each(faults)("$code is explained, with nothing left unfilled", (fault) => {
    const text = explain(fault, textNow);
    expect(text.length).toBeGreaterThan(5);
    expect(text).not.toMatch(/\{\{|undefined|faults\./);
  });
});
