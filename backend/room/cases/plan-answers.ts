import type { Alarm } from "#contract/alarm";
import type { Inject } from "#contract/drill";
import type { IncidentId } from "#contract/incident";
import type { RequestOutput } from "#contract/request";
import { fail, ok } from "#contract/result";
import { agenciesFor, camerasNear, drillFiller, dueFor, filler, newestFor, overriding, scenarioFor } from "../../core/process/plan.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { chosenIn } from "./chosen-plan.ts";
import type { CaseKeeper } from "./keeper.ts";
import { currentTemplates, workingHours } from "./processes.ts";

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "find" | "book">;
  now: () => Now;
}

/** Plans made beforehand, filled with what happened (H-11.3). */
export function planAnswers({ state, keeper, now }: Options): AnswersFor<"incident:plan" | "scenario:preview"> {
  return {
    "scenario:preview": ({ scenario }) => {
      const alarm = newestFor(scenario, state);
      const fill = filler(alarm, state);
      const name = (id: string): string => state.agencies.get(id)?.name ?? id;
      const { lead, support } = agenciesFor(scenario, alarm?.area, state.agencies);
      const own = overriding(scenario, currentTemplates(state));
      return ok({
        ...(alarm !== undefined && { alarm: { id: alarm.id, message: alarm.message, raisedAt: alarm.raisedAt } }),
        title: fill(scenario.title), happened: fill(scenario.happened), where: fill(scenario.where), required: fill(scenario.required),
        ...(lead !== undefined && { lead: name(lead) }), support: support.map(name), ...(own !== undefined && own.id !== scenario.templateId && { overrides: own.name }),
      });
    },
    "incident:plan": ({ alarmId, incidentId }) => {
      const found = incidentId === undefined ? ok(undefined) : keeper.find(incidentId);
      if (!found.ok) return found;
      const incident = found.value;
      const of = alarmId ?? incident?.alarmIds[0];
      const alarm: Alarm | undefined = of === undefined ? undefined : state.alarms.get(of);
      if (alarmId !== undefined && alarm === undefined) return fail({ code: "unknown-id", kind: "alarm", id: alarmId });
      const ownScenario = incident?.scenarioId === undefined ? undefined : state.scenarios.get(incident.scenarioId);
      const scenario = ownScenario ?? (alarm === undefined ? undefined : scenarioFor(alarm, state));
      const templates = currentTemplates(state).filter(({ withdrawn }) => withdrawn !== true);
      const own = incident !== undefined || scenario === undefined ? undefined : overriding(scenario, templates);
      const area = incident?.areaId ?? alarm?.area;
      const areaName = area === undefined ? "" : (state.areas.get(area)?.name ?? area);
      // In an exercise its inject says what happened and where.
      const inject = incident?.drill === true ? injectOf(incident.id, state) : undefined;
      const fill = inject === undefined ? filler(alarm, state) : drillFiller(inject, areaName);
      const place = incident?.position ?? alarm?.position;
      const due = scenario === undefined ? undefined : dueFor(scenario, now().wall, workingHours(state));
      const planned = scenario === undefined ? { support: [] } : agenciesFor(scenario, area, state.agencies);
      const picked = incident === undefined ? undefined : chosenIn(keeper, incident.id);
      // An order that was written from it has it already.
      const chosen = picked?.plan.runId === incident?.order?.plan?.runId ? undefined : picked;
      // Whose work the chosen measures are gets the order too.
      const lead = planned.lead ?? chosen?.agencies[0];
      const support = [...new Set([...planned.support, ...(chosen?.agencies ?? [])])].filter((id) => id !== lead && state.agencies.has(id));
      const order: RequestOutput<"incident:plan">["order"] = {
        happened: scenario === undefined ? (alarm?.message ?? inject?.text ?? incident?.title ?? "") : fill(scenario.happened),
        where: inject !== undefined ? inject.place : scenario === undefined ? [alarm === undefined ? "" : (state.things.get(alarm.thingId)?.name ?? ""), areaName].filter((text) => text !== "").join(", ") : fill(scenario.where),
        required: [...(scenario === undefined ? [] : [fill(scenario.required)]), ...(chosen === undefined ? [] : [chosen.required])].join("\n").slice(0, 4000),
        ...(chosen !== undefined && { plan: chosen.plan }), ...(lead !== undefined && { lead }), support, ...(due !== undefined && { due }),
      };
      return ok({
        title: incident?.title ?? (scenario === undefined ? (alarm?.message ?? "") : fill(scenario.title)),
        templateId: incident?.templateId ?? own?.id ?? scenario?.templateId ?? templates[0]?.id ?? "",
        urgency: incident?.urgency ?? scenario?.urgency ?? (alarm?.priority === "emergency" ? "emergency" : "routine"),
        ...(scenario !== undefined && { scenarioId: scenario.id }), order,
        ...(own !== undefined && scenario !== undefined && own.id !== scenario.templateId && { overrides: { templateId: own.id, name: own.name, nameEn: own.nameEn, document: own.regulation, instead: scenario.templateId } }),
        choices: {
          templates: templates.map(({ id, name, nameEn, regulation }) => ({ id, name, nameEn, regulation })), agencies: [...state.agencies.values()],
          scenarios: [...state.scenarios.values()].map(({ id, name }) => ({ id, name })),
        },
        cameras: place === undefined ? [] : camerasNear(place, state.things.values()).map(({ thing, metres }) => ({ thingId: thing.id, name: thing.name, metres: Math.round(metres) })),
      });
    },
  };
}

/** The inject that a case of the exercise under way came from. */
function injectOf(incidentId: IncidentId, { drills }: Pick<RoomState, "drills">): Inject | undefined {
  for (const { exercise, given } of drills.values()) {
    const injectId = given.find(({ verdict }) => verdict?.incidentId === incidentId)?.injectId;
    if (injectId !== undefined) return exercise.injects.find(({ id }) => id === injectId);
  }
  return undefined;
}
