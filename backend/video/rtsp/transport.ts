import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "./fault.ts";

/** What a camera's `Transport` header settled on. */
export interface Settled {
  /** Channels of pictures and reports inside the connection. */
  interleaved: { rtp: number; rtcp: number } | undefined;
  /** Its own ports of pictures and reports, for UDP. */
  serverPorts: { rtp: number; rtcp: number } | undefined;
  ssrc: number | undefined;
}

/** The header for SETUP. */
export function transportFor(how: { is: "interleaved" } | { is: "udp"; rtp: number; rtcp: number }): string {
  return how.is === "interleaved" ? "RTP/AVP/TCP;unicast;interleaved=0-1" : `RTP/AVP;unicast;client_port=${how.rtp}-${how.rtcp}`;
}

function pair(text: string | undefined, most: number): { rtp: number; rtcp: number } | undefined {
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? "");
  if (found === null) return undefined;
  const [rtp, rtcp] = [Number(found[1]), Number(found[2] ?? Number(found[1]) + 1)];
  return rtp <= most && rtcp <= most && rtp !== rtcp ? { rtp, rtcp } : undefined;
}

/** @param wanted what was asked for: a camera that settles on something else is `unsupported` */
export function parseTransport(header: string | undefined, wanted: "interleaved" | "udp"): Result<Settled, RtspFault> {
  if (header === undefined || header.length > 1000) return fail(rtspFault("malformed", "no Transport in the answer"));
  const [profile = "", ...parts] = header.split(";").map((part) => part.trim());
  const values = new Map(parts.map((part) => {
    const at = part.indexOf("=");
    return at === -1 ? [part.toLowerCase(), ""] : [part.slice(0, at).toLowerCase(), part.slice(at + 1).replaceAll('"', "")];
  }));
  const inside = /^RTP\/AVP\/TCP$/i.test(profile) || values.has("interleaved");
  if (inside !== (wanted === "interleaved") || values.has("multicast")) return fail(rtspFault("unsupported", `transport ${profile}`));
  const ssrc = /^[0-9A-F]{1,8}$/i.test(values.get("ssrc") ?? "") ? Number.parseInt(values.get("ssrc") ?? "", 16) : undefined;
  const interleaved = inside ? (pair(values.get("interleaved"), 255) ?? { rtp: 0, rtcp: 1 }) : undefined;
  return ok({ interleaved, serverPorts: inside ? undefined : pair(values.get("server_port"), 65_535), ssrc });
}
