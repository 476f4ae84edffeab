import type { CameraLogin, StreamState } from "#contract/camera";
import { fail } from "#contract/result";
import type { WireCodec } from "#contract/video-wire";
import type { Clock } from "../../ports.ts";
import type { StreamFormat } from "../media/unit.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { waitAfter } from "./backoff.ts";
import { openStream, type StreamSession } from "./open-stream.ts";
import type { Openings } from "./openings.ts";
import { openPulse } from "./pulse.ts";
import { openWatch } from "./watch.ts";
import { openRing, type Ring, type RingUnit } from "./ring.ts";

/** What is needed to have a stream. */
export interface SourceSettings {
  url: string;
  transport: "tcp" | "udp" | "tls";
  certificate?: string | undefined;
  /** Folder that films are played from. */
  films?: string | undefined;
  login?: CameraLogin | undefined;
}

/** A picture as it goes to a window: as it came, or decoded here. */
export type SentUnit = Omit<RingUnit, "codec"> & { codec: WireCodec };
export type SentFormat = Omit<StreamFormat, "codec"> & { codec: WireCodec };

/** Whoever looks at a stream. */
export interface Viewer {
  unit(unit: SentUnit): void;
  format(format: SentFormat): void;
  state(state: StreamState): void;
}

/** One stream of a camera: connected once however many look, and again whenever it is lost. */
export interface Source {
  /** Tells state and format at once, then what comes. @returns the way to stop */
  view(viewer: Viewer): () => void;
  viewers(): number;
  state(): StreamState;
  format(): StreamFormat | undefined;
  ring: Pick<Ring, "fromKey" | "all" | "bytes">;
  close(): void;
}

/** ms between two looks at how the pictures come. */
const LOOK = 250;
/** Of a stream: the newest group alone, to begin a tile with. What came before lies on the disk (`reel/`); held here as well it would be memory to be looked through again and again. */
const RING = { bytes: 12_000_000, ms: 0 };

interface Options {
  settings: SourceSettings;
  clock: Clock;
  openings: Openings;
  chance: () => number;
  random: () => string;
  onState: (state: StreamState) => void;
  /** Every picture whose format is known, as it comes. */
  keep?: ((unit: RingUnit, format: StreamFormat) => void) | undefined;
  /** A new connection: what comes has nothing to do with what came. */
  onConnect?: (() => void) | undefined;
}

/** Begins to connect at once; what goes wrong is a state and another try. */
export function openSource({ settings, clock, openings, chance, random, onState, keep, onConnect }: Options): Source {
  const viewers = new Set<Viewer>();
  const ring = openRing(RING);
  const pulse = openPulse();
  const watch = openWatch();
  let session: StreamSession | undefined;
  let format: StreamFormat | undefined;
  let state: StreamState = { is: "connecting", since: clock.wall() };
  let [failures, closed] = [0, false];
  let forget = (): void => undefined;
  let cancelLook = (): void => undefined;

  function become(next: Omit<StreamState, "since">): void {
    const same = next.is === state.is && next.reason === state.reason;
    state = { ...next, since: same ? state.since : clock.wall() };
    onState(state);
    if (!same) for (const viewer of viewers) viewer.state(state);
  }
  function named(): Pick<StreamState, "codec" | "width" | "height"> {
    return format === undefined ? {} : { codec: format.name, width: format.width, height: format.height };
  }
  function lost(fault: RtspFault): void {
    session = undefined;
    cancelLook();
    if (closed) return;
    failures++;
    const before = state.pictureAt;
    become({ is: "lost", reason: fault.reason, detail: fault.detail, ...named(), ...(before !== undefined && { pictureAt: before }) });
    forget = clock.after(waitAfter(fault.reason, failures, chance()), () => (forget = openings.ask(connect, true)));
  }
  function look(): void {
    cancelLook = clock.after(LOOK, look);
    see();
  }
  function see(): void {
    const seen = pulse.look(clock.steady());
    if (seen !== undefined) become({ ...seen, ...watch.look(clock.steady()), ...named() });
  }
  async function connect(): Promise<void> {
    if (closed) return;
    pulse.reset();
    watch.reset();
    ring.clear();
    onConnect?.();
    const opened = await openStream({
      ...settings, clock, random, onEnd: lost,
      onUnit(unit, now) {
        if (closed) return;
        if (now !== undefined && (now.name !== format?.name || now.width !== format.width || now.height !== format.height)) {
          format = now;
          ring.clear();
          for (const viewer of viewers) viewer.format(now);
        }
        pulse.take(unit, clock.steady());
        if (format !== undefined) watch.take(unit, clock.steady(), format.width * format.height);
        const numbered = ring.put(unit);
        if (format !== undefined) keep?.(numbered, format);
        if (unit.key) {
          failures = 0;
          if (state.is !== "live" && state.is !== "late") see();
        }
        for (const viewer of viewers) viewer.unit(numbered);
      },
    // A tile must not stand at "connecting" for ever.
    }).catch(() => fail(rtspFault("malformed", "what it answers trips us")));
    if (!opened.ok) return lost(opened.fault);
    if (closed) return opened.value.close();
    session = opened.value;
    cancelLook = clock.after(LOOK, look);
  }
  forget = openings.ask(connect);
  onState(state);

  return {
    ring, state: () => state, format: () => format, viewers: () => viewers.size,
    view(viewer) {
      viewers.add(viewer);
      viewer.state(state);
      if (format !== undefined) viewer.format(format);
      return () => void viewers.delete(viewer);
    },
    close() {
      if (closed) return;
      closed = true;
      forget();
      cancelLook();
      session?.close();
      session = undefined;
      viewers.clear();
    },
  };
}
