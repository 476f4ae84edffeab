import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { RequestOutput } from "#contract/request";
import type { Waiting } from "./waiting.ts";

/** Cases as they were last read, with how far the room's clock was ahead of this device's, ms. */
export interface KeptCases {
  accountId: string;
  cases: RequestOutput<"agency:cases">;
  readAt: number;
  ahead: number;
}
interface KeptFile {
  key: string;
  accountId: string;
  blob: Blob;
  at: number;
}
/** What was typed into a form and not sent. */
export interface KeptDraft {
  key: string;
  accountId: string;
  texts: Readonly<Record<string, string>>;
  at: number;
}
interface Tables extends DBSchema {
  cases: { key: string; value: KeptCases };
  waiting: { key: string; value: Waiting; indexes: { account: string } };
  files: { key: string; value: KeptFile; indexes: { account: string } };
  drafts: { key: string; value: KeptDraft; indexes: { account: string } };
}

/** A file that was chosen and never became part of a thing is let go after so long, ms. */
const LOOSE = 86_400_000;

/** A draft nobody went on with is let go after so long, ms: its case is over by then. */
const STALE = 14 * 86_400_000;

/** What outlives the page. Everything is of one account; another one's is never given out. */
export interface PhoneStore {
  /** False: only in memory, because this browser keeps nothing (a private window). */
  lasting: boolean;
  cases(accountId: string): Promise<KeptCases | undefined>;
  keepCases(kept: KeptCases): Promise<void>;
  /** Oldest first. */
  waiting(accountId: string): Promise<Waiting[]>;
  put(item: Waiting): Promise<void>;
  /** Lets it go, with its files. */
  drop(item: Waiting): Promise<void>;
  putFile(key: string, accountId: string, blob: Blob): Promise<void>;
  file(key: string): Promise<Blob | undefined>;
  draft(key: string): Promise<KeptDraft | undefined>;
  keepDraft(draft: KeptDraft): Promise<void>;
  dropDraft(key: string): Promise<void>;
  /** Cases alone: what waits is nobody's to lose but the officer's. */
  forgetCases(accountId: string): Promise<void>;
  /** Everything of the account. */
  wipe(accountId: string): Promise<void>;
}

const oldestFirst = (a: Waiting, b: Waiting): number => a.madeAt - b.madeAt || (a.key < b.key ? -1 : 1);

/** An older page in another window that holds the tables as they were is not waited for. */
function openedDb(): Promise<IDBPDatabase<Tables>> {
  return new Promise((resolve, reject) => {
    openDB<Tables>("kydai-agency", 2, {
      upgrade(fresh, before) {
        if (before < 1) {
          fresh.createObjectStore("cases", { keyPath: "accountId" });
          fresh.createObjectStore("waiting", { keyPath: "key" }).createIndex("account", "accountId");
          fresh.createObjectStore("files", { keyPath: "key" }).createIndex("account", "accountId");
        }
        fresh.createObjectStore("drafts", { keyPath: "key" }).createIndex("account", "accountId");
      },
      blocked: () => reject(new Error("another window holds the tables")),
      // A newer page wants them: this one lets them go, and reads them anew when it is opened again.
      blocking: (_now, _wanted, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    }).then(resolve, reject);
  });
}

async function lastingStore(): Promise<PhoneStore> {
  const db = await openedDb();
  const named = new Set((await db.getAll("waiting")).flatMap(({ files }) => files.map(({ key }) => key)));
  for (const { key, at } of await db.getAll("files")) if (!named.has(key) && Date.now() - at > LOOSE) await db.delete("files", key);
  for (const { key, at } of await db.getAll("drafts")) if (Date.now() - at > STALE) await db.delete("drafts", key);
  return {
    lasting: true,
    cases: (accountId) => db.get("cases", accountId),
    keepCases: async (kept) => void (await db.put("cases", kept)),
    waiting: async (accountId) => (await db.getAllFromIndex("waiting", "account", accountId)).sort(oldestFirst),
    put: async (item) => void (await db.put("waiting", item)),
    async drop(item) {
      const change = db.transaction(["waiting", "files"], "readwrite");
      await Promise.all([change.objectStore("waiting").delete(item.key), ...item.files.map(({ key }) => change.objectStore("files").delete(key)), change.done]);
    },
    putFile: async (key, accountId, blob) => void (await db.put("files", { key, accountId, blob, at: Date.now() })),
    file: async (key) => (await db.get("files", key))?.blob,
    draft: (key) => db.get("drafts", key),
    keepDraft: async (draft) => void (await db.put("drafts", draft)),
    dropDraft: (key) => db.delete("drafts", key),
    forgetCases: (accountId) => db.delete("cases", accountId),
    async wipe(accountId) {
      const change = db.transaction(["cases", "waiting", "files", "drafts"], "readwrite");
      const [drafts, items, files] = await Promise.all([change.objectStore("drafts").index("account").getAllKeys(accountId), change.objectStore("waiting").index("account").getAllKeys(accountId), change.objectStore("files").index("account").getAllKeys(accountId)]);
      await Promise.all([change.objectStore("cases").delete(accountId), ...drafts.map((key) => change.objectStore("drafts").delete(key)), ...items.map((key) => change.objectStore("waiting").delete(key)), ...files.map((key) => change.objectStore("files").delete(key)), change.done]);
    },
  };
}

function memoryStore(): PhoneStore {
  const cases = new Map<string, KeptCases>();
  const items = new Map<string, Waiting>();
  const files = new Map<string, { accountId: string; blob: Blob }>();
  const drafts = new Map<string, KeptDraft>();
  return {
    lasting: false,
    cases: (accountId) => Promise.resolve(cases.get(accountId)),
    keepCases: (kept) => Promise.resolve(void cases.set(kept.accountId, kept)),
    waiting: (accountId) => Promise.resolve([...items.values()].filter((item) => item.accountId === accountId).sort(oldestFirst)),
    put: (item) => Promise.resolve(void items.set(item.key, item)),
    drop(item) {
      items.delete(item.key);
      for (const { key } of item.files) files.delete(key);
      return Promise.resolve();
    },
    putFile: (key, accountId, blob) => Promise.resolve(void files.set(key, { accountId, blob })),
    file: (key) => Promise.resolve(files.get(key)?.blob),
    draft: (key) => Promise.resolve(drafts.get(key)),
    keepDraft: (draft) => Promise.resolve(void drafts.set(draft.key, draft)),
    dropDraft: (key) => Promise.resolve(void drafts.delete(key)),
    forgetCases: (accountId) => Promise.resolve(void cases.delete(accountId)),
    wipe(accountId) {
      for (const [key, draft] of drafts) if (draft.accountId === accountId) drafts.delete(key);
      cases.delete(accountId);
      for (const [key, item] of items) if (item.accountId === accountId) items.delete(key);
      for (const [key, file] of files) if (file.accountId === accountId) files.delete(key);
      return Promise.resolve();
    },
  };
}

let opened: Promise<PhoneStore> | undefined;

/** The device's store, opened once. */
export function phoneStore(): Promise<PhoneStore> {
  opened ??= typeof indexedDB === "undefined" ? Promise.resolve(memoryStore()) : lastingStore().catch(() => memoryStore());
  return opened;
}
