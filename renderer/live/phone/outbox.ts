import { useSyncExternalStore } from "react";
import type { Fault } from "#contract/fault";
import type { AccountId } from "#contract/ids";
import { fail, ok, type Result } from "#contract/result";
import { mostOf } from "../evidence.ts";
import { withFrame } from "../frame.ts";
import { createSignal } from "../signal.ts";
import { carry, isPassing } from "./carry.ts";
import { LANES, nextOf, type Lane } from "./next.ts";
import { phoneStore, type PhoneStore } from "./store.ts";
import { MOST_WAITING, newKey, type Waiting } from "./waiting.ts";

/** Between two tries while there is no link, ms: doubled up to the second. A link that comes back is tried at once. */
const RETRY = [2000, 30_000] as const;
/** A form waits so long for its answer before it is told that the thing waits, ms. */
const PATIENCE = 4000;

/** What waits, and how much of the one being sent has arrived, bytes. */
export interface Outbox {
  items: readonly Waiting[];
  sending?: { key: string; bytes: number };
  /** False: this browser keeps nothing when the page is closed. */
  lasting: boolean;
}
const outbox = createSignal<Outbox>({ items: [], lasting: true }, withFrame);
export const useOutbox = (): Outbox => useSyncExternalStore(outbox.subscribe, outbox.get);

let account: AccountId | undefined;
interface Runner {
  running: boolean;
  /** Asked for while it ran: it looks once more. */
  again: boolean;
  pause: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
}
const runners: Readonly<Record<Lane, Runner>> = { words: { running: false, again: false, pause: RETRY[0] }, files: { running: false, again: false, pause: RETRY[0] } };
/** Cases one of whose things is on its way. */
const flying = new Set<string>();
let onDone = (): void => undefined;
const settled = new Map<string, (answer: Result<"sent"> | "waits") => void>();

const show = (change: Partial<Outbox>): void => outbox.set({ ...outbox.get(), ...change });
const isHere = (key: string): boolean => outbox.get().items.some((item) => item.key === key);

/** Begins to send what this account left waiting. @param done is called after each thing that arrived @returns stops it */
export function openOutbox(accountId: AccountId, done: () => void): () => void {
  account = accountId;
  onDone = done;
  void phoneStore().then(async (store) => {
    const items = await store.waiting(accountId);
    if (account !== accountId) return;
    outbox.set({ items: [...items, ...outbox.get().items.filter((item) => item.accountId === accountId && !items.some(({ key }) => key === item.key))], lasting: store.lasting });
    sendAgain();
  });
  window.addEventListener("online", sendAgain);
  return () => {
    account = undefined;
    for (const lane of LANES) clearTimeout(runners[lane].timer);
    window.removeEventListener("online", sendAgain);
    outbox.set({ items: [], lasting: true });
  };
}

/** Takes a file for a deed that is still being written. @returns the key it is known under until it is sent */
export async function takeFile(file: File): Promise<Result<string>> {
  if (account === undefined) return fail({ code: "unauthenticated" });
  if (file.size > mostOf(file)) return fail({ code: "too-large", limit: mostOf(file) });
  const held = outbox.get().items.reduce((sum, { files }) => sum + files.reduce((all, { bytes }) => all + bytes, 0), 0);
  if (held + file.size > MOST_WAITING.bytes) return fail({ code: "too-large", limit: MOST_WAITING.bytes });
  const key = newKey();
  try {
    await (await phoneStore()).putFile(key, account, file);
  } catch {
    return fail({ code: "unavailable", detail: "this device has no room for it" });
  }
  return ok(key);
}

/** Keeps a thing, and sends it when it can. @returns "sent", why the backend refused it (it is not kept then), or "waits" */
export async function hand(made: Pick<Waiting, "incidentId" | "what" | "files">): Promise<Result<"sent"> | "waits"> {
  if (account === undefined) return fail({ code: "unauthenticated" });
  if (outbox.get().items.length >= MOST_WAITING.things) return fail({ code: "too-large", limit: MOST_WAITING.things });
  const item: Waiting = { ...made, key: newKey(), accountId: account, madeAt: Date.now() };
  const store = await phoneStore();
  try {
    await store.put(item);
  } catch {
    return fail({ code: "unavailable", detail: "this device has no room for it" });
  }
  show({ items: [...outbox.get().items.filter(({ key }) => key !== item.key), item], lasting: store.lasting });
  const answer = new Promise<Result<"sent"> | "waits">((resolve) => {
    settled.set(item.key, resolve);
    setTimeout(() => resolve("waits"), PATIENCE);
  });
  sendAgain();
  const said = await answer;
  settled.delete(item.key);
  // The form is still open and says why: it is not also kept. Its files are the form's again.
  if (said !== "waits" && !said.ok) await leave({ ...item, files: [] });
  return said;
}

/** The officer gives it up. */
export async function letGo(key: string): Promise<void> {
  const item = outbox.get().items.find((one) => one.key === key);
  if (item !== undefined) await leave(item);
}

async function leave(item: Waiting): Promise<void> {
  show({ items: outbox.get().items.filter((one) => one.key !== item.key) });
  await (await phoneStore()).drop(item);
}

/** Tries one that was refused once more, under its own key. */
export async function retry(key: string): Promise<void> {
  await amend(key, undefined);
  sendAgain();
}

/** There may be a link again. */
export function sendAgain(): void {
  for (const lane of LANES) {
    clearTimeout(runners[lane].timer);
    runners[lane].pause = RETRY[0];
    void run(lane);
  }
}

async function amend(key: string, refused: Fault | undefined): Promise<void> {
  const store = await phoneStore();
  const item = account === undefined ? undefined : (await store.waiting(account)).find((one) => one.key === key);
  if (item === undefined || !isHere(key)) return;
  const { refused: _before, ...rest } = item;
  const next: Waiting = { ...rest, ...(refused !== undefined && { refused }) };
  await store.put(next);
  show({ items: outbox.get().items.map((one) => (one.key === key ? next : one)) });
}

async function run(lane: Lane): Promise<void> {
  const runner = runners[lane];
  runner.again = true;
  if (runner.running) return;
  runner.running = true;
  try {
    while (runner.again) {
      runner.again = false;
      await alone(lane, async () => sendAll(lane, await phoneStore()));
    }
  } finally {
    runner.running = false;
  }
}

/** Two tabs of one phone never send the same thing at the same time. Browsers without locks (http beyond this machine) go on without. */
async function alone(lane: Lane, work: () => Promise<void>): Promise<void> {
  const { locks }: { locks?: LockManager | null } = navigator;
  if (locks === undefined || locks === null) return work();
  return locks.request(`kydai-agency-send-${lane}`, work);
}

async function sendAll(lane: Lane, store: PhoneStore): Promise<void> {
  const runner = runners[lane];
  const passed = new Set<string>();
  let failed = false;
  const later = (fault: Fault): void => {
    failed = true;
    clearTimeout(runner.timer);
    runner.timer = setTimeout(() => void run(lane), fault.code === "too-many" ? Math.max(runner.pause, fault.retryAfter * 1000) : runner.pause);
  };
  for (;;) {
    const mine = account;
    const waiting = mine === undefined ? [] : await store.waiting(mine);
    if (mine === undefined || mine !== account) break;
    // Another tab may have sent what this one still shows.
    if (store.lasting && outbox.get().items.some(({ key }) => !waiting.some((one) => one.key === key))) show({ items: outbox.get().items.filter(({ key }) => waiting.some((one) => one.key === key)) });
    const item = nextOf(waiting.filter(({ key }) => isHere(key)), lane, new Set([...passed, ...flying]));
    if (item === undefined) break;
    flying.add(item.incidentId);
    const answer = await carried(item, lane, store).finally(() => flying.delete(item.incidentId));
    if (!answer.ok && isPassing(answer.fault)) {
      settled.get(item.key)?.("waits");
      later(answer.fault);
      // What files of one case meet, those of another need not: only a word that does not get through says that nothing does.
      if (lane === "files" && answer.fault.code !== "unauthenticated") {
        passed.add(item.incidentId);
        continue;
      }
      break;
    }
    if (answer.ok) await letGo(item.key);
    else await amend(item.key, answer.fault);
    settled.get(item.key)?.(answer.ok ? ok("sent") : answer);
    if (answer.ok) onDone();
    // What it stood before in its case may be the other lane's.
    void run(lane === "words" ? "files" : "words");
  }
  runner.pause = failed ? Math.min(runner.pause * 2, RETRY[1]) : RETRY[0];
}

async function carried(item: Waiting, lane: Lane, store: PhoneStore): Promise<Result<null>> {
  const heard = (bytes: number): void => (lane === "files" ? show({ sending: { key: item.key, bytes } }) : undefined);
  heard(0);
  try {
    return await carry(item, store, heard);
  } finally {
    const { sending, ...rest } = outbox.get();
    if (sending?.key === item.key) outbox.set(rest);
  }
}
