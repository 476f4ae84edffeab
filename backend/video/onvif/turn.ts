import { MOST_PRESETS, type CameraPreset, type Turning } from "#contract/camera-control";
import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { askOnvif, type Asker } from "./ask.ts";
import { attribute, elements, escaped, textAt } from "./xml.ts";

const [PTZ, SCHEMA] = ["http://www.onvif.org/ver20/ptz/wsdl", "http://www.onvif.org/ver10/schema"];

/** A camera that can be turned: its service, and the profile that is turned. */
export interface Turner {
  asker: Asker;
  profile: string;
}

/** Begins to turn. @param seconds after which the camera stops by itself, whatever becomes of us */
export async function turn({ asker, profile }: Turner, { pan, tilt, zoom }: Turning, seconds: number): Promise<Result<undefined, RtspFault>> {
  // A camera that only turns, or only zooms, stumbles over the part it has not.
  const [turns, zooms] = [pan !== 0 || tilt !== 0, zoom !== 0];
  const velocity = `${turns ? `<PanTilt x="${pan}" y="${tilt}" xmlns="${SCHEMA}"/>` : ""}${zooms ? `<Zoom x="${zoom}" xmlns="${SCHEMA}"/>` : ""}`;
  return done(await askOnvif(asker, `<ContinuousMove xmlns="${PTZ}"><ProfileToken>${escaped(profile)}</ProfileToken><Velocity>${velocity}</Velocity><Timeout>PT${seconds}S</Timeout></ContinuousMove>`));
}

export async function halt({ asker, profile }: Turner): Promise<Result<undefined, RtspFault>> {
  return done(await askOnvif(asker, `<Stop xmlns="${PTZ}"><ProfileToken>${escaped(profile)}</ProfileToken><PanTilt>true</PanTilt><Zoom>true</Zoom></Stop>`));
}

export async function goTo({ asker, profile }: Turner, preset: string): Promise<Result<undefined, RtspFault>> {
  return done(await askOnvif(asker, `<GotoPreset xmlns="${PTZ}"><ProfileToken>${escaped(profile)}</ProfileToken><PresetToken>${escaped(preset)}</PresetToken></GotoPreset>`));
}

/** Places it turns to by itself, in its own order; the first of them. */
export async function presetsOf({ asker, profile }: Turner): Promise<Result<CameraPreset[], RtspFault>> {
  const told = await askOnvif(asker, `<GetPresets xmlns="${PTZ}"><ProfileToken>${escaped(profile)}</ProfileToken></GetPresets>`);
  if (!told.ok) return told;
  if (elements(told.value, "GetPresetsResponse").length === 0) return fail(rtspFault("malformed", "no presets in the answer"));
  return ok(elements(told.value, "GetPresetsResponse", "Preset").flatMap((preset) => {
    const token = attribute(preset, "token");
    return token === undefined || token === "" || token.length > 64 ? [] : [{ token, name: (textAt(preset, "Name") ?? token).slice(0, 80) }];
  }).slice(0, MOST_PRESETS));
}

const done = (told: Result<unknown, RtspFault>): Result<undefined, RtspFault> => (told.ok ? ok(undefined) : told);
