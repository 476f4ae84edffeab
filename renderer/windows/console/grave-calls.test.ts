import { expect, test } from "vitest";
import { fiveSteps } from "../../../backend/law/hue.ts";
import { handIncident, MONDAY } from "../../../test/kit/hand-incident.ts";
import { IncidentId, type RealIncident } from "#contract/incident";
import type { GraveCase } from "../../design/case/grave.ts";
import { called, callsAfter, seenAfter } from "./grave-calls.ts";

const base = handIncident(fiveSteps, { appearedAt: MONDAY }).incident();
const grave = (id: string): GraveCase<RealIncident> => ({ incident: { ...base, id: IncidentId.parse(id), drill: false }, why: ["emergency"], late: 0 });
const now = (...keys: string[]) => new Map(keys.map((key) => [key, grave(key.split(" ")[0] ?? "")]));

test("K-9.3 what is there when the window opens calls nobody; what comes after calls until it was looked at", () => {
  const first = callsAfter(undefined, now("a emergency"));
  expect(called(first!)).toEqual([]);
  const second = callsAfter(first, now("a emergency", "b emergency", "b late"));
  expect(called(second!).map(({ incident }) => incident.id)).toEqual(["b"]);
  const more = callsAfter(second, now("a emergency", "b emergency", "b late", "c asks"));
  expect(called(seenAfter(more, { caseId: "b" })!).map(({ incident }) => incident.id)).toEqual(["c"]);
  expect(called(seenAfter(more, "all")!)).toEqual([]);
  // Looked at, the same case calls again only for something new.
  expect(called(callsAfter(seenAfter(more, "all"), now("a emergency", "b emergency", "b late", "c asks"))!)).toEqual([]);
  expect(called(callsAfter(seenAfter(more, "all"), now("a emergency", "a beyond"))!).map(({ incident }) => incident.id)).toEqual(["a"]);
});

test("K-9.3 what has passed calls nobody, and calls again when it comes again", () => {
  const open = callsAfter(callsAfter(undefined, now()), now("a asks"));
  expect(called(callsAfter(open, now())!)).toEqual([]);
  expect(called(callsAfter(callsAfter(open, now()), now("a asks"))!)).toHaveLength(1);
});

test("K-9.3 no case on show has looked at nothing", () => {
  const open = callsAfter(callsAfter(undefined, now()), now("a asks"));
  expect(seenAfter(open, { caseId: undefined })).toBe(open);
});

test("until the cases are known nothing is decided, and nothing new is nothing new", () => {
  expect(callsAfter(undefined, undefined)).toBeUndefined();
  const open = callsAfter(callsAfter(undefined, now()), now("a asks"));
  const same = new Map(open!.open);
  expect(callsAfter(open, same)).toBe(open);
});
