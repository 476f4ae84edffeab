import type { Fault } from "#contract/fault";
import { fail, ok } from "#contract/result";
import type { RealIncident } from "#contract/incident";
import { HandoverId, SIGN_WITHIN, type Handover } from "#contract/shift";
import { loadOf, realOpen } from "../../core/real/load.ts";
import type { RoomState } from "../../core/state.ts";
import type { Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "./keeper.ts";
import { accountOf, isCentre } from "./who.ts";

/** Unsigned handovers at one time. */
const MOST_UNSIGNED = 100;

interface Options {
  state: RoomState;
  keeper: CaseKeeper;
  now: () => Now;
}
type ShiftRequests = "shift:state" | "shift:begin" | "shift:hand-over" | "shift:sign" | "shift:end";

/** Who is on duty, and how what is open goes from one shift to the next (K-3.1, K-9.6). */
export function shiftAnswers({ state, keeper, now }: Options): AnswersFor<ShiftRequests> {
  const conflict = (detail: string): { ok: false; fault: Fault } => fail({ code: "conflict", detail });
  const openCases = (): RealIncident[] => realOpen(state.incidents.values());

  return {
    "shift:state": () => {
      const load = loadOf(openCases());
      const on = [...state.shifts.values()].map(({ id, since }) => ({ accountId: id, name: state.accounts.get(id)?.name ?? id, since, open: load.get(id) ?? 0 }));
      return ok({ on: on.sort((a, b) => a.since - b.since), handovers: [...state.handovers.values()].sort((a, b) => b.at - a.at) });
    },
    "shift:begin": async (_input, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      if (state.shifts.has(account.value.id)) return conflict("on duty already");
      const written = await keeper.write([{ kind: "shift:began", at: now().wall, accountId: account.value.id }]);
      return written.ok ? ok({}) : written;
    },
    "shift:hand-over": async ({ to, notes }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const from = account.value.id;
      if (!state.shifts.has(from)) return conflict("not on duty");
      if (to === from) return fail({ code: "malformed", path: "to", detail: "another person signs" });
      const receiver = state.accounts.get(to);
      if (receiver === undefined || !receiver.enabled) return fail({ code: "unknown-id", kind: "account", id: to });
      if (!isCentre(receiver)) return conflict(`${to} does not stand on duty for the centre`);
      const unsigned = [...state.handovers.values()].filter(({ signedAt }) => signedAt === undefined);
      if (unsigned.some((one) => one.from === from)) return conflict("a handover waits for its signature already");
      if (unsigned.length >= MOST_UNSIGNED) return fail({ code: "too-large", limit: MOST_UNSIGNED });
      const at = now().wall;
      const handover: Handover = { id: HandoverId.parse(`gc-${at}-${from}`.slice(0, 64)), from, to, at, openIncidents: openCases().map(({ id }) => id).slice(0, 5000), notes, due: at + SIGN_WITHIN };
      const { id, at: _at, ...body } = handover;
      const written = await keeper.write([{ kind: "shift:handed-over", at, handoverId: id, ...body }]);
      return written.ok ? ok(handover) : written;
    },
    "shift:sign": async ({ handoverId }, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const by = account.value.id;
      const handover = state.handovers.get(handoverId);
      if (handover === undefined) return fail({ code: "unknown-id", kind: "handover", id: handoverId });
      if (handover.to !== by) return fail({ code: "forbidden", permission: "shift:sign" });
      if (handover.signedAt !== undefined) return conflict("signed already");
      const at = now().wall;
      // Who signs takes the shift over; who handed it over goes off duty with the signature.
      const written = await keeper.write([
        { kind: "shift:signed", at, handoverId, by },
        ...(state.shifts.has(by) ? [] : [{ kind: "shift:began" as const, at, accountId: by }]),
        ...(state.shifts.has(handover.from) ? [{ kind: "shift:ended" as const, at, accountId: handover.from }] : []),
      ]);
      return written.ok ? ok({}) : written;
    },
    "shift:end": async (_input, party) => {
      const account = accountOf(party);
      if (!account.ok) return account;
      const { id } = account.value;
      if (!state.shifts.has(id)) return conflict("not on duty");
      if (state.shifts.size === 1 && openCases().length > 0) return conflict("the last on duty hands over what is open first");
      const written = await keeper.write([{ kind: "shift:ended", at: now().wall, accountId: id }]);
      return written.ok ? ok({}) : written;
    },
  };
}
