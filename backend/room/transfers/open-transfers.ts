import { hash } from "node:crypto";
import type { Account, Party } from "#contract/account";
import type { FactBody, NewFact } from "#contract/fact";
import { Instant, type SiteId } from "#contract/ids";
import { isReal } from "#contract/incident";
import type { IssuedScope } from "#contract/issued";
import { fail, ok, type Result } from "#contract/result";
import { ANSWER_WITHIN_MS, Letter, MOST_TRANSFERS, TransferId, type Transfer } from "#contract/transfer";
import { openChildren } from "../../core/process/link.ts";
import { isUnderWay, mayBe, type TransferDeed } from "../../core/transfer/may.ts";
import type { IssuedRow } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import { accountOf } from "../cases/who.ts";
import { openSettle, Unready, type SettleOptions } from "./settle.ts";
import { sound, summaryOf } from "./summary.ts";
import { evidenceOf, timelineOf } from "../cases/records.ts";

interface Options extends SettleOptions {
  /** Rooms the centre knows; undefined: it was not asked yet. `none`: this room has no centre. */
  rooms: () => readonly SiteId[] | undefined | "none";
}
type TransferRequests = `transfer:${"list" | "offer" | "withdraw" | "accept" | "refuse" | "return"}`;

export interface OpenTransfers {
  answers: AnswersFor<TransferRequests>;
  /** The facts of one letter as the centre has it; undefined: it is none that can be. */
  heard(scope: IssuedScope, row: IssuedRow): FactBody[] | undefined;
  /** All that the centre has is read, in this history of the room. @returns false: try again */
  read(epoch: number): Promise<boolean>;
}

/** Offers and cases of other rooms under way here beyond which no more offers are taken down. */
const MOST_INCOMING = 5000;

/** Cases that go from this room to another and back: what people do, and what the centre brings. */
export function openTransfers(options: Options): OpenTransfers {
  const { state, keeper, site, now, rooms, log } = options;
  const settle = openSettle(options);

  const find = (id: TransferId): Result<Transfer> => {
    const one = state.transfers.get(id);
    return one === undefined ? fail({ code: "unknown-id", kind: "transfer", id }) : ok(one);
  };
  async function write(id: TransferId, fact: NewFact): Promise<Result<Transfer>> {
    const written = await keeper.write([fact]);
    return written.ok ? find(id) : written;
  }
  /** A person's word in a transfer as it stands. */
  async function deed(id: TransferId, what: TransferDeed, party: Party, say: (between: { transferId: TransferId; from: SiteId; to: SiteId; at: Instant }, who: { by: Account["id"]; who: string }) => NewFact): Promise<Result<Transfer>> {
    const account = accountOf(party);
    if (!account.ok) return account;
    const found = find(id);
    if (!found.ok) return found;
    const may = mayBe(found.value, what);
    if (!may.ok) return may;
    return write(id, say({ transferId: id, from: site, to: found.value.other, at: now().wall }, whoOf(account.value)));
  }

  const incoming = (): number => [...state.transfers.values()].filter((one) => one.side === "receiver" && isUnderWay(one)).length;

  return {
    heard(scope, { turn, mark, recordId, body, approvedBy, approvedAt }) {
      const letter = Letter.safeParse(parsed(body)).data;
      if (letter === undefined || !Instant.safeParse(approvedAt).success || (letter.from !== site && letter.to !== site) || letter.from === letter.to) return undefined;
      // The centre says which room it had it of: nobody writes in another one's name.
      if (letter.from !== approvedBy) return undefined;
      if (letter.kind === "transfer:offered" && (letter.due < approvedAt || letter.due - approvedAt > ANSWER_WITHIN_MS)) return undefined;
      if (letter.kind === "transfer:offered" && letter.to === site && !state.transfers.has(letter.transferId) && incoming() >= MOST_INCOMING) return [{ kind: "centre:refused", scope, turn, mark: mark.slice(0, 64), of: "transfer", recordId: recordId.slice(0, 100), version: 1, why: "too-many", detail: `${MOST_INCOMING} cases of other rooms are under way` }];
      return [{ kind: "transfer:heard", scope, turn, mark: mark.slice(0, 64), letter, own: letter.from === site, saidAt: approvedAt }];
    },
    async read(epoch) {
      const known = state.transferSync.get("centre");
      if (known?.epoch !== epoch) {
        try {
          const at = now().wall;
          const written = await keeper.write([...settle.toClose(), { kind: "transfer:synced", epoch, at }], { silent: true });
          if (!written.ok) return false;
        } catch (error) {
          if (!(error instanceof Unready)) throw error;
          log.warn("transfer-not-read", { why: error.message, ...(error.cause !== undefined && { error: error.cause }) });
          return false;
        }
      }
      return settle.all();
    },
    answers: {
      "transfer:list": ({ incidentId, incoming: waiting = false }) => {
        const known = rooms();
        const transfers = [...state.transfers.values()].filter(({ side, end, answer }) => !waiting || (side === "receiver" && end === undefined && answer?.is !== "refused")).filter(({ side, caseId, takenAs, retakenAs }) => incidentId === undefined || (side === "giver" ? caseId === incidentId || retakenAs === incidentId : takenAs === incidentId));
        return ok({ site, ...(Array.isArray(known) && { rooms: known.filter((one) => one !== site) }), centre: known !== "none", doubt: known !== "none" && state.transferSync.get("centre")?.restoredAt !== undefined, transfers: transfers.sort((a, b) => b.changedAt - a.changedAt) });
      },
      "transfer:offer": async ({ incidentId, version, to, reason, minutes }, party) => {
        const account = accountOf(party);
        if (!account.ok) return account;
        const known = rooms();
        if (known === "none") return fail({ code: "unavailable", detail: "this room has no centre" });
        if (to === site || (known !== undefined && !known.includes(to))) return fail({ code: "unknown-id", kind: "room", id: to });
        const found = keeper.find(incidentId);
        if (!found.ok) return found;
        const incident = found.value;
        if (incident.version !== version) return fail({ code: "conflict", detail: `version ${incident.version} is in force, not ${version}` });
        if (!isReal(incident)) return fail({ code: "conflict", detail: "a drill's case stays in its room" });
        if (incident.closedAt !== undefined) return fail({ code: "conflict", detail: `case ${incidentId} is over` });
        const children = openChildren(incident, state.incidents);
        if (children.length > 0) return fail({ code: "conflict", detail: `open children: ${children.join(", ")}` });
        const mine = [...state.transfers.values()].filter((one) => one.side === "giver" && isUnderWay(one) && one.end === undefined);
        if (mine.some(({ caseId }) => caseId === incidentId)) return fail({ code: "conflict", detail: `case ${incidentId} is offered already` });
        if (mine.length >= MOST_TRANSFERS) return fail({ code: "too-large", limit: MOST_TRANSFERS });
        const book = keeper.book();
        if (!book.ok) return book;
        const at = now().wall;
        const id = TransferId.parse(hash("sha256", JSON.stringify([site, incidentId, to, at, account.value.id, mine.length]), "hex").slice(0, 20));
        return write(id, {
          kind: "transfer:offered", transferId: id, from: site, to, caseId: incidentId, at, due: at + minutes * 60_000, reason, ...whoOf(account.value),
          summary: summaryOf(incident, { state, facts: timelineOf(book.value, incident), evidence: evidenceOf(book.value, incident) }),
        });
      },
      "transfer:withdraw": ({ transferId, reason }, party) => deed(transferId, "withdraw", party, (between, who) => ({ kind: "transfer:withdrawn", ...between, ...who, reason, cause: "person" })),
      "transfer:accept": ({ transferId, note }, party) => deed(transferId, "accept", party, (between, who) => ({ kind: "transfer:accepted", ...between, ...who, ...(note !== undefined && { note }) })),
      "transfer:refuse": ({ transferId, reason }, party) => deed(transferId, "refuse", party, (between, who) => ({ kind: "transfer:refused", ...between, ...who, reason })),
      "transfer:return": async ({ transferId, reason }, party) => {
        const found = find(transferId);
        if (!found.ok) return found;
        const mine = found.value.takenAs === undefined ? undefined : state.incidents.get(found.value.takenAs);
        if (mine === undefined || mine.closedAt !== undefined) return fail({ code: "conflict", detail: `transfer ${transferId} has no open case here` });
        const children = openChildren(mine, state.incidents);
        if (children.length > 0) return fail({ code: "conflict", detail: `open children: ${children.join(", ")}` });
        return deed(transferId, "return", party, (between, who) => ({ kind: "transfer:return-asked", ...between, ...who, reason }));
      },
    },
  };
}

const whoOf = ({ id, name }: Account): { by: Account["id"]; who: string } => ({ by: id, who: sound(name, 200).trim() || id });

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}
