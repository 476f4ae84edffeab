import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { DISCOVERY } from "../../backend/video/onvif/discover.ts";
import { openOnvifServices, type OnvifServices } from "./onvif-services.ts";

/** A fake ONVIF camera for tests: real SOAP over HTTP, real WS-Discovery over the loopback interface; single pictures, and no stream of its own. */
export interface OnvifDevice {
  services: OnvifServices;
  port: number;
  address: string;
  /** What was asked, in order, with the user named in it. */
  asked: { action: string; user: string | undefined }[];
  close(): Promise<void>;
}

export const DEVICE_LOGIN = { user: "cam", password: "bi-mat-cam" };
/** Seconds that a proof may be old, by its own clock. */
const FRESH = 5;

interface Options {
  /** ms that its clock is ahead of ours. */
  clockOff?: number;
  /** Host it names in its answers: cameras behind routers tell inner ones. */
  tells?: string;
  /** Answers instead of it; returns whether it did. */
  instead?: (action: string, answer: ServerResponse, request: IncomingMessage) => boolean;
  login?: { user: string; password: string } | undefined;
  discoverable?: boolean;
  host?: string;
  /** It cannot be turned. */
  still?: boolean;
  /** What it sends as its picture. */
  jpeg?: Buffer;
}
/** One grey pixel. */
const JPEG = Buffer.from("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z", "base64");

const envelope = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
const profile = (token: string, name: string, [width, height]: [number, number], codec = "H264"): string => `<trt:Profiles token="${token}" fixed="true"><tt:Name>${name}</tt:Name><tt:VideoEncoderConfiguration token="v"><tt:Encoding>${codec}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit></tt:RateControl></tt:VideoEncoderConfiguration><tt:PTZConfiguration token="p"/></trt:Profiles>`;
const between = (text: string, tag: string): string | undefined => new RegExp(`<(?:\\w+:)?${tag}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1];

export async function startOnvifDevice({ clockOff = 0, tells = "127.0.0.1", instead, login = DEVICE_LOGIN, discoverable = false, host = "127.0.0.1", still = false, jpeg = JPEG }: Options = {}): Promise<OnvifDevice> {
  const asked: OnvifDevice["asked"] = [];
  const used = new Set<string>();
  const now = (): Date => new Date(Date.now() + clockOff);

  /** As the profile has it: SHA-1 over nonce, instant and password; fresh by its own clock, and never twice. */
  function proved(text: string): boolean {
    const [user, given, nonce = "", created = ""] = ["Username", "Password", "Nonce", "Created"].map((tag) => between(text, tag));
    const own = createHash("sha1").update(Buffer.concat([Buffer.from(nonce, "base64"), Buffer.from(created + login?.password)])).digest("base64");
    const fresh = Math.abs(Date.parse(created) - now().getTime()) <= FRESH * 1000 && !used.has(nonce);
    used.add(nonce);
    return user === login?.user && given === own && fresh;
  }
  let port = 0;
  const services = openOnvifServices({ tells: () => (tells === host ? `${host}:${port}` : tells), login, jpeg, now });
  function bodyOf(action: string, text: string): string | Promise<string> {
    const at = now();
    const answer = services.answer(action, text);
    if (answer !== undefined) return answer;
    switch (action) {
      case "GetSystemDateAndTime": return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime><tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
      case "GetCapabilities": return `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://${tells}/onvif/media</tt:XAddr></tt:Media>${still ? "" : `<tt:PTZ><tt:XAddr>http://${tells}/onvif/ptz</tt:XAddr></tt:PTZ>`}<tt:Events><tt:XAddr>http://${tells}/onvif/events</tt:XAddr></tt:Events></tds:Capabilities></tds:GetCapabilitiesResponse>`;
      case "GetProfiles": return `<trt:GetProfilesResponse>${profile("p0", "Chính &amp; rõ", [1920, 1080], "H265")}${profile("p1", "vừa", [1280, 720])}${profile("p2", "nhỏ", [640, 360])}</trt:GetProfilesResponse>`;
      case "GetStreamUri": return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://cam:bi-mat-cam@${tells.split(":")[0]}:8554/stream?ch=${between(text, "ProfileToken")}&amp;x=1</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`;
      default: return "<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Receiver</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:ActionNotSupported</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code></SOAP-ENV:Fault>";
    }
  }
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      if (request.method === "GET") {
        asked.push({ action: `GET ${request.url}`, user: undefined });
        return void (instead?.("GET", response, request) === true || services.picture(request, response));
      }
      const action = /<(?:\w+:)?Body><(?:\w+:)?(\w+)/.exec(text)?.[1] ?? "";
      asked.push({ action, user: between(text, "Username") });
      if (instead?.(action, response, request) === true) return;
      response.setHeader("Content-Type", "application/soap+xml; charset=utf-8");
      if (login !== undefined && action !== "GetSystemDateAndTime" && !proved(text)) {
        response.statusCode = 400;
        return void response.end(envelope("<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:NotAuthorized</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code></SOAP-ENV:Fault>"));
      }
      return void Promise.resolve(bodyOf(action, text)).then((body) => response.end(envelope(body)));
    });
  });
  await new Promise<void>((done) => server.listen(0, host, done));
  const given = server.address();
  port = typeof given === "object" && given !== null ? given.port : 0;
  const udp = discoverable ? createSocket({ type: "udp4", reuseAddr: true }) : undefined;
  if (udp !== undefined) {
    udp.on("message", (data, { port: to, address }) => {
      const text = data.toString();
      const id = between(text, "MessageID");
      if (!text.includes("NetworkVideoTransmitter") || id === undefined) return;
      const match = (host: string): string => `<d:ProbeMatch><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/KD-1 onvif://www.onvif.org/name/C%E1%BA%A7u_M%E1%BB%9Bi</d:Scopes><d:XAddrs>http://${host}:${port}/onvif/device_service</d:XAddrs></d:ProbeMatch>`;
      udp.send(`<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Header><w:RelatesTo>${id}</w:RelatesTo></e:Header><e:Body><d:ProbeMatches>${match(tells.split(":")[0] ?? "")}</d:ProbeMatches></e:Body></e:Envelope>`, to, address);
    });
    await new Promise<void>((done) => udp.bind(DISCOVERY.port, () => done()));
    udp.addMembership(DISCOVERY.group, "127.0.0.1");
  }
  return {
    port, services, address: `http://127.0.0.1:${port}/onvif/device_service`, asked,
    close: () => new Promise((done) => {
      udp?.close();
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}

/** Why cameras cannot be looked for over this machine's loopback interface (some sandboxes let no multicast through); undefined: they can. */
export async function noMulticast(): Promise<string | undefined> {
  const [listening, asking] = [createSocket({ type: "udp4", reuseAddr: true }), createSocket({ type: "udp4", reuseAddr: true })];
  try {
    for (const each of [listening, asking]) each.on("error", () => undefined);
    await new Promise<void>((done) => listening.bind(0, () => done()));
    await new Promise<void>((done) => asking.bind(0, "127.0.0.1", () => done()));
    listening.addMembership(DISCOVERY.group, "127.0.0.1");
    asking.setMulticastInterface("127.0.0.1");
    const heard = new Promise<boolean>((done) => {
      listening.once("message", () => done(true));
      setTimeout(() => done(false), 3000);
    });
    asking.send("?", listening.address().port, DISCOVERY.group);
    return (await heard) ? undefined : "no multicast over the loopback interface";
  } catch (error) {
    return String(error);
  } finally {
    listening.close();
    asking.close();
  }
}
