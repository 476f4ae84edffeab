import { fail, ok, type Result } from "#contract/result";
import { isSameHost } from "../rtsp/address.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";

/** Bytes of a playlist; lines, segments and variants of one; seconds of a segment. */
export const HLS_LIMITS = { bytes: 512_000, lines: 20_000, segments: 5000, variants: 50, seconds: 60 } as const;

/** A piece of a stream (RFC 8216 §3), at the machine of its playlist. */
export interface Segment {
  url: string;
  /** Its number: a playlist that is read again tells the same piece by the same one. */
  seq: number;
  /** ms. */
  length: number;
  /** Encoding or clock may be another from here on. */
  discontinuity: boolean;
  /** AES-128, whole segments; `iv` absent: its number is one. */
  key: { url: string; iv: Buffer | undefined } | undefined;
  /** What stands before it where it is fMP4. */
  map: string | undefined;
  /** Its first picture's instant by the sender's clock, ms UTC. */
  date: number | undefined;
}
export type Playlist =
  | { is: "master"; /** The largest first. */ variants: { url: string; bandwidth: number }[] }
  | { is: "media"; segments: Segment[]; /** ms; none is longer. */ target: number; /** No more will come. */ ended: boolean };

/** Reads a playlist; what it names elsewhere than at its own machine is refused: a login is for one machine, and so is our asking. */
export function parsePlaylist(text: string, url: string): Result<Playlist, RtspFault> {
  const lines = text.slice(0, HLS_LIMITS.bytes).split(/\r?\n/, HLS_LIMITS.lines + 1).map((line) => line.trim());
  if (lines[0]?.replace(/^\uFEFF/, "") !== "#EXTM3U") return lostFor("no playlist");
  if (lines.length > HLS_LIMITS.lines || text.length > HLS_LIMITS.bytes) return lostFor("the playlist is too long");
  const variants: { url: string; bandwidth: number }[] = [];
  const segments: Segment[] = [];
  let [seq, target, ended, discontinuity] = [0, 0, false, false];
  let length: number | undefined;
  let bandwidth: number | undefined;
  let key: Segment["key"];
  let map: string | undefined;
  let date: number | undefined;
  for (const line of lines.slice(1)) {
    const [tag, value] = line.startsWith("#") ? split(line) : ["", line] as const;
    switch (tag) {
      case "#EXT-X-MEDIA-SEQUENCE": seq = whole(value); break;
      case "#EXT-X-TARGETDURATION": target = Math.min(HLS_LIMITS.seconds, whole(value)) * 1000; break;
      case "#EXT-X-ENDLIST": ended = true; break;
      case "#EXT-X-DISCONTINUITY": discontinuity = true; break;
      case "#EXT-X-BYTERANGE": return fail(rtspFault("unsupported", "segments that are parts of files"));
      case "#EXT-X-PROGRAM-DATE-TIME": date = Number.isFinite(Date.parse(value)) ? Date.parse(value) : undefined; break;
      case "#EXTINF":
        length = Math.round(Number.parseFloat(value) * 1000);
        if (!(length >= 0 && length <= HLS_LIMITS.seconds * 1000)) return lostFor("a segment without a length");
        break;
      case "#EXT-X-STREAM-INF": bandwidth = Number(attribute(value, "BANDWIDTH") ?? 0); break;
      case "#EXT-X-KEY": {
        const method = attribute(value, "METHOD");
        const at = here(attribute(value, "URI"), url);
        if (method === "NONE") key = undefined;
        else if (method !== "AES-128") return fail(rtspFault("unsupported", "an encryption that is not AES-128"));
        else if (!at.ok) return at;
        else key = { url: at.value, iv: ivOf(attribute(value, "IV")) };
        break;
      }
      case "#EXT-X-MAP": {
        const at = here(attribute(value, "URI"), url);
        if (!at.ok) return at;
        if (attribute(value, "BYTERANGE") !== undefined) return fail(rtspFault("unsupported", "segments that are parts of files"));
        map = at.value;
        break;
      }
      case "": {
        if (value === "" || (length === undefined && bandwidth === undefined)) break;
        const at = here(value, url);
        if (!at.ok) return at;
        if (bandwidth !== undefined) variants.push({ url: at.value, bandwidth });
        else segments.push({ url: at.value, seq: seq++, length: length ?? 0, discontinuity, key, map, date });
        date = date === undefined ? undefined : date + (length ?? 0);
        [length, bandwidth, discontinuity] = [undefined, undefined, false];
        if (variants.length > HLS_LIMITS.variants || segments.length > HLS_LIMITS.segments) return lostFor("the playlist is too long");
        break;
      }
      default: break;
    }
  }
  if (variants.length > 0) return ok({ is: "master", variants: variants.toSorted((a, b) => b.bandwidth - a.bandwidth) });
  if (target === 0) return lostFor("no playlist of segments");
  return ok({ is: "media", segments, target, ended });
}

const lostFor = (detail: string): Result<never, RtspFault> => fail(rtspFault("malformed", detail));

function split(line: string): [tag: string, value: string] {
  const at = line.indexOf(":");
  return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
/** A whole number; others are 0. */
function whole(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
/** @param name of ours, in capitals */
function attribute(list: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|,)${name}=(?:"([^"]{0,2000})"|([^",]{0,200}))`).exec(list.slice(0, 4000));
  return found?.[1] ?? found?.[2];
}
function ivOf(text: string | undefined): Buffer | undefined {
  return text !== undefined && /^0x[0-9a-f]{1,32}$/i.test(text) ? Buffer.from(text.slice(2).padStart(32, "0"), "hex") : undefined;
}
function here(uri: string | undefined, url: string): Result<string, RtspFault> {
  if (uri === undefined || uri.length > 2000 || !URL.canParse(uri, url)) return lostFor("an address that is none");
  const { href, protocol } = new URL(uri, url);
  return /^https?:$/.test(protocol) && isSameHost(href, url) ? ok(href) : fail(rtspFault("redirected", "it names another machine"));
}
