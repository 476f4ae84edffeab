import type { Party } from "#contract/account";
import type { Alarm } from "#contract/alarm";
import type { AccountId } from "#contract/ids";
import { fail, ok } from "#contract/result";
import type { RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { World } from "../core/world.ts";
import type { AlarmCommand } from "../core/commands.ts";
import type { Journal, Now } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { openFigures } from "./figures.ts";
import type { Ledger } from "./ledger.ts";

interface Options {
  world: Pick<World, "command">;
  state: RoomState;
  ledger: Ledger;
  journal: Pick<Journal, "recent" | "head">;
  now: () => Now;
}

type AlarmRequests =
  | "alarm:page" | "alarm:acknowledge" | "alarm:reset" | "alarm:shelve" | "alarm:unshelve"
  | "alarm:out-of-service" | "alarm:return-to-service" | "alarm:metrics";

/** The alarm loop's requests. Every command is answered after its commit. */
export function alarmAnswers({ world, state, ledger, journal, now }: Options): AnswersFor<AlarmRequests> {
  async function command(wish: AlarmCommand, party: Party): Promise<Result<RequestOutput<"alarm:acknowledge">>> {
    const by = personOf(party);
    if (by === undefined) return fail({ code: "unauthenticated" });
    if (ledger.full() !== undefined) return fail({ code: "disk-full" });
    const { facts, done, left } = world.command(wish, by, now());
    ledger.take(facts);
    ledger.flush();
    if (ledger.full() !== undefined) return fail({ code: "disk-full" });
    return ok({ done, left });
  }

  const figures = openFigures(journal, state);
  return {
    "alarm:page": ({ after, limit }) => {
      const alarms: Alarm[] = [];
      let found = after === undefined;
      for (const alarm of state.alarms.values()) {
        if (!found) {
          found = alarm.id === after;
          continue;
        }
        if (alarm.state === "normal") continue;
        if (alarms.length === limit) return ok({ alarms, next: alarms.at(-1)!.id, seq: journal.head() });
        alarms.push(alarm);
      }
      if (!found) return fail({ code: "unknown-id", kind: "alarm", id: String(after) });
      return ok({ alarms, seq: journal.head() });
    },
    "alarm:acknowledge": ({ alarmIds }, party) => command({ kind: "acknowledge", alarmIds }, party),
    "alarm:reset": ({ alarmIds }, party) => command({ kind: "reset", alarmIds }, party),
    "alarm:unshelve": ({ alarmIds }, party) => command({ kind: "unshelve", alarmIds }, party),
    "alarm:return-to-service": ({ alarmIds }, party) => command({ kind: "return-to-service", alarmIds }, party),
    "alarm:shelve": (input, party) => command({ kind: "shelve", ...input }, party),
    "alarm:out-of-service": (input, party) => command({ kind: "out-of-service", ...input }, party),
    "alarm:metrics": async ({ from, to }) => {
      if (from >= to) return fail({ code: "malformed", path: "from", detail: "from must be before to" });
      return ok(await figures({ from, to: Math.min(to, now().wall) }));
    },
  };
}


/** @returns undefined for a display, which may look but not act */
export function personOf(party: Party): AccountId | undefined {
  return party.kind === "person" ? party.account.id : undefined;
}
