import { z } from "zod";
import { Instant } from "./ids.ts";

/** A part of the map that one person shows another: where, how near, which layers, and which instant where it is not the present. */
export const MapView = z.object({
  /** [longitude °, latitude °], WGS 84. */
  centre: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
  /** As web maps count it, 512 px a tile. */
  zoom: z.number().min(0).max(22),
  /** Names of layers that are on; absent: those that are on by themselves. */
  layers: z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(60).optional(),
  at: Instant.optional(),
});
export type MapView = z.infer<typeof MapView>;

/** Host of the city's video meetings, with its port where it is not 443; lower case. */
export const MeetingHost = z.string().max(253).regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/, "a host like meet.example.gov.vn, in lower case");

/** Why an address cannot be handed on as a meeting. */
export type MeetingProblem = "no-address" | "not-https" | "secret" | "not-allowed";

const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]+)([^\s]*)$/i;
/** Names under which meeting systems put a password or a token into an address. */
const SECRET = /^(?:pwd|pass|passwd|password|passcode|pw|pin|key|secret|token|access_token|id_token|jwt|auth|sig|signature|hash|tk|zak|mat-?khau|matkhau)$/i;

/**
 * A meeting's address is kept for ever with its case: it may carry no secret, and leads nowhere but to the city's own system.
 *
 * @param hosts those the configuration allows
 * @returns undefined: it may be handed on
 */
export function meetingProblem(address: string, hosts: readonly string[]): MeetingProblem | undefined {
  const parts = ADDRESS.exec(address.trim());
  const [, scheme = "", authority = "", rest = ""] = parts ?? [];
  if (parts === null || address.length > 1000) return "no-address";
  if (scheme.toLowerCase() !== "https") return "not-https";
  if (authority.includes("@") || hasSecret(rest)) return "secret";
  // A backslash is a slash to browsers: what stands before it is not the host that is opened.
  if (/[\\%]/.test(authority)) return "no-address";
  return hosts.includes(authority.toLowerCase().replace(/:443$/, "")) ? undefined : "not-allowed";
}

/** In the query or the fragment, where some systems put it. */
function hasSecret(rest: string): boolean {
  return rest.split(/[?#&;]/).slice(1).some((pair) => SECRET.test(decoded(pair.split("=")[0] ?? "")) && pair.includes("="));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name).trim();
  } catch {
    return name;
  }
}
