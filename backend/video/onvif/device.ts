import { StreamUrl, type CameraLogin } from "#contract/camera";
import type { CameraProfile, OnvifCamera } from "#contract/onvif";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { askOnvif, type Asker } from "./ask.ts";
import { attribute, elements, escaped, textAt } from "./xml.ts";

const [DEVICE, MEDIA, SCHEMA] = ["http://www.onvif.org/ver10/device/wsdl", "http://www.onvif.org/ver10/media/wsdl", "http://www.onvif.org/ver10/schema"];
/** Profiles that are looked at. */
const MOST_PROFILES = 16;

/** A camera's services at their addresses, with its clock. */
export interface OnvifDevice {
  media: Asker;
  ptz: Asker | undefined;
  events: Asker | undefined;
  /** Its clock less ours, ms; undefined: it does not tell. */
  clockOff: number | undefined;
}

interface Options {
  address: string;
  login?: CameraLogin | undefined;
  certificate?: string | undefined;
  clock: Pick<Clock, "wall" | "after">;
  random: () => string;
  signal?: AbortSignal | undefined;
}

/** Asks the device service for its clock and for its services. */
export async function openDevice({ address, login, certificate, clock, random, signal }: Options): Promise<Result<OnvifDevice, RtspFault>> {
  // Asked without a proof: the proof needs its answer.
  const dated = await askOnvif({ address, certificate, clock, random, signal }, `<GetSystemDateAndTime xmlns="${DEVICE}"/>`);
  if (!dated.ok && ["unreachable", "timeout", "closed", "tls", "malformed", "redirected", "not-found"].includes(dated.fault.reason)) return dated;
  const its = dated.ok ? instantOf(elements(dated.value, "GetSystemDateAndTimeResponse", "SystemDateAndTime", "UTCDateTime")[0]) : undefined;
  const clockOff = its === undefined ? undefined : its - clock.wall();
  const asker = (at: string): Asker => ({ address: at, login, certificate, clock, random, signal, cameraNow: () => clock.wall() + (clockOff ?? 0) });
  const told = await askOnvif(asker(address), `<GetCapabilities xmlns="${DEVICE}"><Category>All</Category></GetCapabilities>`);
  if (!told.ok) return told;
  const service = (name: string): string | undefined => {
    const given = textAt(told.value, "GetCapabilitiesResponse", "Capabilities", name, "XAddr");
    return given === undefined ? undefined : hereAt(given, address);
  };
  const media = service("Media");
  if (media === undefined) return fail(rtspFault("unsupported", "it has no media service"));
  const [ptz, events] = [service("PTZ"), service("Events")].map((at) => (at === undefined ? undefined : asker(at)));
  return ok({ media: asker(media), ptz, events, clockOff });
}

/** What its profiles are, main and sub stream chosen: the largest picture, and the smallest of those that are a quarter of it at most. */
export async function readCamera(options: Options): Promise<Result<OnvifCamera, RtspFault>> {
  const device = await openDevice(options);
  return device.ok ? readProfiles(device.value, options.address) : device;
}

/** @param address that the device was asked at */
export async function readProfiles({ media, ptz, clockOff }: OnvifDevice, address: string): Promise<Result<OnvifCamera, RtspFault>> {
  const got = await askOnvif(media, `<GetProfiles xmlns="${MEDIA}"/>`);
  if (!got.ok) return got;
  const profiles: CameraProfile[] = [];
  for (const profile of elements(got.value, "GetProfilesResponse", "Profiles").slice(0, MOST_PROFILES)) {
    const token = attribute(profile, "token");
    const codec = textAt(profile, "VideoEncoderConfiguration", "Encoding");
    if (token === undefined || codec === undefined) continue;
    const answer = await askOnvif(media, `<GetStreamUri xmlns="${MEDIA}"><StreamSetup><Stream xmlns="${SCHEMA}">RTP-Unicast</Stream><Transport xmlns="${SCHEMA}"><Protocol>RTSP</Protocol></Transport></StreamSetup><ProfileToken>${escaped(token)}</ProfileToken></GetStreamUri>`);
    const uri = answer.ok ? textAt(answer.value, "GetStreamUriResponse", "MediaUri", "Uri") : undefined;
    const url = uri === undefined ? undefined : streamHere(uri, address);
    if (url === undefined) continue;
    const number = (...path: string[]): number | undefined => {
      const value = Number(textAt(profile, "VideoEncoderConfiguration", ...path) ?? Number.NaN);
      return Number.isInteger(value) && value >= 1 && value <= 16_384 ? value : undefined;
    };
    profiles.push({ token: token.slice(0, 64), name: (textAt(profile, "Name") ?? token).slice(0, 80), codec: codec.slice(0, 20), width: number("Resolution", "Width"), height: number("Resolution", "Height"), fps: number("RateControl", "FrameRateLimit"), url, turns: ptz !== undefined && elements(profile, "PTZConfiguration").length > 0 });
  }
  if (profiles.length === 0) return fail(rtspFault("unsupported", "no profile whose stream can be had"));
  return ok({ profiles, ...chosen(profiles), ...(clockOff !== undefined && { clockOff: Math.round(clockOff) }) });
}

/** Pixels where told; a codec no window shows comes last. */
export function chosen(profiles: readonly CameraProfile[]): { main: number; sub: number | undefined } {
  const size = ({ width = 0, height = 0 }: CameraProfile): number => width * height;
  const known = profiles.map((profile, i) => ({ profile, i })).filter(({ profile }) => /^(?:H\.?264|H\.?265|HEVC|JPEG)$/i.test(profile.codec));
  const all = known.length > 0 ? known : profiles.map((profile, i) => ({ profile, i }));
  const [main = { profile: profiles[0]!, i: 0 }, ...rest] = all.toSorted((a, b) => size(b.profile) - size(a.profile) || a.i - b.i);
  const small = rest.filter(({ profile }) => size(profile) > 0 && size(profile) * 4 <= size(main.profile) + 1);
  return { main: main.i, sub: small[0]?.i };
}

/** The same service on the machine that was asked: cameras behind routers tell inner addresses, and a login is for one machine. */
export function hereAt(given: string, asked: string): string | undefined {
  if (!URL.canParse(given) || !/^https?:/i.test(given)) return undefined;
  const [{ pathname, search }, { origin }] = [new URL(given), new URL(asked)];
  return `${origin}${pathname}${search}`;
}

/** A stream on the machine that was asked, without a login in it. @returns undefined where it cannot be one of ours */
function streamHere(uri: string, asked: string): string | undefined {
  if (!URL.canParse(uri) || !/^rtsps?:/i.test(uri)) return undefined;
  const { protocol, port, pathname, search } = new URL(uri);
  const parsed = StreamUrl.safeParse(`${protocol}//${new URL(asked).hostname}${port === "" ? "" : `:${port}`}${pathname}${search}`);
  return parsed.success ? parsed.data : undefined;
}

/** What a camera's clock may say, ms UTC: beyond it our own instants could not be written any more. */
const [EARLIEST, LATEST] = [0, Date.UTC(2100, 0)];

function instantOf(date: unknown): number | undefined {
  const [year, month, day, hour, minute, second] = [["Date", "Year"], ["Date", "Month"], ["Date", "Day"], ["Time", "Hour"], ["Time", "Minute"], ["Time", "Second"]].map((path) => Number(textAt(date, ...path) ?? Number.NaN));
  const at = Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, day, hour, minute, second);
  return at >= EARLIEST && at < LATEST ? at : undefined;
}
