import { expect, test } from "vitest";
import type { Fact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { isIssuedFact, issuedFactWords } from "./issued-words.ts";

const AT = Date.UTC(2026, 10, 23, 7, 30);
const thing = { seq: 1, at: AT, of: "agency", recordId: "pccc", version: 3 } as const;
const came = { ...thing, kind: "centre:issued", scope: "all", turn: 1, mark: "m", sum: "a".repeat(64), approvedBy: "UBND thành phố", approvedAt: AT } as const;
const refused = { ...thing, kind: "centre:refused", scope: "all", turn: 1, mark: "m", why: "malformed", detail: "not JSON" } as const;

test.each<[Fact, string, string]>([
  [{ ...came, outcome: "taken" }, "Trung tâm ban hành cơ quan pccc, bản 3 (UBND thành phố duyệt", "The centre issued agency pccc, version 3 (approved by UBND thành phố"],
  [{ ...came, outcome: "conflict" }, "XUNG ĐỘT", "CONFLICT"],
  [refused, "KHÔNG NHẬN ĐƯỢC bản trung tâm ban hành: cơ quan pccc, bản 3 – sai mẫu not JSON", "malformed not JSON"],
  [{ ...refused, of: "bom", why: "too-large" }, "bom pccc, bản 3 – quá lớn", "bom pccc, version 3 – too large"],
  [{ ...thing, kind: "centre:settled", take: "room", by: AccountId.parse("lan"), reason: "theo thực tế" }, "Chị Lan giữ bản của phòng cho cơ quan pccc", "Chị Lan kept the room's version of agency pccc"],
])("what the centre issued is told in both languages: %j", (fact, vi, en) => {
  if (!isIssuedFact(fact)) throw new Error(fact.kind);
  expect(issuedFactWords(fact, "vi", () => "Chị Lan")).toContain(vi);
  expect(issuedFactWords(fact, "en", () => "Chị Lan")).toContain(en);
});
