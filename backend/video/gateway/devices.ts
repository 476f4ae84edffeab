import type { CameraId, LostReason } from "#contract/camera";
import type { CameraPicture, CameraPreset, Turning } from "#contract/camera-control";
import { TURN_MS } from "#contract/onvif";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { openDevice, readProfiles, type OnvifDevice } from "../onvif/device.ts";
import { takeSnapshot } from "../onvif/snapshot.ts";
import { goTo, presetsOf, type Turner } from "../onvif/turn.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { openMotion, type Motion } from "./motion.ts";
import type { Asked } from "./questions.ts";

/** What a camera said of itself is believed for so long, ms; a picture it made is given to whoever asks next for so long, ms. */
const [KNOWN, FRESH] = [60_000, 2000];
/** For all questions that open a camera's services, ms. */
const PATIENCE = 8500;

interface Opened {
  device: OnvifDevice;
  profile: string;
  /** The profile can be turned. */
  turns: boolean;
}
interface Line {
  settings: string;
  opened?: { at: number; result: Promise<Result<Opened, RtspFault>> } | undefined;
  picture?: { at: number; result: Promise<Result<CameraPicture, RtspFault>> } | undefined;
  motion?: Motion | undefined;
}

/** Cameras as they are asked for more than streams: each opened once a minute at most, however many ask. */
export interface Devices {
  open(id: CameraId): Promise<Result<OnvifDevice, RtspFault>>;
  /** @param fresh not one that somebody else asked for */
  picture(id: CameraId, fresh: boolean): Promise<Result<CameraPicture, LostReason>>;
  presets(id: CameraId): Promise<Result<CameraPreset[], LostReason>>;
  goTo(id: CameraId, preset: string): Promise<Result<undefined, LostReason>>;
  turn(id: CameraId, how: Turning): Promise<Result<undefined, LostReason>>;
  halt(id: CameraId): Promise<Result<undefined, LostReason>>;
  /** @returns when cameras that turned were told to stop */
  close(): Promise<unknown>;
}

/** @param asked a camera's control as it is now; undefined: there is no such camera */
export function openDevices({ clock, random, asked }: { clock: Clock; random: () => string; asked: (id: CameraId) => Asked | undefined }): Devices {
  const lines = new Map<CameraId, Line>();

  /** What is known of a camera, or nothing yet: other settings, another camera. At most as many as there are cameras. */
  function lineOf(id: CameraId): Line {
    const settings = JSON.stringify(asked(id) ?? {});
    const known = lines.get(id);
    if (known?.settings === settings) return known;
    void known?.motion?.close();
    const line: Line = { settings };
    for (const [other, { motion }] of lines) {
      if (asked(other) !== undefined) continue;
      if (other !== id) void motion?.close();
      lines.delete(other);
    }
    lines.set(id, line);
    return line;
  }
  async function openAnew(id: CameraId): Promise<Result<Opened, RtspFault>> {
    const { control, login, certificate } = asked(id) ?? {};
    if (control === undefined) return fail(rtspFault("unsupported", "it has no control address"));
    const signal = AbortSignal.timeout(PATIENCE);
    const device = await openDevice({ address: control.address, login, certificate, clock, random, signal });
    if (!device.ok) return device;
    const read = await readProfiles(device.value, control.address);
    if (!read.ok) return read;
    const { profiles, main } = read.value;
    const profile = control.profile === undefined ? profiles[main] : profiles.find(({ token }) => token === control.profile);
    if (profile === undefined) return fail(rtspFault("not-found", "it has no such profile any more"));
    // The signal was for these questions; those that follow have their own time.
    const { media, ptz, events, clockOff } = device.value;
    const lasting = { media: { ...media, signal: undefined }, ptz: ptz && { ...ptz, signal: undefined }, events: events && { ...events, signal: undefined }, clockOff };
    return ok({ device: lasting, profile: profile.token, turns: profile.turns });
  }
  async function opened(id: CameraId): Promise<Result<Opened, RtspFault>> {
    const line = lineOf(id);
    if (line.opened === undefined || clock.steady() - line.opened.at > KNOWN) line.opened = { at: clock.steady(), result: openAnew(id) };
    const { result } = line.opened;
    const told = await result;
    if (!told.ok && line.opened?.result === result) line.opened = undefined;
    return told;
  }
  async function turnerOf(id: CameraId): Promise<Result<Turner, RtspFault>> {
    const told = await opened(id);
    if (!told.ok) return told;
    const { device, profile, turns } = told.value;
    return device.ptz === undefined || !turns ? fail(rtspFault("unsupported", "it cannot be turned")) : ok({ asker: device.ptz, profile });
  }
  /** A fault may mean that the camera is another one now: it is read anew the next time. */
  async function asking<T>(id: CameraId, ask: () => Promise<Result<T, RtspFault>>): Promise<Result<T, LostReason>> {
    const told = await ask();
    if (told.ok) return told;
    lineOf(id).opened = undefined;
    return fail(told.fault.reason);
  }
  const motionOf = (id: CameraId): Motion => (lineOf(id).motion ??= openMotion({ clock, turner: () => turnerOf(id), patience: TURN_MS }));

  return {
    async open(id) {
      const told = await opened(id);
      return told.ok ? ok(told.value.device) : told;
    },
    picture: (id, fresh) => asking(id, () => {
      const line = lineOf(id);
      if (fresh || line.picture === undefined || clock.steady() - line.picture.at > FRESH) {
        line.picture = { at: clock.steady(), result: opened(id).then((told) => (told.ok ? takeSnapshot(told.value.device.media, told.value.profile, clock) : told)) };
      }
      return line.picture.result;
    }),
    presets: (id) => asking(id, async () => {
      const turner = await turnerOf(id);
      return turner.ok ? presetsOf(turner.value) : turner;
    }),
    goTo: (id, preset) => asking(id, async () => {
      const turner = await turnerOf(id);
      return turner.ok ? goTo(turner.value, preset) : turner;
    }),
    turn: (id, how) => asking(id, () => motionOf(id).turn(how)),
    halt: (id) => asking(id, () => motionOf(id).halt()),
    close() {
      const stopping = [...lines.values()].map(async ({ motion }) => motion?.close());
      lines.clear();
      return Promise.all(stopping);
    },
  };
}
