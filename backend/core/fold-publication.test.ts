import { expect, test } from "vitest";
import type { NewFact } from "#contract/fact";
import { AccountId } from "#contract/ids";
import { MONTHS_PUBLISHED, PublishedFigures, ServiceDecision } from "#contract/publication";
import { fold } from "./fold.ts";
import { emptyState } from "./state.ts";

const by = AccountId.parse("lanh-dao");
const published = (id: string): NewFact => ({ kind: "figures:published", at: 1, figures: { id, countedAt: 1, by, rows: [] } });
const month = (n: number): string => `${2020 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;

test("invariant 3: what is touched is what stands: of a service the newest word, of months the newest two years, each as it parses", () => {
  const state = emptyState();
  const rows = new Map<string, unknown>();
  const facts: NewFact[] = [
    ...[true, false, true].map((approved, at): NewFact => ({ kind: "service:decided", at, decision: { id: "flood", approved, reason: "Quyết định 12", day: "2026-01-02", at, by } })),
    ...Array.from({ length: MONTHS_PUBLISHED + 5 }, (_, n) => published(month(n))),
    published(month(0)),
    { kind: "figures:withdrawn", at: 2, month: month(20), reason: "Tính sai", by },
  ];
  for (const fact of facts) for (const { collection, id, body } of fold(state, fact)) if (body === undefined) rows.delete(`${collection} ${id}`); else rows.set(`${collection} ${id}`, body);
  expect(state.services.get("flood")).toMatchObject({ approved: true, at: 2 });
  expect([...state.figures.keys()]).toEqual(Array.from({ length: MONTHS_PUBLISHED }, (_, n) => month(n + 5)).filter((id) => id !== month(20)));
  expect([...rows.keys()].toSorted()).toEqual([...[...state.figures.keys()].map((id) => `figures ${id}`), "services flood"].toSorted());
  for (const one of state.figures.values()) expect(PublishedFigures.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  for (const one of state.services.values()) expect(ServiceDecision.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
});
