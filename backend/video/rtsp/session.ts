import type { CameraLogin } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import type { StreamFormat } from "../media/unit.ts";
import { controlUrl, isSameHost, plainUrl } from "./address.ts";
import { rtspFault, type RtspFault } from "./fault.ts";
import { openPorts, type PortPair } from "./ports.ts";
import { openReceive, type Receive, type Received } from "./receive.ts";
import { parseSdp, type Description } from "./sdp.ts";
import { openTalk, type Answer, type Talk } from "./talk.ts";
import { parseTransport, transportFor, type Settled } from "./transport.ts";

/** Without a packet for so long a stream is over, ms; the first may take longer. Packets that no picture can be made of are no life either: its codec may have changed. */
const STALL = { first: 6000, next: 3000, picture: 10_000 };
/** ms between two looks, two receiver reports; a session's life where the camera does not say, s (RFC 2326 §12.37). */
const [LOOK, REPORT, LIFE] = [250, 5000, 60];
/** Redirections followed, on the same machine alone. */
const MOST_REDIRECTS = 2;

export interface SessionOptions {
  url: string;
  transport: "tcp" | "udp" | "tls";
  login?: CameraLogin | undefined;
  certificate?: string | undefined;
  clock: Clock;
  /** Bytes of chance, hex, at least 8 digits. */
  random: () => string;
  /** `format`: as it is from this picture on; undefined: its parameter sets did not come yet. */
  onUnit: (unit: Received, format: StreamFormat | undefined) => void;
  /** Once, unless we closed it. */
  onEnd: (fault: RtspFault) => void;
}
/** A stream that plays. */
export interface RtspSession {
  counts(): { received: number; lost: number };
  close(): void;
}

/** Opens a stream and lets it play; every step has its time. @returns why it does not */
export async function openSession(options: SessionOptions): Promise<Result<RtspSession, RtspFault>> {
  let { url } = options;
  for (let redirects = 0; ; redirects++) {
    const opened = await attempt({ ...options, url });
    if (opened.ok || opened.fault.reason !== "redirected") return opened;
    const { location } = opened.fault;
    // A login is for the machine it was kept for.
    if (location === undefined || redirects >= MOST_REDIRECTS || !isSameHost(location, options.url)) return fail(rtspFault("redirected", "it points to another machine, or in a circle"));
    url = plainUrl(location);
  }
}

async function attempt(options: SessionOptions): Promise<Result<RtspSession, RtspFault>> {
  const live: { receive?: Receive; channels?: Settled["interleaved"]; ports?: PortPair; onEnd?: (fault: RtspFault) => void; heard: () => void; pictured: () => void } = { heard: () => undefined, pictured: () => undefined };
  let ended: RtspFault | undefined;
  const talk = await openTalk({
    ...options,
    onFrame(channel, data) {
      if (channel === live.channels?.rtp) take(data, false);
      else if (channel === live.channels?.rtcp) take(data, true);
    },
    onEnd(fault) {
      ended = fault;
      live.onEnd?.(fault);
    },
  });
  if (!talk.ok) return talk;
  function take(data: Buffer, report: boolean): void {
    if (!report) {
      live.heard();
      live.receive?.rtp(data);
    } else if (live.receive?.rtcp(data) === true) live.onEnd?.(rtspFault("closed", "the camera said goodbye"));
  }
  const giveUp = (fault: RtspFault): Result<never, RtspFault> => {
    live.ports?.close();
    talk.value.close();
    return fail(fault);
  };

  const url = plainUrl(options.url);
  const described = await describe(talk.value, url);
  if (!described.ok) return giveUp(described.fault);
  const { description, base, methods } = described.value;
  if (options.transport === "udp") {
    const ports = await openPorts(talk.value.peer(), take);
    if (!ports.ok) return giveUp(ports.fault);
    live.ports = ports.value;
  }
  const set = await setup(talk.value, controlUrl(description.video.control, base, url), live.ports);
  if (!set.ok) return giveUp(set.fault);
  const { settled, session, life } = set.value;
  live.channels = settled.interleaved;
  live.receive = openReceive(description.video, { clock: options.clock, ssrc: Number.parseInt(options.random().slice(0, 8), 16), onUnit: (unit, format) => {
    live.pictured();
    options.onUnit(unit, format);
  } });
  const aggregate = controlUrl(description.control, base, url);
  const playing = await talk.value.ask("PLAY", aggregate, { Session: session, Range: "npt=0.000-" });
  if (!playing.ok) return giveUp(playing.fault);
  if (ended !== undefined) return giveUp(ended);
  return ok(watch({ options, talk: talk.value, live, keep: { method: methods.includes("GET_PARAMETER") ? "GET_PARAMETER" : "OPTIONS", url: aggregate, session, every: Math.max(5, life / 2) * 1000 }, reportPort: settled.serverPorts?.rtcp }));
}

async function describe(talk: Talk, url: string): Promise<Result<{ description: Description; base: string; methods: string }, RtspFault>> {
  const options = await talk.ask("OPTIONS", url);
  // Whoever does not know the question may know the others; a wrong login is wrong for all.
  if (!options.ok && options.fault.reason !== "refused" && options.fault.reason !== "not-found") return options;
  const answer = await talk.ask("DESCRIBE", url, { Accept: "application/sdp" });
  if (!answer.ok) return answer;
  const description = parseSdp(answer.value.body.toString("utf8"));
  if (!description.ok) return description;
  const header = (name: string): string | undefined => answer.value.headers.get(name)?.[0];
  return ok({ description: description.value, base: header("content-base") ?? header("content-location") ?? url, methods: options.ok ? (options.value.headers.get("public") ?? []).join(",").toUpperCase() : "" });
}

async function setup(talk: Talk, url: string, ports: PortPair | undefined): Promise<Result<{ settled: Settled; session: string; life: number }, RtspFault>> {
  const answer = await talk.ask("SETUP", url, { Transport: transportFor(ports === undefined ? { is: "interleaved" } : { is: "udp", rtp: ports.rtp, rtcp: ports.rtcp }) });
  if (!answer.ok) return answer;
  const settled = parseTransport(answer.value.headers.get("transport")?.[0], ports === undefined ? "interleaved" : "udp");
  if (!settled.ok) return settled;
  const session = sessionOf(answer.value);
  return session === undefined ? fail(rtspFault("malformed", "no Session in the answer")) : ok({ settled: settled.value, ...session });
}

function sessionOf({ headers }: Answer): { session: string; life: number } | undefined {
  const found = /^([\w$.+-]{1,200})(?:\s*;\s*timeout\s*=\s*(\d{1,6}))?/i.exec(headers.get("session")?.[0] ?? "");
  return found?.[1] === undefined ? undefined : { session: found[1], life: Math.max(2, Number(found[2] ?? LIFE)) };
}

interface Watch {
  options: SessionOptions;
  talk: Talk;
  live: { receive?: Receive; channels?: Settled["interleaved"]; ports?: PortPair; onEnd?: (fault: RtspFault) => void; heard: () => void; pictured: () => void };
  keep: { method: string; url: string; session: string; every: number };
  reportPort: number | undefined;
}

/** Keeps the session alive, tells the camera how it is received, and ends it when nothing comes. */
function watch({ options, talk, live, keep, reportPort }: Watch): RtspSession {
  const { clock } = options;
  let [heardAt, picturedAt, keptAt, reportedAt] = [clock.steady(), clock.steady(), clock.steady(), clock.steady()];
  let [first, over, asking] = [true, false, false];
  let cancel = (): void => undefined;

  function stop(): void {
    over = true;
    cancel();
    live.ports?.close();
    talk.close();
  }
  function end(fault: RtspFault): void {
    if (over) return;
    stop();
    options.onEnd(fault);
  }
  live.onEnd = end;
  live.heard = () => {
    first = false;
    heardAt = clock.steady();
  };
  live.pictured = () => void (picturedAt = clock.steady());
  function look(): void {
    const now = clock.steady();
    live.receive?.tick();
    if (now - heardAt > (first ? STALL.first : STALL.next)) return end(rtspFault("stalled", first ? "no picture came at all" : "no picture comes any more"));
    if (now - picturedAt > STALL.picture) return end(rtspFault("stalled", "packets come, and no picture can be made of them"));
    if (now - reportedAt >= REPORT) {
      reportedAt = now;
      const report = live.receive?.report();
      if (report !== undefined && live.channels !== undefined) talk.frame(live.channels.rtcp, report);
      else if (report !== undefined && reportPort !== undefined) live.ports?.report(reportPort, report);
    }
    if (now - keptAt >= keep.every && !asking) {
      keptAt = now;
      asking = true;
      // What it answers does not matter: pictures tell whether it lives. A broken connection is told by its end.
      void talk.ask(keep.method, keep.url, { Session: keep.session }).then(() => (asking = false));
    }
    cancel = clock.after(LOOK, look);
  }
  cancel = clock.after(LOOK, look);

  return {
    counts: () => live.receive?.counts() ?? { received: 0, lost: 0 },
    close() {
      if (over) return;
      // Told, not waited for: cameras have few places, and one that is not freed is missing for a minute.
      void talk.ask("TEARDOWN", keep.url, { Session: keep.session }).then(stop, stop);
      over = true;
      cancel();
      live.ports?.close();
      clock.after(1000, stop);
    },
  };
}
