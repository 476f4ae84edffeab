import type { Party } from "#contract/account";
import type { Bearer } from "#contract/permission";
import type { AccessDesk } from "../ports.ts";

export const PERSON_COOKIE = "kydai_session";
export const DISPLAY_COOKIE = "kydai_display";

/** What the one table knows a party as. */
export function bearersOf(party: Party): readonly Bearer[] {
  return party.kind === "person" ? party.account.roles : ["display"];
}

/** The key under which a party's rate is counted: the person, whatever the number of windows, or the display. */
export function rateKey(party: Party): string {
  return party.kind === "person" ? `person:${party.account.id}` : `display:${party.display.id}`;
}

/** A page's word for whose it is. One cookie serves every tab: where it is another's by now, nothing is done in that one's name. */
const OWN = "x-kydai-account";
export function isAnothers({ headers }: { headers: Readonly<Record<string, unknown>> }, party: Party | undefined): boolean {
  return headers[OWN] !== undefined && party?.kind === "person" && headers[OWN] !== party.account.id;
}

/** @param as which of the two cookies counts */
export function partyOf(access: AccessDesk, cookies: Readonly<Record<string, string | undefined>>, as: "person" | "display"): Party | undefined {
  const token = cookies[as === "person" ? PERSON_COOKIE : DISPLAY_COOKIE];
  if (token === undefined || token.length > 100) return undefined;
  return as === "person" ? access.person(token) : access.display(token);
}

/** HTTP Basic (RFC 7617), UTF-8. @returns undefined when the header is none or not well formed */
export function basicOf(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 1 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}
