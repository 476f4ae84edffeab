import { AlertId, type AlertRecord, type AlertSource } from "#contract/alert";
import type { Party } from "#contract/account";
import type { NewFact } from "#contract/fact";
import { isReal } from "#contract/incident";
import { isLive } from "#contract/incident-fold";
import { fail, ok, type Result } from "#contract/result";
import { unapproved } from "../../core/alert/approved.ts";
import { draftAlert } from "../../core/alert/draft.ts";
import { withdrawMails } from "../../core/alert/mail.ts";
import { cancelAlert, publishAlert, updateAlert, type AlertOrigin, type Herald } from "../../core/alert/publish.ts";
import type { RoomState } from "../../core/state.ts";
import type { Journal, Now } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";
import type { AnswersFor } from "../answers.ts";
import type { CaseKeeper } from "../cases/keeper.ts";
import { localOffset } from "../cases/processes.ts";
import type { Ledger } from "../ledger.ts";

type AlertRequests = "alert:list" | "alert:draft" | "alert:publish" | "alert:update" | "alert:cancel";

interface Options {
  state: RoomState;
  keeper: Pick<CaseKeeper, "find">;
  ledger: Pick<Ledger, "commit" | "count">;
  journal: Pick<Journal, "head">;
  now: () => Now;
  /** Who speaks, and where the city's middle is. */
  herald: Pick<Herald, "sender" | "senderName"> & { centre: readonly [number, number] };
  subscribers: () => number;
}

/** Warnings to the public. Decided and committed in one go: of two at once the second sees what the first did. */
export function alertAnswers({ state, keeper, ledger, journal, now, herald, subscribers }: Options): AnswersFor<AlertRequests> {
  function originOf(source: AlertSource): Result<AlertOrigin> {
    if ("alarmId" in source) {
      const alarm = state.alarms.get(source.alarmId);
      if (alarm === undefined) return fail({ code: "unknown-id", kind: "alarm", id: source.alarmId });
      return alarm.state === "normal" ? fail({ code: "conflict", detail: "the alarm is back to normal" }) : ok({ alarm });
    }
    const found = keeper.find(source.incidentId);
    if (!found.ok) return found;
    if (!isReal(found.value)) return fail({ code: "conflict", detail: "an exercise warns nobody outside" });
    return isLive(found.value) && found.value.closedAt === undefined ? ok({ incident: found.value }) : fail({ code: "conflict", detail: "the case is over" });
  }
  function heraldOf(party: Party): Result<Herald> {
    const by = personOf(party);
    if (by === undefined) return fail({ code: "unauthenticated" });
    const wall = now().wall;
    const day = new Date(wall + localOffset(state)).toISOString().slice(2, 10).replaceAll("-", "");
    return ok({ id: AlertId.parse(`cb-${day}-${journal.head() + ledger.count() + 1}`), sender: herald.sender, senderName: herald.senderName, by, now: wall });
  }
  async function write(party: Party, decide: (herald: Herald) => Result<NewFact>): Promise<Result<AlertRecord>> {
    const who = heraldOf(party);
    if (!who.ok) return who;
    const fact = decide(who.value);
    if (!fact.ok) return fact;
    const news = fact.value;
    const written = await ledger.commit([news, ...(news.kind === "alert:updated" || news.kind === "alert:cancelled" ? withdrawMails(news.of, state.messages, news.at) : [])]);
    if (!written.ok) return written;
    const made = state.alerts.get(who.value.id);
    if (made === undefined) throw new Error(`alert ${who.value.id} was not folded`);
    return ok(made);
  }
  function known(id: AlertId, act: (alert: AlertRecord, herald: Herald) => Result<NewFact>): (herald: Herald) => Result<NewFact> {
    return (who) => {
      const alert = state.alerts.get(id);
      return alert === undefined ? fail({ code: "unknown-id", kind: "alert", id }) : act(alert, who);
    };
  }

  return {
    "alert:list": () => ok({ alerts: [...state.alerts.values()].sort((a, b) => Number(b.state === "in-force") - Number(a.state === "in-force") || b.sentAt - a.sentAt), subscribers: subscribers() }),
    "alert:draft": ({ of }) => {
      const origin = originOf(of);
      return origin.ok ? ok(draftAlert(origin.value, state, { now: now().wall, centre: herald.centre })) : origin;
    },
    "alert:publish": ({ of, draft }, party) => {
      const origin = originOf(of);
      return origin.ok ? write(party, (who) => unapproved(draft.service, state) ?? publishAlert(origin.value, draft, who, state)) : origin;
    },
    "alert:update": ({ alertId, draft }, party) => write(party, known(alertId, (alert, who) => (draft.service === alert.service ? undefined : unapproved(draft.service, state)) ?? updateAlert(alert, draft, who))),
    "alert:cancel": ({ alertId, reason }, party) => write(party, known(alertId, (alert, who) => cancelAlert(alert, reason, who))),
  };
}
