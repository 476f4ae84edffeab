import { fail, ok, type Result } from "#contract/result";
import type { VideoCodec } from "#contract/video-wire";
import { rtspFault, type RtspFault } from "./fault.ts";

/** Lines of a description that are looked at; more is `malformed`. */
const MOST_LINES = 500;

/** The picture part of a session description (RFC 4566), as far as it is needed. */
export interface VideoTrack {
  codec: VideoCodec;
  payloadType: number;
  /** Ticks of the RTP clock a second. */
  clockRate: number;
  /** As the description has it: absolute, relative or absent. */
  control: string | undefined;
  /** Parameter sets it gives, without start codes: SPS and PPS, or VPS, SPS and PPS. */
  parameterSets: readonly Buffer[];
  framerate: number | undefined;
}
export interface Description {
  /** `a=control` of the session. */
  control: string | undefined;
  video: VideoTrack;
}

interface Media {
  lines: string[];
  payloadTypes: number[];
  kind: string;
}

const CODEC: Readonly<Record<string, VideoCodec>> = { H264: "h264", H265: "h265", HEVC: "h265", JPEG: "mjpeg" };

/** @returns the first picture track of a kind we know; `unsupported` in words where there is none */
export function parseSdp(text: string): Result<Description, RtspFault> {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) return fail(rtspFault("malformed", "the description is too long"));
  if (!lines.some((line) => line.startsWith("v="))) return fail(rtspFault("malformed", "no session description"));
  const session: string[] = [];
  const media: Media[] = [];
  for (const line of lines) {
    if (line.startsWith("m=")) {
      const [kind = "", , , ...types] = line.slice(2).trim().split(/\s+/);
      media.push({ kind, payloadTypes: types.map(Number).filter((type) => Number.isInteger(type) && type >= 0 && type < 128), lines: [] });
    } else (media.at(-1)?.lines ?? session).push(line);
  }
  const seen: string[] = [];
  for (const one of media) {
    if (one.kind !== "video") continue;
    const track = trackOf(one, seen);
    if (track !== undefined) return ok({ control: attribute(session, "control"), video: track });
  }
  return fail(rtspFault("unsupported", seen.length === 0 ? "no picture in its description" : `codec ${seen.join(", ")}`));
}

function attribute(lines: readonly string[], name: string): string | undefined {
  const start = `a=${name}:`;
  const value = lines.find((line) => line.toLowerCase().startsWith(start))?.slice(start.length).trim();
  return value === undefined || value === "" || value.length > 500 || /[\s\p{Cc}]/u.test(value) ? undefined : value;
}

function trackOf({ payloadTypes, lines }: Media, seen: string[]): VideoTrack | undefined {
  for (const payloadType of payloadTypes) {
    const map = lines.map((line) => /^a=rtpmap:(\d{1,3})\s+([\w.+-]{1,40})\/(\d{1,9})/i.exec(line)).find((found) => Number(found?.[1]) === payloadType);
    // 26 is JPEG by RFC 3551, without being said.
    const name = map?.[2]?.toUpperCase() ?? (payloadType === 26 ? "JPEG" : undefined);
    const codec = name === undefined ? undefined : CODEC[name];
    if (codec === undefined) {
      if (name !== undefined) seen.push(name);
      continue;
    }
    const clockRate = Number(map?.[3] ?? 90_000);
    if (clockRate < 1000 || clockRate > 10_000_000) continue;
    const framerate = Number(attribute(lines, "framerate"));
    return { codec, payloadType, clockRate, control: attribute(lines, "control"), parameterSets: parameterSets(codec, formatOf(lines, payloadType)), framerate: framerate > 0 && framerate <= 240 ? framerate : undefined };
  }
  return undefined;
}

function formatOf(lines: readonly string[], payloadType: number): ReadonlyMap<string, string> {
  const line = lines.find((one) => one.toLowerCase().startsWith(`a=fmtp:${payloadType} `)) ?? "";
  return new Map(line.slice(line.indexOf(" ") + 1).split(";").slice(0, 50).map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
  }));
}

/** RFC 6184 §8.1, RFC 7798 §7.1. What is no base64 is left out: parameter sets come in the stream too. */
function parameterSets(codec: VideoCodec, format: ReadonlyMap<string, string>): Buffer[] {
  const names = codec === "h264" ? ["sprop-parameter-sets"] : codec === "h265" ? ["sprop-vps", "sprop-sps", "sprop-pps"] : [];
  return names.flatMap((name) => (format.get(name) ?? "").split(",").slice(0, 16)).filter((text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text)).map((text) => Buffer.from(text, "base64")).filter(({ length }) => length > 1 && length < 4096);
}
