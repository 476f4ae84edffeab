import type { FactBody, NewFact } from "#contract/fact";
import { Instant, type AccountId } from "#contract/ids";
import { issuedId, type Issued, type IssuedRecord, type IssuedScope, type IssuedState } from "#contract/issued";
import { fail, ok, type Result } from "#contract/result";
import type { RoomState } from "../../core/state.ts";
import type { AccessRequests, Commit, IssuedDesk, IssuedRow, Log, Now } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { OpenTransfers } from "../transfers/open-transfers.ts";
import { contentSum } from "./content-sum.ts";
import { bodyOf, inForceFact, objection, ownRecord, untouched, type Objection } from "./own.ts";

interface Options {
  state: RoomState;
  commit: Commit;
  desk: Pick<AccessRequests, "adoptAccount" | "hasPassword">;
  now: () => Now;
  log: Log;
  /** What rooms tell each other comes by the same way. */
  transfers: Pick<OpenTransfers, "heard" | "read">;
}

export interface OpenIssued extends IssuedDesk {
  answers: AnswersFor<"issued:list" | "issued:settle">;
  state(): IssuedState;
}

/** What the centre of the city issues, as the room takes it: each row becomes a fact, and what it puts in force a fact beside it in the same transaction. */
export function openIssued({ state, commit, desk, now, log, transfers }: Options): OpenIssued {
  /** Decides on one row by the state as it stands. */
  function decide(scope: IssuedScope, row: IssuedRow): FactBody[] {
    const { turn, mark, of, recordId, version, approvedBy, approvedAt } = row;
    const refused = ({ why, detail }: Objection): FactBody[] => [{
      kind: "centre:refused", scope, turn, mark: mark.slice(0, 64), of: of.slice(0, 40), recordId: recordId.slice(0, 100),
      version: Number.isSafeInteger(version) && version > 0 ? version : 0, why, detail: detail.slice(0, 300),
    }];
    if (row.body === undefined) return refused({ why: "too-large", detail: "" });
    if (of === "transfer") return (scope === "site" ? transfers.heard(scope, row) : undefined) ?? refused({ why: "malformed", detail: "no letter to this room" });
    const read = bodyOf(of, row.body);
    if (!read.ok) return refused(read.fault);
    const issued = read.value;
    if (!Number.isSafeInteger(version) || version < 1) return refused({ why: "malformed", detail: "version" });
    if (issued.record.id !== recordId) return refused({ why: "malformed", detail: "another id in its body" });
    if (approvedBy.length < 1 || approvedBy.length > 120 || !Instant.safeParse(approvedAt).success) return refused({ why: "malformed", detail: "approval" });

    const sum = contentSum(issued.record);
    const held = state.issued.get(issuedId(of, recordId));
    const told = { kind: "centre:issued", scope, turn, mark: mark.slice(0, 64), of: issued.of, recordId, version, sum, approvedBy, approvedAt } as const;
    // The room's own goes before what is for all; within a scope no version goes back.
    if (held !== undefined && held.scope === "site" && scope === "all") return [{ ...told, outcome: "passed" }];
    if (held !== undefined && held.scope === scope && version <= held.newest.version) return version === held.newest.version && sum !== held.newest.sum ? refused({ why: "altered", detail: `version ${version}` }) : [{ ...told, outcome: "passed" }];
    const own = ownRecord(state, issued.of, recordId);
    if (own !== undefined && contentSum(own.record) === sum) return [{ ...told, outcome: "alike" }];
    const against = objection(state, issued, desk.hasPassword);
    if (against !== undefined) return refused(against);
    if (own !== undefined && !untouched(own, held)) return [{ ...told, outcome: "conflict", record: issued }];
    return [{ ...told, outcome: "taken" }, inForceFact(state, issued, version)];
  }
  const dated = (bodies: readonly FactBody[]): NewFact[] => bodies.map((body) => ({ ...body, at: now().wall }));
  /** Decided and committed without waiting between; accounts in their own queue. */
  const write = (of: string, bodies: () => readonly FactBody[]): Promise<Result<unknown>> => (of === "account" ? desk.adoptAccount(() => dated(bodies())) : commit(dated(bodies())));

  function settle(held: Issued, issued: IssuedRecord, take: "centre" | "room", reason: string, by: AccountId): FactBody[] {
    const settled: FactBody = { kind: "centre:settled", of: held.of, recordId: held.recordId, version: held.newest.version, take, by, reason };
    return take === "centre" ? [settled, inForceFact(state, issued, held.newest.version, by)] : [settled];
  }

  return {
    places: () => [...state.issuedPlaces.values()],
    async take({ scope, after, rows, end }) {
      for (const row of rows) {
        // Answered late and sent again. From the first on (`after` 0) all are looked at anew.
        if (after > 0 && row.turn <= (state.issuedPlaces.get(scope)?.turn ?? 0)) continue;
        const written = await write(row.of, () => decide(scope, row));
        if (!written.ok) {
          log.warn("issued-not-journalled", { code: written.fault.code, turn: row.turn });
          return undefined;
        }
      }
      if (end !== undefined && !(await transfers.read(end.epoch))) log.warn("transfers-owed", { epoch: end.epoch });
      return state.issuedPlaces.get(scope) ?? { id: scope, turn: 0, mark: "" };
    },
    state() {
      const all = [...state.issued.values()];
      const inForce = all.flatMap((one) => one.inForce ?? []);
      return { inForce: inForce.length, open: all.filter(({ stands }) => stands === "open").length, refused: state.issuedRefusals.size, ...(inForce.length > 0 && { newestAt: Math.max(...inForce.map(({ approvedAt }) => approvedAt)) }) };
    },
    answers: {
      "issued:list": () => ok({
        issued: [...state.issued.values()].map((one) => {
          const own = one.stands === "open" ? ownRecord(state, one.of, one.recordId) : undefined;
          return own === undefined ? one : { ...one, own };
        }),
        refused: [...state.issuedRefusals.values()],
      }),
      "issued:settle": async ({ of, recordId, version, take, reason }, party) => {
        const by = personOf(party);
        if (by === undefined) return fail({ code: "forbidden", permission: "issued:settle" });
        if (of === "account" && !(party.kind === "person" && party.account.roles.includes("administrator"))) return fail({ code: "forbidden", permission: "account:save" });
        const id = issuedId(of, recordId);
        const held = state.issued.get(id);
        if (held === undefined) return fail({ code: "unknown-id", kind: "issued", id });
        const { record } = held;
        if (held.stands !== "open" || record === undefined || held.newest.version !== version) return fail({ code: "conflict", detail: "settled or issued anew meanwhile" });
        const against = take === "centre" ? objection(state, record, desk.hasPassword) : undefined;
        if (against !== undefined) return fail({ code: "conflict", detail: `what was issued does not fit: ${against.why} ${against.detail}` });
        let decided = false;
        const written = await write(of, () => {
          // Accounts wait in their queue: somebody else may have decided meanwhile.
          decided = state.issued.get(id) === held;
          return decided ? settle(held, record, take, reason, by) : [];
        });
        if (!written.ok) return written;
        return decided ? ok(state.issued.get(id) ?? held) : fail({ code: "conflict", detail: "settled or issued anew meanwhile" });
      },
    },
  };
}
