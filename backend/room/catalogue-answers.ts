import type { FactBody } from "#contract/fact";
import { fail, ok, type Result } from "#contract/result";
import type { Datastream } from "#contract/things";
import { checkRule, ruleKinds } from "../core/rules/index.ts";
import type { RoomState } from "../core/state.ts";
import type { Now } from "../ports.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import type { Ledger } from "./ledger.ts";

interface Options {
  state: RoomState;
  ledger: Ledger;
  now: () => Now;
  nextSeries: () => number;
}

type CatalogueRequests = "rule:kinds" | "rule:save" | "rule:remove" | "area:save" | "thing:save" | "observed-property:save" | "sensor:save" | "datastream:save";

/** Rules and the catalogue: each change is a fact with who made it, versions never overwritten (H-12.3). */
export function catalogueAnswers({ state, ledger, now, nextSeries }: Options): AnswersFor<CatalogueRequests> {
  async function save<T>(body: FactBody, value: T): Promise<Result<T>> {
    const written = await ledger.commit([{ ...body, at: now().wall }]);
    return written.ok ? ok(value) : written;
  }

  return {
    "rule:kinds": () => ok({ kinds: ruleKinds() }),
    "rule:save": async ({ rule, version }, party) => {
      const current = state.rules.get(rule.id)?.version ?? 0;
      if (current !== version) return fail({ code: "conflict", detail: `version ${current} is in force, not ${version}` });
      const checked = checkRule(rule, state);
      if (!checked.ok) return checked;
      const saved = { ...rule, version: version + 1 };
      return save({ kind: "rule:saved", rule: saved, by: personOf(party) }, saved);
    },
    "rule:remove": async ({ ruleId }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state.rules.has(ruleId)) return fail({ code: "unknown-id", kind: "rule", id: ruleId });
      return save({ kind: "rule:removed", ruleId, by }, {});
    },
    "area:save": ({ area }, party) => save({ kind: "area:saved", area, by: personOf(party) }, area),
    "thing:save": ({ thing }, party) => {
      if (!state.areas.has(thing.area)) return fail({ code: "unknown-id", kind: "area", id: thing.area });
      return save({ kind: "thing:saved", thing, by: personOf(party) }, thing);
    },
    "observed-property:save": ({ observedProperty }, party) => save({ kind: "observed-property:saved", observedProperty, by: personOf(party) }, observedProperty),
    "sensor:save": ({ sensor }, party) => save({ kind: "sensor:saved", sensor, by: personOf(party) }, sensor),
    "datastream:save": ({ datastream: draft }, party) => {
      const missing = missingPart(draft, state);
      if (missing !== undefined) return fail({ code: "unknown-id", ...missing });
      const former = state.datastreams.get(draft.id);
      // A series' stored numbers are in its unit: another unit is another datastream.
      if (former !== undefined && former.unit !== draft.unit) return fail({ code: "conflict", detail: `the unit stays ${former.unit}: make a new datastream for ${draft.unit}` });
      const datastream: Datastream = { ...draft, series: former?.series ?? nextSeries() };
      return save({ kind: "datastream:saved", datastream, by: personOf(party) }, datastream);
    },
  };
}

function missingPart(draft: Omit<Datastream, "series">, state: RoomState): { kind: string; id: string } | undefined {
  if (!state.things.has(draft.thingId)) return { kind: "thing", id: draft.thingId };
  if (!state.observedProperties.has(draft.observedPropertyId)) return { kind: "observed-property", id: draft.observedPropertyId };
  if (!state.sensors.has(draft.sensorId)) return { kind: "sensor", id: draft.sensorId };
  return undefined;
}
