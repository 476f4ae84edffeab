import { MOST_PICTURE, type CameraPicture } from "#contract/camera-control";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { readBody } from "../http/body.ts";
import { get } from "../http/get.ts";
import { readJpeg } from "../media/jpeg-size.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { askOnvif, type Asker } from "./ask.ts";
import { hereAt } from "./device.ts";
import { escaped, textAt } from "./xml.ts";

const MEDIA = "http://www.onvif.org/ver10/media/wsdl";
/** For the picture once its answer began, ms. */
const PATIENCE = 5000;

/** A picture that the camera makes now: it names the address, which is asked on the machine it was named by and no other. */
export async function takeSnapshot(media: Asker, profile: string, clock: Pick<Clock, "after" | "wall">): Promise<Result<CameraPicture, RtspFault>> {
  const told = await askOnvif(media, `<GetSnapshotUri xmlns="${MEDIA}"><ProfileToken>${escaped(profile)}</ProfileToken></GetSnapshotUri>`);
  if (!told.ok) return told;
  const uri = textAt(told.value, "GetSnapshotUriResponse", "MediaUri", "Uri");
  const url = uri === undefined ? undefined : pictureHere(uri, media.address);
  if (url === undefined) return fail(rtspFault("unsupported", "it names no address of a picture"));
  const got = await get({ url, login: media.login, certificate: media.certificate, clock, random: media.random });
  if (!got.ok) return got;
  const at = clock.wall();
  const body = await readBody(got.value, { most: MOST_PICTURE, patience: PATIENCE, clock });
  if (!body.ok) return body;
  const size = readJpeg(body.value);
  return size === undefined ? fail(rtspFault("malformed", "what it sends is no JPEG")) : ok({ jpeg: body.value.toString("base64"), ...size, at });
}

/** On the machine that was asked: by the port it names where it names that machine, else (an inner address) where it was asked. @returns undefined where it is no address of the web */
function pictureHere(uri: string, asked: string): string | undefined {
  const here = hereAt(uri, asked);
  if (here === undefined) return undefined;
  const [named, at] = [new URL(uri), new URL(here)];
  // Never in a plainer way than it was asked.
  if (named.hostname !== at.hostname || (named.protocol === "http:" && at.protocol === "https:")) return here;
  return `${named.origin}${named.pathname}${named.search}`;
}
