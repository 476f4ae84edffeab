import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AccountId, SessionId } from "#contract/ids";
import { PushSubscription } from "#contract/push";
import type { Log, PhoneBook } from "../ports.ts";

/** Phones of one account: one more takes the place of the oldest. Of all: one more is not taken. */
const MOST = { account: 5, all: 20_000 };
/** `sessionId`: who was logged in on the phone when it last asked. Absent: of a book written before this was kept. */
const Entry = z.object({ accountId: AccountId, sessionId: SessionId.optional(), phone: PushSubscription });
const File = z.array(Entry);

/** Phones that take push messages, in a file of their own beside the journal: what is in it opens a way to a person's phone. */
export function openPushBook(folder: string, log: Log): PhoneBook {
  const file = join(folder, "push.json");
  let entries: readonly z.infer<typeof Entry>[] = read();

  function read(): z.infer<typeof File> {
    try {
      return File.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch (error) {
      // Phones subscribe again by themselves when their page is opened.
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) log.error("push-book-unreadable", { error });
      return [];
    }
  }
  function write(next: readonly z.infer<typeof Entry>[]): boolean {
    try {
      writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    } catch (error) {
      log.error("push-book-not-written", { error });
      return false;
    }
    entries = next;
    return true;
  }
  const without = (endpoint: string): readonly z.infer<typeof Entry>[] => entries.filter(({ phone }) => phone.endpoint !== endpoint);

  return {
    of: (accountId) => entries.filter((entry) => entry.accountId === accountId).map(({ phone }) => phone),
    gone(endpoint) {
      const left = without(endpoint);
      if (left.length < entries.length) write(left);
    },
    add(accountId, phone, sessionId) {
      const known = entries.find((entry) => entry.phone.endpoint === phone.endpoint);
      if (known?.accountId === accountId && known.sessionId === sessionId && known.phone.keys.auth === phone.keys.auth && known.phone.keys.p256dh === phone.keys.p256dh) return true;
      const others = without(phone.endpoint);
      const mine = others.filter((entry) => entry.accountId === accountId);
      const tooMany = new Set(mine.slice(0, Math.max(0, mine.length - MOST.account + 1)));
      const next = [...others.filter((entry) => !tooMany.has(entry)), { accountId, sessionId, phone }];
      return next.length <= MOST.all && write(next);
    },
    remove(accountId, endpoint) {
      if (entries.some((entry) => entry.accountId === accountId && entry.phone.endpoint === endpoint)) write(without(endpoint));
    },
    forget(is) {
      const left = entries.filter((entry) => !is(entry));
      if (left.length < entries.length) write(left);
    },
  };
}
