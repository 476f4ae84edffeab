import { MAX_NOTES } from "#contract/case-request";
import type { Account } from "#contract/account";
import type { Incident, IncidentNote } from "#contract/incident";
import { fail, ok, type Result } from "#contract/result";
import { sentOf } from "#contract/sending";
import { conflict, partOf } from "../../core/process/parts.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { strangeAttached } from "./attachments.ts";
import type { CaseKeeper } from "./keeper.ts";
import { doneBefore, openRepeats } from "./repeats.ts";
import { accountOf, isCentre } from "./who.ts";

interface Options {
  state: Pick<RoomState, "scenarios">;
  keeper: CaseKeeper;
  now: () => Now;
  /** Where the city's video meetings are held. */
  meetingHosts: readonly string[];
}

/** What people write into a case, and the checklist of its scenario. Neither moves the case. */
export function noteAnswers({ state, keeper, now, meetingHosts }: Options): AnswersFor<"incident:note" | "incident:tick"> {
  const repeats = openRepeats();
  return {
    "incident:note": async ({ incidentId, text, kind, sending, ...attached }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      return repeats.inTurn(sending && { key: sending.key, by: account.value.id }, async () => {
        const found = keeper.find(incidentId);
        if (!found.ok) return found;
        if (found.value.givenTo !== undefined) return conflict(`room ${found.value.givenTo} goes on with it`);
        const book = keeper.book();
        if (!book.ok) return book;
        const before = sending && doneBefore(book.value, "incident:noted", { incidentId, key: sending.key, by: account.value.id });
        if (before !== undefined) return before.note.text === text ? ok(before.note) : fail({ code: "conflict", detail: "this key belongs to another deed" });
        const role = roleIn(found.value, account.value);
        if (!role.ok) return role;
        if (role.value.agencyId !== undefined && kind !== "message") return fail({ code: "forbidden", permission: "incident:note" });
        if (role.value.agencyId !== undefined && found.value.closedAt !== undefined) return fail({ code: "conflict", detail: "the case is over" });
        const strange = strangeAttached(attached, { incident: found.value, book: book.value, hosts: meetingHosts, agencyId: role.value.agencyId, keeper });
        if (strange !== undefined) return strange;
        const written = book.value.facts(incidentId, MAX_NOTES, "incident:noted").length;
        if (written >= MAX_NOTES) return fail({ code: "too-large", limit: MAX_NOTES });
        const at = now().wall;
        const note: IncidentNote = { id: `${account.value.id.slice(0, 40)}-${at}-${written}`, at, by: account.value.id, ...role.value, text, kind, ...attached, ...(sending && { sent: sentOf(sending, at) }) };
        const done = await keeper.write([{ kind: "incident:noted", at, incidentId, note }]);
        return done.ok ? ok(note) : done;
      });
    },
    "incident:tick": async ({ incidentId, itemId, answer }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const found = keeper.find(incidentId);
      if (!found.ok) return found;
      if (found.value.givenTo !== undefined) return conflict(`room ${found.value.givenTo} goes on with it`);
      const scenario = found.value.scenarioId === undefined ? undefined : state.scenarios.get(found.value.scenarioId);
      if (scenario?.checklist.some(({ id }) => id === itemId) !== true) return fail({ code: "unknown-id", kind: "checklist-item", id: itemId });
      const done = await keeper.write([{ kind: "incident:ticked", at: now().wall, incidentId, itemId, answer, by: account.value.id }]);
      return done.ok ? ok({}) : done;
    },
  };
}

/** In whose name a person writes: who is neither of the centre nor a leader writes for an agency with an open part, and else sees no case. */
function roleIn(incident: Incident, account: Account): Result<Pick<IncidentNote, "as" | "agencyId">> {
  if (isCentre(account)) return ok({ as: "centre" });
  if (account.roles.includes("leader")) return ok({ as: "leadership" });
  const { agencyId } = account;
  if (agencyId === undefined || partOf(incident, agencyId) === undefined) return fail({ code: "unknown-id", kind: "incident", id: incident.id });
  return ok({ as: "agency", agencyId });
}
