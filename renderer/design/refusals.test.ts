import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Fault } from "#contract/fault";
import { emptyWall } from "#contract/wall-fold";
import { explainCase } from "./case/explain-case.ts";
import { explain } from "./explain.ts";
import { wallBook } from "./facts/wall-book.ts";
import { wallFault } from "./facts/wall-faults.ts";
import { wallNaming } from "./facts/wall-naming.ts";
import { setLanguage, textNow } from "./i18n.ts";
import { refusalWords } from "./refusals.ts";

const BACKEND = join(import.meta.dirname, "../../backend");
/** Answered to machines alone, in the language of the protocol; or shown in words of their own (faults of a pack, of a rule's parameters). */
const MACHINES = /^(?:ingest|store\/city|serve\/sta)\/|^core\/observe\.ts|\.test\.ts$|^serve\/(?:sockets|open-server)\.ts/;

/** Every detail that stands literally in the backend's code, what is filled in replaced by a word. */
function details(): { file: string; code: "conflict" | "malformed" | "unavailable"; detail: string }[] {
  return globSync("**/*.ts", { cwd: BACKEND }).filter((file) => !MACHINES.test(file)).flatMap((file) => {
    const text = readFileSync(join(BACKEND, file), "utf8");
    const named = [...text.matchAll(/code: "(conflict|malformed|unavailable)"[^}\n]*?detail: (?:"([^"]+)"|`([^`]+)`)/g)];
    const called = [...text.matchAll(/\b(conflict|malformed|unavailable)\((?:"[^"]*", )?(?:"([^"]+)"|`([^`]+)`)\)/g)];
    return [...named, ...called].map(([, code, plain, template]) => ({ file, code: z.enum(["conflict", "malformed", "unavailable"]).parse(code), detail: plain ?? (template ?? "").replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "7") }));
  });
}

const naming = wallNaming(wallBook([], emptyWall()), { panel: ({ kind }) => kind, language: "vi", as: "present" });

/** @returns whether the sentence is one of ours, and not the backend's words; refusals about cases and the wall are told by their own windows */
function isTold(file: string, fault: Fault & { detail: string }): boolean {
  setLanguage("vi");
  const words = file.includes("wall") ? (wallFault(fault, { naming, language: "vi" }) ?? explain(fault, textNow)) : /^(?:core\/process|room\/cases)\//.test(file) ? explainCase(fault, textNow, "vi") : explain(fault, textNow);
  return !words.includes(fault.detail);
}

test("whatever the backend refuses is told in Vietnamese", () => {
  const all = details();
  expect(all.length).toBeGreaterThan(60);
  const untold = all.filter(({ file, code, detail }) => !isTold(file, code === "malformed" ? { code, path: "x", detail } : { code, detail }));
  expect(untold.map(({ file, detail }) => `${file}: ${detail}`)).toEqual([]);
});

describe("what zod says of wrong input is told in the language of the screen", () => {
  const schema = z.object({ name: z.string().min(1).max(5), reason: z.string().min(3), n: z.int().min(0).max(9), list: z.array(z.string()).min(2), kind: z.enum(["a", "b"]), word: z.string().regex(/^a$/) }).strict();
  const good = { name: "x", reason: "abc", n: 1, list: ["a", "b"], kind: "a", word: "a" };
  test.each<[string, object, string]>([
    ["missing", { name: undefined }, "Tên: còn thiếu"],
    ["empty", { name: "" }, "Tên: không được để trống"],
    ["too long", { name: "abcdef" }, "Tên: dài quá 5 ký tự"],
    ["too short", { reason: "a" }, "Lý do: cần ít nhất 3 ký tự"],
    ["too few", { list: ["a"] }, "List: cần ít nhất 2 mục"],
    ["too small", { n: -1 }, "N: phải từ 0 trở lên"],
    ["too large", { n: 10 }, "N: không được quá 9"],
    ["another kind", { n: "1" }, "N: không đúng dạng"],
    ["no option", { kind: "c" }, "Kind: không nằm trong các lựa chọn (\"a\"|\"b\")"],
    ["a pattern", { word: "b" }, "Word: viết không đúng mẫu"],
    ["an unknown field", { more: 1 }, "Có trường lạ: \"more\""],
  ])("%s", (_what, wrong, words) => {
    setLanguage("vi");
    const issue = schema.safeParse({ ...good, ...wrong }).error?.issues[0];
    expect(explain({ code: "malformed", path: (issue?.path ?? []).join("."), detail: issue?.message ?? "" }, textNow)).toBe(words);
  });
});

test("what nobody has words for is shown as it is, with its field", () => {
  expect(refusalWords("order.due", "the moon is full", "vi")).toEqual({ words: "the moon is full", field: "thời hạn", known: false });
});
