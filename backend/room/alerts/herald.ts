import type { Alert, AlertRecord } from "#contract/alert";
import type { Fact } from "#contract/fact";
import type { RoomState } from "../../core/state.ts";
import { alertMail, isGrave, linkOf, tellUntil } from "../../core/alert/mail.ts";
import { asSample } from "../../core/alert/sample.ts";
import { reaches } from "../../core/alert/reach.ts";
import type { Clock, Log, Outbox, SubscriberStore, Wish } from "../../ports.ts";

/** Subscribers looked at in one go: one message of the outbox, some ms of the room's thread. */
const SLICE = 500;
/** ms between two goes. */
const PAUSE = 100;
/** ms until the outbox, which has too much under way or no room on the disk, is asked again. */
const AGAIN = 10_000;
/** What was published so long ago and not sent is sent at a start; older news would be no news, ms. */
const FRESH = 6 * 3_600_000;

interface Options {
  state: Pick<RoomState, "alerts" | "areas" | "messages">;
  store: SubscriberStore;
  outbox: Pick<Outbox, "queue">;
  onFacts: (listener: (facts: Fact[]) => void) => () => void;
  clock: Clock;
  log: Log;
  address: string;
  /** The room runs on sample data: what goes out says so. */
  sample?: boolean;
}

/**
 * Sends each alert, update and withdrawal to those who asked for it, in the order published. How far it has come is kept: after
 * a kill it goes on from there, and whoever the outbox holds a message for already gets no second one.
 */
export function openHerald({ state, store, outbox, onFacts, clock, log, address, sample = false }: Options): { close(): void } {
  const waiting: Alert[] = [];
  let stop: (() => void) | undefined;
  let closed = false;

  const wanted = ({ service, areas }: Alert, wish: Wish): boolean =>
    wish.services.includes(service) && (wish.areas.length === 0 || wish.areas.some((id) => {
      const ward = state.areas.get(id);
      // A ward that is none any more: rather told once too often.
      return ward === undefined || reaches(areas, ward);
    }));
  /** It is still to be told: another has not taken its place meanwhile, and it is no old news. */
  const stands = (alert: Alert): boolean => tellUntil(alert) > clock.wall() && (alert.msgType === "Cancel" || state.alerts.get(alert.id)?.state === "in-force");
  const grave = (alert: Alert): boolean => [alert, ...alert.references.flatMap(({ id }) => state.alerts.get(id) ?? [])].some(isGrave);
  function alreadyQueued(alert: Alert): Set<string> {
    const link = linkOf(alert, address);
    const ids = new Set<string>();
    for (const { content, deliveries } of state.messages.values()) {
      if (content.is === "words" && content.link === link) for (const { to } of deliveries) if (to.is === "subscriber") ids.add(to.id);
    }
    return ids;
  }
  function take(alert: Alert): void {
    waiting.push(alert);
    stop ??= clock.after(0, go);
  }
  function go(): void {
    stop = undefined;
    const alert = waiting[0];
    if (alert === undefined || closed) return;
    send(alert).then((ms) => { if (!closed) stop ??= clock.after(ms, go); }, (error: unknown) => {
      log.error("warning-not-sent", { alert: alert.id, error });
      if (!closed) stop ??= clock.after(AGAIN, go);
    });
  }
  /** One slice. @returns ms until the next go */
  async function send(alert: Alert): Promise<number> {
    const { after, done } = store.sending(alert.id) ?? { after: 0, done: false };
    const some = done || !stands(alert) ? [] : store.slice(after, SLICE);
    const last = some.at(-1);
    if (last === undefined) {
      store.setSending(alert.id, { after, done: true }, alert.sentAt);
      waiting.shift();
      return 0;
    }
    const had = alreadyQueued(alert);
    const recipients = some.filter(({ id, wish }) => !had.has(id) && wanted(alert, wish)).map(({ id }) => ({ is: "subscriber" as const, id }));
    const queued = recipients.length === 0 ? undefined : await outbox.queue([alertMail(alert, recipients, address, grave(alert))].map((mail) => (sample ? asSample(mail) : mail)));
    if (queued?.ok === false) {
      log.warn("warning-waits", { alert: alert.id, fault: queued.fault.code });
      return AGAIN;
    }
    store.setSending(alert.id, { after: last.row, done: false }, alert.sentAt);
    return PAUSE;
  }

  const unheard = ({ id, sentAt, state: is }: AlertRecord): boolean => is !== "expired" && sentAt > clock.wall() - FRESH && store.sending(id)?.done !== true;
  for (const alert of [...state.alerts.values()].sort((a, b) => a.sentAt - b.sentAt)) if (unheard(alert)) take(alert);
  const deaf = onFacts((facts) => {
    for (const fact of facts) if (fact.kind === "alert:published" || fact.kind === "alert:updated" || fact.kind === "alert:cancelled") take(fact.alert);
  });
  return {
    close() {
      closed = true;
      stop?.();
      deaf();
    },
  };
}
