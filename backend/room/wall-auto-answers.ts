import type { FactBody } from "#contract/fact";
import { BindingId, ScheduleId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { MAX_BINDINGS, type Binding, type Schedule } from "#contract/wall";
import type { RoomState } from "../core/state.ts";
import { answerProposal } from "../core/wall/autopilot.ts";
import { personOf } from "./alarm-answers.ts";
import type { AnswersFor } from "./answers.ts";
import type { WallKeeper } from "./wall-keeper.ts";

/** Schedules of one room. */
const MAX_SCHEDULES = 200;

type AutoRequests = "wall:binding-save" | "wall:binding-remove" | "wall:schedule-save" | "wall:schedule-remove" | "wall:answer";

/** Scenes by alarms and by the clock: what people set, and their word on a proposal. Decided and committed in one go. */
export function wallAutoAnswers({ state, keeper }: { state: RoomState; keeper: Pick<WallKeeper, "context" | "write"> }): AnswersFor<AutoRequests> {
  async function write<T>(value: T, bodies: readonly FactBody[]): Promise<Result<T>> {
    const at = keeper.context().now;
    const written = await keeper.write(bodies.map((body) => ({ ...body, at })));
    return written.ok ? ok(value) : written;
  }

  return {
    "wall:binding-save": async ({ binding, version }, party) => {
      const { rev, by } = keeper.context(personOf(party));
      const former = binding.id === undefined ? undefined : state.bindings.get(binding.id);
      const sound = check(state.bindings, { what: "binding", former, id: binding.id, version, name: binding.name, most: MAX_BINDINGS });
      if (!sound.ok) return sound;
      if (!state.scenes.has(binding.sceneId)) return fail({ code: "unknown-id", kind: "scene", id: binding.sceneId });
      const id = binding.id ?? BindingId.parse(freshId("b", rev, state.bindings));
      const saved: Binding = { ...binding, id, version: version + 1, ...(former?.last && { last: former.last }) };
      return write(saved, [{ kind: "wall:binding-saved", binding: saved, by }]);
    },
    "wall:binding-remove": async ({ bindingId }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state.bindings.has(bindingId)) return fail({ code: "unknown-id", kind: "binding", id: bindingId });
      return write({}, [{ kind: "wall:binding-removed", bindingId, by }]);
    },
    "wall:schedule-save": async ({ schedule, version }, party) => {
      const { now, rev, by } = keeper.context(personOf(party));
      const former = schedule.id === undefined ? undefined : state.schedules.get(schedule.id);
      const sound = check(state.schedules, { what: "schedule", former, id: schedule.id, version, name: schedule.name, most: MAX_SCHEDULES });
      if (!sound.ok) return sound;
      if (!state.scenes.has(schedule.sceneId)) return fail({ code: "unknown-id", kind: "scene", id: schedule.sceneId });
      const id = schedule.id ?? ScheduleId.parse(freshId("d", rev, state.schedules));
      // What lies behind is not made up for: it begins with its next instant.
      const saved: Schedule = { ...schedule, days: [...new Set(schedule.days)].sort((a, b) => a - b), id, version: version + 1, doneUntil: now };
      return write(saved, [{ kind: "wall:schedule-saved", schedule: saved, by }]);
    },
    "wall:schedule-remove": async ({ scheduleId }, party) => {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (!state.schedules.has(scheduleId)) return fail({ code: "unknown-id", kind: "schedule", id: scheduleId });
      return write({}, [{ kind: "wall:schedule-removed", scheduleId, by }]);
    },
    "wall:answer": async ({ proposalId, accept }, party) => {
      const { now, rev, by } = keeper.context(personOf(party));
      if (by === undefined) return fail({ code: "unauthenticated" });
      const facts = answerProposal(state, { proposalId, accept, by }, { now, rev });
      if (!facts.ok) return facts;
      if (accept && !facts.value.some((fact) => fact.kind === "wall:edited")) {
        // Said to everybody all the same: it is no longer open.
        const lapsed = await write({}, facts.value);
        return lapsed.ok ? fail({ code: "conflict", detail: "nothing of the scene is on the wall any more" }) : lapsed;
      }
      const written = await keeper.write(facts.value.map((body) => ({ ...body, at: now })));
      if (!written.ok) return written;
      const seq = written.value.find((fact) => fact.kind === "wall:edited")?.seq;
      return ok(seq === undefined ? {} : { seq });
    },
  };
}

interface Saving {
  what: string;
  former: { version: number } | undefined;
  id: string | undefined;
  version: number;
  name: string;
  most: number;
}

/** Whether a record may be saved over the one its editor saw. */
function check(all: ReadonlyMap<string, { id: string; name: string }>, { what, former, id, version, name, most }: Saving): Result<void> {
  if (id !== undefined && former === undefined && version !== 0) return fail({ code: "unknown-id", kind: what, id });
  if ((former?.version ?? 0) !== version) return fail({ code: "conflict", detail: `${what} ${id ?? ""}: version ${former?.version ?? 0} is in force, not ${version}` });
  for (const other of all.values()) if (other.id !== id && other.name === name) return fail({ code: "conflict", detail: `${what} ${other.id}: it is named ${name} as well` });
  return former === undefined && all.size >= most ? fail({ code: "too-large", limit: most }) : ok(undefined);
}

/** The seq of the fact that makes it is in its id: no other record ever had it. */
function freshId(letter: string, rev: number, taken: ReadonlyMap<string, unknown>): string {
  for (let n = rev; ; n++) if (!taken.has(`${letter}${n}`)) return `${letter}${n}`;
}
