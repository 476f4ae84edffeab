import type { Agency } from "#contract/agency";
import type { FactBody } from "#contract/fact";
import { fail, ok, type Result } from "#contract/result";
import { isOfficerOf } from "../../core/duty.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { newestTemplate } from "./processes.ts";

/** Agencies and scenarios at most: above it a new one is not taken. */
const MOST = 2000;

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "write">;
  now: () => Now;
}

/** Who can be ordered, and the plans made beforehand; every version is a fact with who made it (H-12.3). */
export function registerAnswers({ state, keeper, now }: Options): AnswersFor<"agency:list" | "agency:save" | "scenario:list" | "scenario:save"> {
  async function save<T>(body: FactBody, value: T): Promise<Result<T>> {
    const written = await keeper.write([{ ...body, at: now().wall }]);
    return written.ok ? ok(value) : written;
  }
  /** @returns why a record of this version may not be saved */
  function against(records: ReadonlyMap<string, { version: number }>, id: string, version: number): Result<never> | undefined {
    const current = records.get(id)?.version ?? 0;
    if (current !== version) return fail({ code: "conflict", detail: `version ${current} is in force, not ${version}` });
    return current === 0 && records.size >= MOST ? fail({ code: "too-large", limit: MOST }) : undefined;
  }

  return {
    "agency:list": (_input, party) => ok({ agencies: [...state.agencies.values()].map((agency) => (party.kind === "person" ? agency : unnamed(agency))) }),
    "agency:save": async ({ agency, version }, party) => {
      const stale = against(state.agencies, agency.id, version);
      if (stale !== undefined) return stale;
      const unknown = agency.areaIds.find((id) => !state.areas.has(id));
      if (unknown !== undefined) return fail({ code: "unknown-id", kind: "area", id: unknown });
      // Who is known as another's is not put among its own; who has gone since stays until somebody takes it away, and is told nothing.
      const before = new Set(state.agencies.get(agency.id)?.contacts?.map(({ accountId }) => accountId));
      const stranger = agency.contacts?.find(({ accountId }) => accountId !== undefined && !before.has(accountId) && state.accounts.has(accountId) && !isOfficerOf(state.accounts.get(accountId), agency.id));
      if (stranger?.accountId !== undefined) return fail({ code: "unknown-id", kind: "account", id: stranger.accountId });
      const saved = { ...agency, version: version + 1 };
      return save({ kind: "agency:saved", agency: saved, by: personOf(party) }, saved);
    },
    "scenario:list": () => ok({ scenarios: [...state.scenarios.values()] }),
    "scenario:save": async ({ scenario, version }, party) => {
      const stale = against(state.scenarios, scenario.id, version);
      if (stale !== undefined) return stale;
      if (newestTemplate(state, scenario.templateId) === undefined) return fail({ code: "unknown-id", kind: "process", id: scenario.templateId });
      const items = new Map(scenario.checklist.map((item, i) => [item.id, i]));
      if (items.size < scenario.checklist.length) return fail({ code: "malformed", path: "scenario.checklist", detail: "an id is there twice" });
      // An item may hang on one before it only: so no two wait for each other.
      const loose = scenario.checklist.findIndex(({ when }, i) => when !== undefined && !((items.get(when.id) ?? Infinity) < i));
      if (loose >= 0) return fail({ code: "malformed", path: `scenario.checklist.${loose}.when.id`, detail: "not an item before this one" });
      const saved = { ...scenario, version: version + 1 };
      return save({ kind: "scenario:saved", scenario: saved, by: personOf(party) }, saved);
    },
  };
}

/** A wall hangs where visitors pass: it learns what an agency is, nothing of its people, nor of what an agency may have later. */
function unnamed({ id, name, nameEn, kind, areaIds, fields, version }: Agency): Agency {
  return { id, name, ...(nameEn !== undefined && { nameEn }), ...(kind !== undefined && { kind }), areaIds, fields, version };
}
