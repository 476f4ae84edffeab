/** What citizens get without logging in, as types: part of `ports.ts`, which gives them on. */
import type { AlertServiceId } from "#contract/alert-service";
import type { AreaId, Instant } from "#contract/ids";
import type { Result } from "#contract/result";
import type { PushSubscription } from "#contract/push";
import type { PublicFigures } from "./core/real/public-figures.ts";

/** Aggregate figures (H-13.4); undefined until they have been counted once. */
export interface PublicFiguresDesk {
  /** Cheap; asking has stale figures counted anew in the background. */
  get(): { figures: PublicFigures; at: Instant } | undefined;
  onChange(listener: () => void): void;
}

/** What somebody wants to be told of. No area: the whole city. */
export interface Wish {
  services: readonly AlertServiceId[];
  areas: readonly AreaId[];
  language: "vi" | "en";
}
/** What became of a link of ours. `done` also where it had been done before. */
export type LinkOutcome = "done" | "expired" | "forged";

/** What subscribing is offered by: e-mail, push messages (with the key a browser subscribes for); or the list is full. */
export interface Offers {
  mail: boolean;
  push?: string;
  full: boolean;
}

/** Who asked for warnings: double opt-in, leaving at once, nothing of it in the journal. */
export interface SubscriptionDesk {
  offers(): Offers;
  /** Sends a mail that asks to confirm. The answer never tells whether the address was known, nor whether a mail went. */
  askMail(address: string, wish: Wish): Promise<Result<undefined>>;
  /** Sends a test to this browser, which confirms by it; one that is confirmed already changes what it wants. `malformed`: no push service of a browser. */
  askPush(phone: PushSubscription, wish: Wish): Promise<Result<undefined>>;
  /** Whoever knows the endpoint is the browser. */
  leavePush(endpoint: string): void;
  /** What a link is for, before anything is done. */
  look(token: string): "confirm" | "leave" | "expired" | "forged";
  confirm(token: string): LinkOutcome;
  leave(token: string): LinkOutcome;
}

/** A subscriber as kept: the address (of mail, or `push:` and a browser's subscription) stands here and nowhere else. `wish` undefined: not confirmed yet; `next`: waits for its confirmation. */
export interface Subscriber {
  id: string;
  address: string;
  wish: Wish | undefined;
  next: Wish | undefined;
  askedAt: Instant;
  /** Mails that asked to confirm, in the day that began at `dayFrom`. */
  asks: number;
  dayFrom: Instant;
}
/** Addresses of subscribers, apart from the journal: personal data that is gone when somebody leaves. Throws DiskFull where there is no room. */
export interface SubscriberStore {
  get(id: string): Subscriber | undefined;
  byAddress(address: string): Subscriber | undefined;
  put(subscriber: Subscriber): void;
  remove(id: string): void;
  /** Takes out whoever never confirmed and asked before this instant. */
  forgetUnconfirmed(before: Instant): void;
  counts(): { confirmed: number; unconfirmed: number };
  /** Confirmed ones in the order they came, some at a time. */
  slice(after: number, limit: number): { id: string; row: number; wish: Wish }[];
  /** How far the sending of an alert has come; undefined: not begun. */
  sending(alertId: string): { after: number; done: boolean } | undefined;
  setSending(alertId: string, state: { after: number; done: boolean }, at: Instant): void;
  close(): void;
}

/** Links that nobody else can make: purpose, whom it concerns, until when. */
export interface LinkSigner {
  sign(purpose: "confirm" | "leave", id: string, until: Instant): string;
  read(token: string): { purpose: "confirm" | "leave"; id: string; until: Instant } | undefined;
}
