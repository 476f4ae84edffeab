import { expect, test } from "vitest";
import { CALENDAR_WARNS, type Calendar } from "#contract/calendar";
import { endOf } from "#contract/calendar-check";
import { ScenarioId } from "#contract/incident";
import { Template } from "#contract/process";
import { fold } from "../../core/fold.ts";
import { emptyState, type RoomState } from "../../core/state.ts";
import { overriding } from "../../core/process/plan.ts";
import { fiveSteps } from "../../law/hue.ts";
import { workingCalendar } from "../../law/vietnam-calendar.ts";
import { endingCalendars } from "./calendar-watch.ts";
import { processFacts } from "./processes.ts";

/** A room after it began with this program's calendar, and whatever happened then. */
function begun(shipped: Calendar, ...saved: Calendar[]): RoomState {
  const state = emptyState();
  for (const fact of processFacts(state, 1, [], [shipped])) fold(state, fact);
  for (const calendar of saved) fold(state, { kind: "calendar:saved", at: 2, calendar });
  return state;
}
const newer: Calendar = { ...workingCalendar, edition: 2, to: "2028-12-31" };
const edited: Calendar = (({ edition: _program, ...calendar }) => ({ ...calendar, version: 2, document: "Thông báo 7", to: "2029-12-31" }))(workingCalendar);

test("K-9.7 a room begins with the program's calendar, takes a newer edition of it, and begins again with nothing to say", () => {
  const state = begun(workingCalendar);
  expect(processFacts(state, 3, [], [workingCalendar])).toEqual([]);
  for (const fact of processFacts(state, 3, [], [newer])) fold(state, fact);
  expect(state.calendars.get(workingCalendar.id)).toMatchObject({ version: 2, edition: 2, to: "2028-12-31" });
  // An older program over the same folder takes nothing back.
  expect(processFacts(state, 4, [], [workingCalendar])).toEqual([]);
});

test("K-9.7 what people edited is never overwritten by the program's, however new that is", () => {
  const state = begun(workingCalendar, edited);
  expect(processFacts(state, 3, [], [newer])).toEqual([]);
  expect(state.calendars.get(workingCalendar.id)).toMatchObject({ version: 2, document: "Thông báo 7", to: "2029-12-31" });
});

test.each([[-1, 1], [0, 1], [1, 0]])("K-9.7 a calendar asks to be continued from 60 days before its end, to the millisecond (%i ms nearer: %i)", (off, found) => {
  expect(endingCalendars([workingCalendar], endOf(workingCalendar) - CALENDAR_WARNS - off)).toHaveLength(found);
  expect(new Date(endOf(workingCalendar)).toISOString()).toBe("2027-01-31T17:00:00.000Z");
});

const sector = (id: string, fields: string[], scenarioIds: string[], more: Partial<Template> = {}): Template => Template.parse({ ...fiveSteps, id, sector: { fields, scenarioIds }, ...more });
const plan = { id: ScenarioId.parse("k1"), leadFields: ["fire", "flood"] };

test.each<[string, Template[], string | undefined]>([
  ["none of its own: the general one stays", [fiveSteps], undefined],
  ["a field of who leads", [fiveSteps, sector("lu", ["flood"], [])], "lu"],
  ["of two fields the one the scenario asks for first", [sector("lu", ["flood"], []), sector("chay", ["fire"], [])], "chay"],
  ["the scenario by name goes before any field", [sector("chay", ["fire"], []), sector("rieng", [], ["k1"])], "rieng"],
  ["a withdrawn one stands in nobody's place", [sector("chay", ["fire"], [], { withdrawn: true })], undefined],
  ["equal ones: the first by id", [sector("b", ["fire"], []), sector("a", ["fire"], [])], "a"],
])("K-9.7 a sector's process overrides: %s", (_what, templates, id) => {
  expect(overriding(plan, templates)?.id).toBe(id);
});
