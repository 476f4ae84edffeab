import exifr from "exifr";
import { z } from "zod";
import { Taken } from "#contract/incident";

/** Vietnam's only zone, ms: for cameras that name none. */
const CITY = 7 * 3_600_000;
/** EXIF stands in front; what is behind is the picture. */
const FRONT = 262_144;

const text = z.string().max(64).optional().catch(undefined);
const Said = z.object({ DateTimeOriginal: text, CreateDate: text, OffsetTimeOriginal: text, OffsetTime: text, latitude: z.number().optional().catch(undefined), longitude: z.number().optional().catch(undefined) });

/** When and where a JPEG or PNG says it was taken (EXIF 2.32); undefined: it says neither. */
export async function takenOf(bytes: Uint8Array): Promise<Taken | undefined> {
  const read: unknown = await exifr.parse(bytes.subarray(0, FRONT), { tiff: true, exif: true, gps: true, xmp: false, icc: false, iptc: false, reviveValues: false, translateValues: false });
  const said = Said.safeParse(read);
  if (!said.success) return undefined;
  const { DateTimeOriginal, CreateDate, OffsetTimeOriginal, OffsetTime, latitude, longitude } = said.data;
  const when = instantOf(DateTimeOriginal ?? CreateDate, OffsetTimeOriginal ?? OffsetTime);
  // 0° 0′ is what cameras without a fix write.
  const where = latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0) ? {} : { position: [longitude, latitude] };
  const taken = Taken.safeParse({ ...when, ...where });
  return taken.success && Object.keys(taken.data).length > 0 ? taken.data : undefined;
}

/** "2026:11:22 14:03:00", "+07:00" */
function instantOf(time: string | undefined, offset: string | undefined): Pick<Taken, "at" | "assumed"> {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(time ?? "")?.slice(1).map(Number);
  if (parts === undefined) return {};
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (year < 1990 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const zone = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? "");
  const ahead = zone === null ? CITY : (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000;
  return { at: Date.UTC(year, month - 1, day, hour, minute, second) - ahead, ...(zone === null && { assumed: true }) };
}
