import { CameraDraft, CameraLogin, type Camera } from "#contract/camera";

/** What is typed about a camera, as typed. */
export interface Typed {
  id: string;
  name: string;
  nameEn: string;
  thingId: string;
  lon: string;
  lat: string;
  main: string;
  sub: string;
  transport: "tcp" | "udp" | "tls";
  certificate: string;
  user: string;
  password: string;
  dropLogin: boolean;
  sensitive: boolean;
  always: boolean;
  enabled: boolean;
  /** Where it answers questions, which profile of it, and whether it is listened to. */
  onvif: string;
  profile: string;
  events: boolean;
}

export function typedOf(camera: Camera | undefined): Typed {
  const [lon, lat] = camera?.position ?? [];
  return {
    id: camera?.id ?? "", name: camera?.name ?? "", nameEn: camera?.nameEn ?? "", thingId: camera?.thingId ?? "", lon: lon === undefined ? "" : String(lon), lat: lat === undefined ? "" : String(lat),
    main: camera?.streams.main.url ?? "", sub: camera?.streams.sub?.url ?? "", transport: camera?.transport ?? "tcp", certificate: camera?.certificate ?? "", user: "", password: "", dropLogin: false,
    sensitive: camera?.sensitive ?? false, always: camera?.always ?? false, enabled: camera?.enabled ?? true,
    onvif: camera?.control?.address ?? "", profile: camera?.control?.profile ?? "", events: camera?.control?.events ?? false,
  };
}

/** A field of the form that something can be wrong with. */
export type WrongField = "id" | "name" | "thingId" | "lon" | "lat" | "main" | "sub" | "transport" | "certificate" | "user" | "password" | "onvif";

/**
 * What is typed as the request wants it.
 *
 * @param former the camera that is edited: what the form has no field for (its view) stays
 * @returns `login`: undefined keeps what is kept, null forgets it
 */
export function draftOf(typed: Typed, former: Camera | undefined): { ok: true; camera: CameraDraft; login: CameraLogin | null | undefined } | { ok: false; wrong: WrongField[] } {
  const blank = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
  const [lon, lat] = [blank(typed.lon), blank(typed.lat)].map((text) => (text === undefined ? undefined : Number(text.replace(",", "."))));
  const main = blank(typed.main), sub = blank(typed.sub);
  const height = former?.position?.[2];
  const parsed = CameraDraft.safeParse({
    id: typed.id.trim(), name: typed.name, nameEn: blank(typed.nameEn), thingId: blank(typed.thingId), position: lon === undefined && lat === undefined ? undefined : [lon, lat, ...(height === undefined ? [] : [height])], view: former?.view,
    streams: { main: { url: main ?? "" }, ...(sub === undefined ? {} : { sub: { url: sub } }) }, transport: typed.transport, certificate: blank(typed.certificate)?.toLowerCase().replaceAll(":", ""), sensitive: typed.sensitive, always: typed.always, enabled: typed.enabled, control: blank(typed.onvif) === undefined ? undefined : { address: typed.onvif.trim(), profile: blank(typed.profile), events: typed.events },
  });
  const login = typed.user === "" && typed.password === "" ? undefined : CameraLogin.safeParse({ user: typed.user, password: typed.password });
  const wrong: WrongField[] = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap(({ path }) => fieldsOf(path))),
    ...(login === undefined || login.success ? [] : login.error.issues.map(({ path }): WrongField => (path[0] === "password" ? "password" : "user"))),
  ];
  if (!parsed.success || wrong.length > 0) return { ok: false, wrong };
  return { ok: true, camera: parsed.data, login: login?.data ?? (typed.dropLogin ? null : undefined) };
}

function fieldsOf([first, second]: readonly PropertyKey[]): WrongField[] {
  if (first === "streams") return [second === "sub" ? "sub" : "main"];
  // Without a place at all both are missing.
  if (first === "position") return second === 0 ? ["lon"] : second === 1 ? ["lat"] : ["lon", "lat"];
  if (first === "control") return ["onvif"];
  const own = (["id", "name", "thingId", "transport", "certificate"] as const).find((name) => name === first);
  return [own ?? "main"];
}
