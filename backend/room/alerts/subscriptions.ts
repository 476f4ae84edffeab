import { hash, randomBytes } from "node:crypto";
import { z } from "zod";
import { fail, ok, type Result } from "#contract/result";
import { PushSubscription } from "#contract/push";
import { confirmMail, confirmPush } from "../../core/alert/mail.ts";
import { DiskFull, type AddressBook, type Clock, type LinkSigner, type Log, type Outbox, type PushBook, type PushDesk, type Subscriber, type SubscriberStore, type SubscriptionDesk, type Wish } from "../../ports.ts";
import { tokenBuckets } from "../token-bucket.ts";

/** Subscribers at most, unconfirmed ones included; above it nobody new is taken and the page says so. */
export const MOST_SUBSCRIBERS = 50_000;
/** Of them unconfirmed: whoever floods the form fills these and no more. */
export const MOST_UNCONFIRMED = 5_000;
const DAY = 86_400_000;
/** A confirmation is waited for so long, ms. */
const CONFIRM_IN = DAY;
/** Links of mails to leave by work for so long, ms: a mail may lie for a year. */
const LEAVE_IN = 400 * DAY;
/** Mails or test pushes that ask one address to confirm: at most so many a day, so far apart, ms. */
const ASKS_A_DAY = 3;
const ASKS_APART = 600_000;
/** Such messages to all addresses together: at once, and then a second. */
const ALL = { burst: 300, perSecond: 1 };
/** Addresses as SMTP can carry them; nothing in it can end a header. */
const MailAddress = z.email().max(254);
/** Before a browser's subscription where a mail address would stand. */
const PHONE = "push:";
/** Before the id of a subscriber as a push message's address. */
const CITIZEN = "citizen:";
/** A browser is known by its endpoint, which no link and no fact can hold. */
const idOf = (endpoint: string): string => `p${hash("sha256", endpoint).slice(0, 38)}`;

interface Options {
  store: SubscriberStore;
  signer: LinkSigner;
  outbox: Pick<Outbox, "has" | "queue">;
  clock: Pick<Clock, "wall" | "steady">;
  log: Log;
  /** Push messages, where a channel sends them. */
  push?: Pick<PushDesk, "key" | "isService"> | undefined;
  /** Where the public reaches this server. */
  address: string;
  /** For tests; absent: MOST_SUBSCRIBERS and MOST_UNCONFIRMED. */
  most?: { all: number; unconfirmed: number };
}

/** Who asked for warnings by e-mail or on a phone (H-10.5): asked, confirmed by the owner of the address or by the phone itself, left by one press. `of` knows citizens' phones alone. */
export function openSubscriptions({ store, signer, outbox, push, clock, log, address, most = { all: MOST_SUBSCRIBERS, unconfirmed: MOST_UNCONFIRMED } }: Options): SubscriptionDesk & AddressBook & PushBook {
  const asked = tokenBuckets(ALL.burst, ALL.perSecond);
  const url = (path: string, token: string): string => `${address}/public/${path}?token=${token}`;
  const isFull = (): boolean => {
    const { confirmed, unconfirmed } = store.counts();
    return confirmed + unconfirmed >= most.all || unconfirmed >= most.unconfirmed;
  };
  /** A link of ours, still good. */
  function linked(token: string, purpose: "confirm" | "leave"): { id: string } | "expired" | "forged" {
    const link = signer.read(token);
    if (link?.purpose !== purpose) return "forged";
    return link.until < clock.wall() ? "expired" : link;
  }

  const byPush = (): string | undefined => (outbox.has("web-push", "public") ? push?.key : undefined);

  /** Notes the wish and asks the address to confirm it. */
  async function ask(known: Subscriber | undefined, fresh: Pick<Subscriber, "id" | "address">, wish: Wish, draft: typeof confirmMail): Promise<Result<undefined>> {
    const now = clock.wall();
    if (known === undefined && isFull()) return fail({ code: "too-large", limit: most.all });
    const today = known !== undefined && now - known.dayFrom < DAY && now >= known.dayFrom;
    // Asked too often: answered as ever, and no message goes. Whoever asks learns nothing, whoever is asked is left in peace.
    if (known !== undefined && ((today && known.asks >= ASKS_A_DAY) || (now - known.askedAt < ASKS_APART && now >= known.askedAt))) return ok(undefined);
    const wait = asked("all", clock.steady());
    if (wait > 0) return fail({ code: "too-many", retryAfter: Math.ceil(wait) });
    const subscriber: Subscriber = { ...fresh, wish: known?.wish, next: wish, askedAt: now, asks: today ? known.asks + 1 : 1, dayFrom: today ? known.dayFrom : now };
    const written = kept(() => store.put(subscriber));
    if (!written.ok) return written;
    const queued = await outbox.queue([draft({ is: "subscriber", id: subscriber.id }, now + CONFIRM_IN)]);
    if (!queued.ok) log.warn("subscription-not-asked", { fault: queued.fault.code });
    return queued.ok ? ok(undefined) : fail(queued.fault);
  }
  function kept(write: () => void): Result<undefined> {
    try {
      write();
      return ok(undefined);
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      return fail({ code: "disk-full" });
    }
  }
  const copy = ({ services, areas, language }: Wish): Wish => ({ services: [...services], areas: [...areas], language });
  const noService = (): Result<undefined> => fail({ code: "malformed", path: "services", detail: "no service is chosen" });

  return {
    offers() {
      const key = byPush();
      return { mail: outbox.has("smtp", "public"), full: isFull(), ...(key !== undefined && { push: key }) };
    },
    async askMail(given, wish): Promise<Result<undefined>> {
      const parsed = MailAddress.safeParse(given.trim());
      if (!parsed.success) return fail({ code: "malformed", path: "address", detail: "not an e-mail address" });
      if (wish.services.length === 0) return noService();
      if (!outbox.has("smtp", "public")) return fail({ code: "unavailable", detail: "no e-mail channel" });
      const to = parsed.data.toLowerCase();
      store.forgetUnconfirmed(clock.wall() - CONFIRM_IN);
      const known = store.byAddress(to);
      return ask(known, { id: known?.id ?? `s${randomBytes(15).toString("hex")}`, address: to }, copy(wish), confirmMail);
    },
    async askPush(phone, wish): Promise<Result<undefined>> {
      if (byPush() === undefined || push === undefined) return fail({ code: "unavailable", detail: "no channel sends push messages" });
      if (!push.isService(phone.endpoint)) return fail({ code: "malformed", path: "endpoint", detail: "not a push service" });
      if (wish.services.length === 0) return noService();
      store.forgetUnconfirmed(clock.wall() - CONFIRM_IN);
      const [id, to] = [idOf(phone.endpoint), `${PHONE}${JSON.stringify(phone)}`];
      const known = store.get(id);
      if (known?.address === to && known.wish !== undefined) return kept(() => store.put({ ...known, wish: copy(wish), next: undefined }));
      // Other keys at the same endpoint: what was confirmed was another subscription of the browser.
      if (known !== undefined && known.address !== to) store.remove(id);
      return ask(known?.address === to ? known : undefined, { id, address: to }, copy(wish), confirmPush);
    },
    leavePush: (endpoint) => store.remove(idOf(endpoint)),
    of(owner) {
      const found = owner.startsWith(CITIZEN) ? store.get(owner.slice(CITIZEN.length)) : undefined;
      return found?.address.startsWith(PHONE) === true ? [PushSubscription.parse(JSON.parse(found.address.slice(PHONE.length)))] : [];
    },
    gone: (endpoint) => store.remove(idOf(endpoint)),
    look(token) {
      const link = signer.read(token);
      return link === undefined ? "forged" : link.until < clock.wall() ? "expired" : link.purpose;
    },
    confirm(token) {
      const link = linked(token, "confirm");
      if (typeof link === "string") return link;
      const subscriber = store.get(link.id);
      if (subscriber === undefined) return "expired";
      const { next } = subscriber;
      // A link followed twice changes nothing.
      if (next !== undefined) store.put({ ...subscriber, wish: next, next: undefined });
      return "done";
    },
    leave(token) {
      const link = linked(token, "leave");
      if (typeof link === "string") return link;
      store.remove(link.id);
      return "done";
    },
    address(recipient, kind) {
      const found = recipient.is === "subscriber" && (kind === "smtp" || kind === "web-push") ? store.get(recipient.id) : undefined;
      if (found === undefined || found.address.startsWith(PHONE) !== (kind === "web-push")) return undefined;
      const now = clock.wall();
      return {
        // What is only asked for is not yet the citizen's own word.
        to: kind === "smtp" ? found.address : `${CITIZEN}${found.id}`, language: (found.wish ?? found.next)?.language ?? "vi", leave: url("leave", signer.sign("leave", found.id, now + LEAVE_IN)),
        ...(found.next !== undefined && { confirm: url("confirm", signer.sign("confirm", found.id, now + CONFIRM_IN)) }),
      };
    },
  };
}
