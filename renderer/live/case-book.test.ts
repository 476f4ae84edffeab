// @vitest-environment node
import { expect, test } from "vitest";
import type { Agency } from "#contract/agency";
import type { Fact } from "#contract/fact";
import type { Incident, IncidentFact } from "#contract/incident";
import type { RequestName } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import { fiveSteps } from "../../backend/law/hue.ts";
import { MINUTE, POLICE, answered, confirmed, handIncident, ordered } from "../../test/kit/hand-incident.ts";
import type { Ask } from "./ask.ts";
import { createCaseBook } from "./case-book.ts";

const agency: Agency = { id: POLICE, name: "Công an thành phố", areaIds: [], fields: [], version: 1 };
const told = (facts: readonly IncidentFact[], from = 1): Fact[] => facts.map((fact, i) => ({ ...fact, seq: from + i }));

/** A book whose answers the test writes; `hold` keeps the answers back until it is let go. */
function bookOf(answers: Partial<Record<RequestName, (input: { after?: string }) => Result<unknown>>>) {
  let hold: Promise<void> | undefined;
  const asked: string[] = [];
  async function answer(name: RequestName, input: unknown): Promise<Result<unknown>> {
    asked.push(name);
    await hold;
    const after = typeof input === "object" && input !== null && "after" in input && typeof input.after === "string" ? { after: input.after } : {};
    return answers[name]?.(after) ?? (name === "process:list" ? ok({ templates: [fiveSteps] }) : name === "agency:list" ? ok({ agencies: [agency] }) : fail({ code: "unavailable", detail: name }));
  }
  const ask = ((name: RequestName, input: unknown) => answer(name, input)) as Ask;
  const book = createCaseBook({ ask, later: (task) => task(), wait: () => Promise.resolve() });
  return {
    book, asked,
    holdBack(): () => void {
      let go = (): void => undefined;
      hold = new Promise((resolve) => (go = resolve));
      return () => go();
    },
  };
}
const page = (incidents: readonly Incident[], seq: number, next?: string) => () => ok({ incidents, seq, ...(next === undefined ? {} : { next }) });

test("a case opened, moved, missed and closed is followed by its facts alone, and equals what the room has", async () => {
  const { book } = bookOf({ "incident:mirror": page([], 0) });
  await book.sync();
  const hand = handIncident(fiveSteps);
  const { appearedAt } = hand.incident();
  hand.centre({ is: "verified" });
  hand.centre({ is: "proposed", plan: "bơm" });
  hand.centre(ordered({ due: appearedAt + 60 * MINUTE }));
  hand.at(appearedAt + 11 * MINUTE);
  book.apply(told(hand.facts));
  expect(book.cases.get().open.get("i1")).toEqual(hand.incident());
  expect(book.cases.get().open.get("i1")?.clocks.some(({ missedAt }) => missedAt !== undefined)).toBe(true);
  expect(book.cases.get().ofAlarm.get("a1")).toBe("i1");
  const so = hand.facts.length;
  hand.agency(answered());
  hand.centre(confirmed);
  book.apply(told(hand.facts.slice(so), so + 1));
  expect(book.cases.get().open.size).toBe(0);
  expect(book.cases.get().ofAlarm.size).toBe(0);
});

test("facts that came while pages were read count once: those in the page not again, those after it too", async () => {
  const hand = handIncident(fiveSteps);
  hand.centre({ is: "verified" });
  const inPage = hand.incident();
  const { book, holdBack } = bookOf({ "incident:mirror": page([inPage], 2) });
  const go = holdBack();
  const done = book.sync();
  hand.centre({ is: "proposed", plan: "bơm" });
  book.apply(told(hand.facts));
  go();
  await done;
  expect(book.cases.get().open.get("i1")).toEqual(hand.incident());
});

test("pages are read to their end, and agencies and processes with them", async () => {
  const one = handIncident(fiveSteps).incident();
  const two: Incident = { ...one, id: one.id.replace("1", "2") as Incident["id"] };
  const { book, asked } = bookOf({ "incident:mirror": ({ after }) => (after === undefined ? page([one], 1, "i1")() : page([two], 1)()) });
  await book.sync();
  expect([...book.cases.get().open.keys()]).toEqual(["i1", "i2"]);
  expect(book.cases.get()).toMatchObject({ is: "ready", cut: false });
  expect(book.cases.get().agencies.get(POLICE)?.name).toBe("Công an thành phố");
  expect(asked.filter((name) => name === "incident:mirror")).toHaveLength(2);
});

test("a refusal says why; one for want of a right is not asked after again", async () => {
  const { book, asked } = bookOf({ "incident:mirror": () => fail({ code: "forbidden", permission: "incident:mirror" }) });
  await book.sync();
  expect(book.cases.get()).toMatchObject({ is: "failed", fault: { code: "forbidden" } });
  expect(asked).toEqual(["incident:mirror"]);
});

test("a failure is tried again, and what was shown stays meanwhile", async () => {
  let failures = 2;
  const one = handIncident(fiveSteps).incident();
  const { book } = bookOf({ "incident:mirror": () => (failures-- > 0 ? fail({ code: "unavailable", detail: "x" }) : page([one], 1)()) });
  await book.sync();
  expect(book.cases.get().is).toBe("ready");
});
