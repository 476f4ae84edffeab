import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What the test device does beside its streams: it turns (PTZ), makes pictures, and tells what it noticed (PullPoint). */
export interface OnvifServices {
  /** What it was told to do, in order: "move 0.5 0 0 PT3S", "stop", "goto 2". */
  deeds: string[];
  /** Subscriptions that live; how often one was made. */
  points: Set<string>;
  subscribed: () => number;
  renewed: () => number;
  /** Tells every subscription. @param data name and value of the item that says whether it is so */
  notice(topic: string, data?: readonly [name: string, value: string], more?: { at?: Date | string; source?: readonly [name: string, value: string] }): void;
  /** Forgets its subscriptions, as a camera that began anew. */
  forget(): void;
  /** @returns the body of an answer, now or later; undefined: no question of these services */
  answer(action: string, text: string): string | Promise<string> | undefined;
  /** A picture over HTTP with Digest. */
  picture(request: IncomingMessage, response: ServerResponse): void;
}

const between = (text: string, tag: string): string | undefined => new RegExp(`<(?:\\w+:)?${tag}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1];
const numberOf = (text: string, tag: string, name: string): number => Number(new RegExp(`<${tag}[^>]*\\s${name}="([^"]*)"`).exec(text)?.[1] ?? 0);
const fault = (code: string): string => `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Receiver</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:${code}</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code></SOAP-ENV:Fault>`;
const PRESETS: readonly [string, string][] = [["1", "Cổng chính"], ["2", "Cầu &amp; kè"]];
/** ms after which a question that waits for something noticed is answered with nothing, whatever was asked: the test's patience. */
const WAIT = 1500;

export function openOnvifServices({ tells, login, jpeg, now }: { tells: () => string; login: { user: string; password: string } | undefined; jpeg: Buffer; now: () => Date }): OnvifServices {
  const deeds: string[] = [];
  const points = new Set<string>();
  const waiting = new Map<string, string[]>();
  const wake = new Set<() => void>();
  let [made, renewed] = [0, 0];
  const nonce = randomBytes(8).toString("hex");
  const pulled = (id: string, most: number): string => {
    const messages = waiting.get(id)?.splice(0, most) ?? [];
    return `<tev:PullMessagesResponse xmlns:tev="http://www.onvif.org/ver10/events/wsdl"><tev:CurrentTime>${now().toISOString()}</tev:CurrentTime><tev:TerminationTime>${now().toISOString()}</tev:TerminationTime>${messages.join("")}</tev:PullMessagesResponse>`;
  };
  return {
    deeds, points, subscribed: () => made, renewed: () => renewed,
    forget() {
      points.clear();
      waiting.clear();
    },
    notice(topic, data, { at = now(), source } = {}) {
      const item = (one: readonly [string, string] | undefined): string => (one === undefined ? "" : `<tt:SimpleItem Name="${one[0]}" Value="${one[1]}"/>`);
      const message = `<wsnt:NotificationMessage xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics"><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${topic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="${typeof at === "string" ? at : at.toISOString()}" PropertyOperation="Changed"><tt:Source>${item(source)}</tt:Source><tt:Data>${item(data)}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`;
      for (const queue of waiting.values()) queue.push(message);
      for (const go of [...wake]) go();
    },
    answer(action, text) {
      switch (action) {
        case "ContinuousMove":
          deeds.push(`move ${numberOf(text, "PanTilt", "x")} ${numberOf(text, "PanTilt", "y")} ${numberOf(text, "Zoom", "x")} ${between(text, "Timeout")}`);
          return '<tptz:ContinuousMoveResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"/>';
        case "Stop":
          deeds.push("stop");
          return '<tptz:StopResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"/>';
        case "GetPresets": return `<tptz:GetPresetsResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl">${PRESETS.map(([token, name]) => `<tptz:Preset token="${token}"><tt:Name>${name}</tt:Name></tptz:Preset>`).join("")}</tptz:GetPresetsResponse>`;
        case "GotoPreset":
          if (!PRESETS.some(([token]) => token === between(text, "PresetToken"))) return fault("NoToken");
          deeds.push(`goto ${between(text, "PresetToken")}`);
          return '<tptz:GotoPresetResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"/>';
        case "GetSnapshotUri": return `<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>http://${tells()}/snap?ch=${between(text, "ProfileToken")}</tt:Uri></trt:MediaUri></trt:GetSnapshotUriResponse>`;
        case "CreatePullPointSubscription": {
          const id = `s${++made}`;
          points.add(id);
          waiting.set(id, []);
          // As Axis does it: one address for all, and the subscription's name beside it.
          return `<tev:CreatePullPointSubscriptionResponse xmlns:tev="http://www.onvif.org/ver10/events/wsdl"><tev:SubscriptionReference><wsa5:Address xmlns:wsa5="http://www.w3.org/2005/08/addressing">http://${tells()}/onvif/events</wsa5:Address><wsa5:ReferenceParameters xmlns:wsa5="http://www.w3.org/2005/08/addressing"><dom0:SubscriptionId xmlns:dom0="http://kydai.example/2026/event">${id}</dom0:SubscriptionId></wsa5:ReferenceParameters></tev:SubscriptionReference></tev:CreatePullPointSubscriptionResponse>`;
        }
        case "PullMessages": case "Renew": case "Unsubscribe": {
          const id = /<SubscriptionId xmlns="http:\/\/kydai\.example\/2026\/event">([^<]*)</.exec(text)?.[1] ?? "";
          if (!points.has(id) || !text.includes("http://www.w3.org/2005/08/addressing")) return fault("InvalidArgVal");
          if (action === "Unsubscribe") {
            points.delete(id);
            waiting.delete(id);
            return '<wsnt:UnsubscribeResponse xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"/>';
          }
          if (action === "Renew") {
            renewed++;
            return '<wsnt:RenewResponse xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"/>';
          }
          const most = Number(between(text, "MessageLimit") ?? 1);
          if ((waiting.get(id)?.length ?? 0) > 0) return pulled(id, most);
          return new Promise((done) => {
            const go = (): void => {
              clearTimeout(timer);
              wake.delete(go);
              done(pulled(id, most));
            };
            const timer = setTimeout(go, WAIT);
            wake.add(go);
          });
        }
        default: return undefined;
      }
    },
    picture(request, response) {
      const given = request.headers.authorization ?? "";
      const field = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)`).exec(given)?.[1] ?? "";
      const h = (text: string): string => createHash("md5").update(text).digest("hex");
      const want = h(`${h(`${login?.user}:cam:${login?.password}`)}:${nonce}:${field("nc")}:${field("cnonce")}:auth:${h(`GET:${request.url}`)}`);
      if (login !== undefined && (field("response") !== want || field("nonce") !== nonce)) return void response.writeHead(401, { "WWW-Authenticate": `Digest realm="cam", nonce="${nonce}", qop="auth"` }).end();
      return void response.writeHead(200, { "Content-Type": "image/jpeg" }).end(jpeg);
    },
  };
}
