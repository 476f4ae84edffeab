import type { Alarm } from "#contract/alarm";
import type { RequestOutput } from "#contract/request";
import { fail, ok } from "#contract/result";
import { agenciesFor, camerasNear, dueFor, filler, scenarioFor } from "../../core/process/plan.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { currentTemplates, workingHours } from "./processes.ts";

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "find">;
  now: () => Now;
}

/** Plans made beforehand, filled with what happened (H-11.3). */
export function planAnswers({ state, keeper, now }: Options): AnswersFor<"incident:plan"> {
  return {
    "incident:plan": ({ alarmId, incidentId }) => {
      const found = incidentId === undefined ? ok(undefined) : keeper.find(incidentId);
      if (!found.ok) return found;
      const incident = found.value;
      const of = alarmId ?? incident?.alarmIds[0];
      const alarm: Alarm | undefined = of === undefined ? undefined : state.alarms.get(of);
      if (alarmId !== undefined && alarm === undefined) return fail({ code: "unknown-id", kind: "alarm", id: alarmId });
      const chosen = incident?.scenarioId === undefined ? undefined : state.scenarios.get(incident.scenarioId);
      const scenario = chosen ?? (alarm === undefined ? undefined : scenarioFor(alarm, state));
      const fill = filler(alarm, state);
      const templates = currentTemplates(state);
      const area = incident?.areaId ?? alarm?.area;
      const areaName = area === undefined ? "" : (state.areas.get(area)?.name ?? area);
      const place = incident?.position ?? alarm?.position;
      const due = scenario === undefined ? undefined : dueFor(scenario, now().wall, workingHours());
      const { lead, support } = scenario === undefined ? { support: [] } : agenciesFor(scenario, area, state.agencies);
      const order: RequestOutput<"incident:plan">["order"] = {
        happened: scenario === undefined ? (alarm?.message ?? incident?.title ?? "") : fill(scenario.happened),
        where: scenario === undefined ? [alarm === undefined ? "" : (state.things.get(alarm.thingId)?.name ?? ""), areaName].filter((text) => text !== "").join(", ") : fill(scenario.where),
        required: scenario === undefined ? "" : fill(scenario.required),
        ...(lead !== undefined && { lead }), support, ...(due !== undefined && { due }),
      };
      return ok({
        title: incident?.title ?? (scenario === undefined ? (alarm?.message ?? "") : fill(scenario.title)),
        templateId: incident?.templateId ?? scenario?.templateId ?? templates[0]?.id ?? "",
        urgency: incident?.urgency ?? scenario?.urgency ?? (alarm?.priority === "emergency" ? "emergency" : "routine"),
        ...(scenario !== undefined && { scenarioId: scenario.id }), order,
        choices: {
          templates: templates.map(({ id, name, nameEn }) => ({ id, name, nameEn })), agencies: [...state.agencies.values()],
          scenarios: [...state.scenarios.values()].map(({ id, name }) => ({ id, name })),
        },
        cameras: place === undefined ? [] : camerasNear(place, state.things.values()).map(({ thing, metres }) => ({ thingId: thing.id, name: thing.name, metres: Math.round(metres) })),
      });
    },
  };
}
