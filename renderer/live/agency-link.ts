import type { AccountId, Instant } from "#contract/ids";
import { PROTOCOL_VERSION } from "#contract/protocol";
import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import { fail, type Result } from "#contract/result";
import type { Handshake, ServerEvents } from "#contract/socket";
import { isAnswer } from "./ask.ts";
import { callHttp, jsonBody } from "./http.ts";
import { ownHeader } from "./own-account.ts";

const REQUEST_MS = 15_000;
/** Between the server's clock and this device's, ms; a phone's may be wrong by hours. */
let ahead = 0;

/** The server's clock as the last answer told it, to the second. */
export function agencyNow(): Instant {
  return Date.now() + ahead;
}

/** As it was when the room last answered. */
export const clockAhead = (): number => ahead;
/** @param kept from before the page was opened: there is no link to ask */
export const setClockAhead = (kept: number): void => void (ahead = kept);

/**
 * One request by HTTP: a phone's link comes and goes, a request needs none that stands.
 *
 * @param accountId in whose name, absent: whose page this is; `unauthenticated` where somebody else is logged in by now
 */
export async function askAgency<N extends RequestName>(name: N, input: RequestInput<N>, accountId?: AccountId): Promise<Result<RequestOutput<N>>> {
  const answer = await callHttp(`/api/request/${name}`, { method: "POST", ...jsonBody(input, ownHeader(accountId)) }, REQUEST_MS, (headers) => {
    const told = Date.parse(headers.get("date") ?? "");
    // The header counts whole seconds, rounded down.
    if (Number.isFinite(told)) ahead = told + 500 - Date.now();
  });
  return isAnswer<N>(answer) ? answer : fail({ code: "unavailable", detail: name });
}

/**
 * Is told when something changed in the agency's cases. Only a nudge: without it the page asks by itself.
 * @returns ends it
 */
export function onNudge(nudged: () => void, ended: () => void): () => void {
  let stop = (): void => undefined;
  let over = false;
  void import("socket.io-client").then(({ io }) => {
    if (over) return;
    const auth: Handshake = { protocol: PROTOCOL_VERSION, as: "person" };
    const wire = io({ auth, transports: ["websocket"], reconnectionDelay: 1000, reconnectionDelayMax: 10_000 });
    wire.on("connect", nudged);
    wire.on("cases", nudged);
    wire.on("goodbye", (why: Parameters<ServerEvents["goodbye"]>[0]) => {
      if (!why.again) ended();
    });
    wire.on("disconnect", (why) => {
      if (why === "io server disconnect") setTimeout(() => !over && wire.connect(), 2000);
    });
    stop = () => void wire.disconnect();
  }, () => undefined);
  return () => {
    over = true;
    stop();
  };
}
