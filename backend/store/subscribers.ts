import { join } from "node:path";
import { z } from "zod";
import { AlertServiceId } from "#contract/alert-service";
import { AreaId } from "#contract/ids";
import type { Subscriber, SubscriberStore } from "../ports.ts";
import { migrateBook, type BookSteps } from "./book-schema.ts";
import { openSqlite, storeError } from "./sqlite.ts";

/** A file of its own: addresses are personal data and are really gone when somebody leaves, which a journal could not do. */
const FILE = "subscribers.db";
/** Its schema, by version. */
export const SUBSCRIBER_STEPS: BookSteps = [`
CREATE TABLE IF NOT EXISTS subscriber (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL UNIQUE, wish TEXT, next TEXT, asked_at INTEGER NOT NULL, asks INTEGER NOT NULL, day_from INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sending (alert_id TEXT PRIMARY KEY, after_row INTEGER NOT NULL, done INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
`];
/** Sendings remembered; older ones are forgotten with the next. */
const SENDINGS = 2000;

const WishText = z.object({ services: z.array(AlertServiceId), areas: z.array(AreaId), language: z.enum(["vi", "en"]) });
interface Row {
  row: number;
  id: string;
  address: string;
  wish: string | null;
  next: string | null;
  asked_at: number;
  asks: number;
  day_from: number;
}

/** Opens, or makes, the book of subscribers in the data folder. Deleted rows are overwritten on the disk. @throws StoreDamaged, StoreRefused, DiskFull */
export function openSubscribers(folder: string): SubscriberStore {
  const file = join(folder, FILE);
  const guard = <T>(doing: string, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw storeError(file, error, doing);
    }
  };
  const db = guard("opening subscribers", () => openSqlite(file));
  guard("opening subscribers", () => {
    db.pragma("secure_delete = ON");
    migrateBook(db, SUBSCRIBER_STEPS);
  });
  const one = db.prepare<[string], Row>("SELECT * FROM subscriber WHERE id = ?");
  const at = db.prepare<[string], Row>("SELECT * FROM subscriber WHERE address = ?");
  const put = db.prepare("INSERT INTO subscriber (id, address, wish, next, asked_at, asks, day_from) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET wish = excluded.wish, next = excluded.next, asked_at = excluded.asked_at, asks = excluded.asks, day_from = excluded.day_from");
  const remove = db.prepare<[string]>("DELETE FROM subscriber WHERE id = ?");
  const forget = db.prepare<[number]>("DELETE FROM subscriber WHERE wish IS NULL AND asked_at < ?");
  const count = db.prepare<[], { confirmed: number; unconfirmed: number }>("SELECT count(wish) AS confirmed, count(*) - count(wish) AS unconfirmed FROM subscriber");
  const some = db.prepare<[number, number], Row>("SELECT * FROM subscriber WHERE wish IS NOT NULL AND row > ? ORDER BY row LIMIT ?");
  const sending = db.prepare<[string], { after_row: number; done: number }>("SELECT after_row, done FROM sending WHERE alert_id = ?");
  const setSending = db.prepare("INSERT INTO sending (alert_id, after_row, done, at) VALUES (?, ?, ?, ?) ON CONFLICT (alert_id) DO UPDATE SET after_row = excluded.after_row, done = excluded.done");
  const trim = db.prepare(`DELETE FROM sending WHERE alert_id NOT IN (SELECT alert_id FROM sending ORDER BY at DESC LIMIT ${SENDINGS})`);

  return {
    get: (id) => guard("reading subscribers", () => subscriberOf(one.get(id))),
    byAddress: (address) => guard("reading subscribers", () => subscriberOf(at.get(address))),
    put: ({ id, address, wish, next, askedAt, asks, dayFrom }) => void guard("writing subscribers", () => put.run(id, address, textOf(wish), textOf(next), askedAt, asks, dayFrom)),
    remove: (id) => void guard("writing subscribers", () => remove.run(id)),
    forgetUnconfirmed: (before) => void guard("writing subscribers", () => forget.run(before)),
    counts: () => guard("reading subscribers", () => count.get() ?? { confirmed: 0, unconfirmed: 0 }),
    slice: (after, limit) => guard("reading subscribers", () => some.all(after, limit).flatMap((row) => {
      const wish = wishOf(row.wish);
      return wish === undefined ? [] : [{ id: row.id, row: row.row, wish }];
    })),
    sending(alertId) {
      const found = guard("reading subscribers", () => sending.get(alertId));
      return found === undefined ? undefined : { after: found.after_row, done: found.done !== 0 };
    },
    setSending: (alertId, { after, done }, instant) => guard("writing subscribers", () => {
      setSending.run(alertId, after, Number(done), instant);
      trim.run();
    }),
    close: () => void db.close(),
  };
}

const textOf = (wish: Subscriber["wish"]): string | null => (wish === undefined ? null : JSON.stringify(wish));
function wishOf(text: string | null): Subscriber["wish"] {
  return text === null ? undefined : WishText.parse(JSON.parse(text));
}
function subscriberOf(row: Row | undefined): Subscriber | undefined {
  return row === undefined ? undefined : { id: row.id, address: row.address, wish: wishOf(row.wish), next: wishOf(row.next), askedAt: row.asked_at, asks: row.asks, dayFrom: row.day_from };
}
