import { z } from "zod";
import { Party } from "#contract/account";
import { may, type Bearer, type Permission } from "#contract/permission";
import type { AcceptInvitation } from "#contract/invitation";
import type { FirstRun, Login, RedeemTicket } from "#contract/request";
import { ok, type Result } from "#contract/result";
import { useSyncExternalStore } from "react";
import { withFrame } from "./frame.ts";
import { callHttp, jsonBody } from "./http.ts";
import { createSignal } from "./signal.ts";

/** Who sits at this window. "unknown": not asked yet; "nobody": has to log in; "first-run": no account exists. */
export type Who = { is: "unknown" } | { is: "nobody" } | { is: "first-run" } | { is: "unreachable" } | { is: "party"; party: Party };

const who = createSignal<Who>({ is: "unknown" }, withFrame);
const REQUEST_MS = 10_000;

/** One HTTP call of the session routes. */
const call = (method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Result<unknown>> => callHttp(path, { method, ...(body === undefined ? undefined : jsonBody(body)) }, REQUEST_MS);

/** A window that opens without a link: it remembers who used it, and that somebody left while nobody could be told. */
export interface Memory {
  get(): Party | undefined;
  set(party: Party | undefined): void;
  leaving(): boolean;
  setLeaving(on: boolean): void;
}
let memory: Memory | undefined;
/** To be called before anything else. */
export const rememberIn = (kept: Memory): void => void (memory = kept);

/** Asks the backend who this window is, by its cookie. @param as which cookie counts */
export async function findOut(as: "person" | "display"): Promise<void> {
  if (memory?.leaving() === true) {
    const ended = await call("DELETE", "/api/session");
    if (!ended.ok) return who.set(ended.fault.code === "unavailable" ? { is: "unreachable" } : { is: "nobody" });
    memory.setLeaving(false);
  }
  const self = await call("GET", as === "person" ? "/api/session" : "/api/session?as=display");
  if (self.ok) {
    const party = Party.safeParse(self.value);
    memory?.set(party.success ? party.data : undefined);
    who.set(party.success ? { is: "party", party: party.data } : { is: "nobody" });
    return;
  }
  if (self.fault.code === "unavailable") {
    const party = memory?.get();
    who.set(party === undefined ? { is: "unreachable" } : { is: "party", party });
    return;
  }
  memory?.set(undefined);
  const first = await call("GET", "/api/first-run");
  const needed = z.object({ needed: z.boolean() }).safeParse(first.ok ? first.value : undefined);
  who.set({ is: needed.success && needed.data.needed ? "first-run" : "nobody" });
}

async function enter(path: string, body: unknown, as: "person" | "display"): Promise<Result<null>> {
  const answer = await call("POST", path, body);
  if (!answer.ok) return answer;
  // A new session: the one that was left is no longer this window's.
  memory?.setLeaving(false);
  await findOut(as);
  return ok(null);
}

export function login(input: z.input<typeof Login>): Promise<Result<null>> {
  return enter("/api/session", input, "person");
}

export function firstRun(input: z.input<typeof FirstRun>): Promise<Result<null>> {
  return enter("/api/first-run", input, "person");
}

/** Makes one's own account by an invitation's link, and enters. */
export function acceptInvitation(input: z.input<typeof AcceptInvitation>): Promise<Result<null>> {
  return enter("/api/invitation", input, "person");
}

/** Turns a ticket into this display's cookie. */
export function redeem(input: z.input<typeof RedeemTicket>): Promise<Result<null>> {
  return enter("/api/display", input, "display");
}

export async function logout(): Promise<void> {
  const ended = await call("DELETE", "/api/session");
  memory?.setLeaving(!ended.ok && ended.fault.code === "unavailable");
  memory?.set(undefined);
  who.set({ is: "nobody" });
}

/** The session or display token is no longer good: back to the door. */
export function forget(): void {
  memory?.set(undefined);
  who.set({ is: "nobody" });
}

export function useWho(): Who {
  return useSyncExternalStore(who.subscribe, who.get);
}

/** The person or display at this window; undefined before log-in. */
export function useParty(): Party | undefined {
  const now = useWho();
  return now.is === "party" ? now.party : undefined;
}

export function bearersOf(party: Party): readonly Bearer[] {
  return party.kind === "person" ? party.account.roles : ["display"];
}

/** Whether who sits here has the right: hides or disables what would be refused. The backend decides all the same. */
export function useMay(permission: Permission): boolean {
  const party = useParty();
  return party !== undefined && may(bearersOf(party), permission);
}
