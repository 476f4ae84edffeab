import type { Calendar } from "#contract/calendar";
import { calendarFaults } from "#contract/calendar-check";
import type { Template } from "#contract/process";
import { faultsOf } from "#contract/process-check";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { currentTemplates, isLaws, newestTemplate } from "./processes.ts";

/** Versions of processes kept, all together: a case needs its own for as long as it can be read. Above it no new one is taken. */
const MOST_VERSIONS = 5000;
/** Calendars at most. */
const MOST_CALENDARS = 50;

interface Options {
  state: Pick<RoomState, "templates" | "calendars" | "scenarios">;
  keeper: Pick<CaseKeeper, "write">;
  now: () => Now;
}

/** Sectors' own processes (K-9.7) and the calendars limits run on, as people write them. Every version is a fact with who made it (H-12.3). */
export function lawAnswers({ state, keeper, now }: Options): AnswersFor<"process:save" | "calendar:list" | "calendar:save"> {
  const stale = (inForce: number, version: number): Result<never> | undefined =>
    inForce === version ? undefined : fail({ code: "conflict", detail: `version ${inForce} is in force, not ${version}` });

  return {
    "process:save": async ({ template, version }, party) => {
      if (isLaws(template.id)) return fail({ code: "conflict", detail: `${template.id} is set by the law: copy it under another id` });
      const newest = newestTemplate(state, template.id);
      const old = stale(newest?.version ?? 0, version);
      if (old !== undefined) return old;
      if (state.templates.size >= MOST_VERSIONS) return fail({ code: "too-large", limit: MOST_VERSIONS });
      const [fault] = faultsOf(template, new Set(state.calendars.keys()), currentTemplates(state).filter(({ id }) => isLaws(id)));
      if (fault !== undefined) return fail({ code: "malformed", path: `template.${fault.at}`, detail: `${fault.code} ${fault.what}`.trim() });
      const strange = template.sector.scenarioIds.find((id) => !state.scenarios.has(id));
      if (strange !== undefined) return fail({ code: "unknown-id", kind: "scenario", id: strange });
      const saved: Template = { ...template, version: version + 1 };
      const written = await keeper.write([{ kind: "process:saved", at: now().wall, template: saved, by: personOf(party) }]);
      return written.ok ? ok(saved) : written;
    },
    "calendar:list": () => ok({ calendars: [...state.calendars.values()] }),
    "calendar:save": async ({ calendar, version }, party) => {
      const old = stale(state.calendars.get(calendar.id)?.version ?? 0, version);
      if (old !== undefined) return old;
      if (version === 0 && state.calendars.size >= MOST_CALENDARS) return fail({ code: "too-large", limit: MOST_CALENDARS });
      const [fault] = calendarFaults(calendar);
      if (fault !== undefined) return fail({ code: "malformed", path: `calendar.${fault.at}`, detail: fault.code });
      const days = calendar.days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
      // Without an edition: from now on it is people's own.
      const saved: Calendar = { ...calendar, days, version: version + 1 };
      const written = await keeper.write([{ kind: "calendar:saved", at: now().wall, calendar: saved, by: personOf(party) }]);
      return written.ok ? ok(saved) : written;
    },
  };
}
