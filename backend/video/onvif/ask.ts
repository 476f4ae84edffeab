import { createHash } from "node:crypto";
import { request, type IncomingMessage } from "node:http";
import type { CameraLogin } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { fromHeader, toHeader } from "../http/header.ts";
import { authorization, chooseChallenge } from "../rtsp/auth.ts";
import { dial } from "../rtsp/dial.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { elements, escaped, readXml, textAt, XML_LIMITS, type XmlTree } from "./xml.ts";

/** ms for one answer, from the connection to its last byte. */
const PATIENCE = 5000;
const ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";
const SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const ADDRESSING = "http://www.w3.org/2005/08/addressing";
const UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
const DIGEST = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";

/** Whom to ask, and as whom. */
export interface Asker {
  /** http or https, of one service. */
  address: string;
  login?: CameraLogin | undefined;
  /** SHA-256 of its certificate, hex, in place of a chain of trust. */
  certificate?: string | undefined;
  clock: Pick<Clock, "after">;
  /** The camera's own clock now, ms UTC: it takes a proof that is some seconds old by its own clock alone. */
  cameraNow?: (() => number) | undefined;
  /** Bytes of chance, hex. */
  random: () => string;
  /** When all questions together have had their time. */
  signal?: AbortSignal | undefined;
}

/** What a question may need beside its words. */
export interface Manner {
  /** Its name as WS-Addressing has it, which services of events want; with what names the subscription there. */
  action?: string;
  parameters?: string;
  /** ms for the answer, where the service is asked to wait. */
  patience?: number;
  /** Declarations of namespaces stay in the answer's tree, as attributes `space-PREFIX`. */
  spaces?: true;
}

/** The proof in the message itself (WS-Security UsernameToken, PasswordDigest): SHA-1 over chance, instant and password. */
export function usernameToken({ user, password }: CameraLogin, nonce: Buffer, created: string): string {
  const digest = createHash("sha1").update(Buffer.concat([nonce, Buffer.from(created + password, "utf8")])).digest("base64");
  return `<Security s:mustUnderstand="1" xmlns="${SECURITY}"><UsernameToken><Username>${escaped(user)}</Username><Password Type="${DIGEST}">${digest}</Password><Nonce>${nonce.toString("base64")}</Nonce><Created xmlns="${UTILITY}">${created}</Created></UsernameToken></Security>`;
}

/**
 * One question in SOAP 1.2.
 *
 * @param body XML of ours
 * @returns what stands in the answer's body. A redirection is never followed: a login is for the machine it was kept for.
 */
export async function askOnvif(asker: Asker, body: string, manner: Manner = {}): Promise<Result<XmlTree, RtspFault>> {
  const { address, login, cameraNow, random } = asker;
  const addressed = manner.action === undefined ? "" : `<Action s:mustUnderstand="1" xmlns="${ADDRESSING}">${manner.action}</Action><To s:mustUnderstand="1" xmlns="${ADDRESSING}">${escaped(address)}</To>${manner.parameters ?? ""}`;
  const header = `<s:Header>${addressed}${login === undefined || cameraNow === undefined ? "" : usernameToken(login, Buffer.from(random() + random(), "hex"), new Date(cameraNow()).toISOString())}</s:Header>`;
  const text = `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ENVELOPE}">${header}<s:Body>${body}</s:Body></s:Envelope>`;
  const first = await post(asker, text, undefined, manner);
  if (!first.ok) return first;
  let answer = first.value;
  if (answer.status === 401 && login !== undefined) {
    // Some want the proof of HTTP instead of the message's, some both.
    const challenge = chooseChallenge(answer.challenges);
    if (challenge === undefined) return fail(rtspFault("unauthorized", "it wants a proof that is not known"));
    const { pathname, search } = new URL(address);
    const second = await post(asker, text, authorization(challenge, login, { method: "POST", url: pathname + search, count: 1, cnonce: random() }), manner);
    if (!second.ok) return second;
    answer = second.value;
  }
  const refused = login === undefined ? rtspFault("login-wanted", "it wants a user name and password") : rtspFault("unauthorized", "user name or password is refused");
  if (answer.status === 401 || answer.status === 403) return fail(refused);
  if (answer.status >= 300 && answer.status < 400) return fail(rtspFault("redirected", `${answer.status}`));
  if (answer.status === 404) return fail(rtspFault("not-found", "no ONVIF service at this address"));
  const tree = readXml(manner.spaces === true ? answer.body.replaceAll(/\sxmlns:([\w-]{1,40})=/g, " space-$1=") : answer.body);
  if (!tree.ok) return answer.status === 200 ? tree : fail(rtspFault("refused", `HTTP ${answer.status}`));
  const [inside] = elements(tree.value, "Envelope", "Body");
  if (typeof inside !== "object" || inside === null) return fail(rtspFault("malformed", "no SOAP in the answer"));
  const [fault] = elements(inside, "Fault");
  if (fault === undefined) return answer.status === 200 ? ok(inside as XmlTree) : fail(rtspFault("refused", `HTTP ${answer.status}`));
  const codes = [textAt(fault, "Code", "Subcode", "Value"), textAt(fault, "Code", "Subcode", "Subcode", "Value")].join(" ");
  if (/NotAuthorized|FailedAuthentication|InvalidSecurity/i.test(codes)) return fail(refused);
  if (/ActionNotSupported|NotSupported|NoProfile|NoEntity/i.test(codes)) return fail(rtspFault("unsupported", codes));
  return fail(rtspFault("refused", codes));
}

interface Answer { status: number; challenges: string[]; body: string }

async function post({ address, certificate, clock, signal: until }: Asker, text: string, proof: string | undefined, { patience = PATIENCE }: Manner): Promise<Result<Answer, RtspFault>> {
  const dialled = await dial({ url: address, certificate, clock });
  if (!dialled.ok) return dialled;
  const socket = dialled.value;
  const { host, pathname, search } = new URL(address);
  return new Promise((done) => {
    const signal = until === undefined ? AbortSignal.timeout(patience) : AbortSignal.any([until, AbortSignal.timeout(patience)]);
    if (signal.aborted) socket.destroy();
    const broken = (error: Error & { code?: string }): void => done(fail(signal.aborted ? rtspFault("timeout", "no answer in time") : connectionFault(error.code ?? "no connection")));
    const asking = request({ createConnection: () => socket, method: "POST", path: pathname + search, signal, maxHeaderSize: 16_384, headers: { Host: host, "Content-Type": "application/soap+xml; charset=utf-8", "Content-Length": Buffer.byteLength(text), Connection: "close", "User-Agent": "KyDai", ...(proof !== undefined && { Authorization: toHeader(proof) }) } }, (answer: IncomingMessage) => {
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on("error", broken);
      answer.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > XML_LIMITS.bytes) {
          done(fail(rtspFault("malformed", "the answer is too long")));
          asking.destroy();
        } else pieces.push(piece);
      });
      answer.once("end", () => {
        const given = (answer.headersDistinct["www-authenticate"] ?? []).map(fromHeader);
        done(ok({ status: answer.statusCode ?? 0, challenges: given, body: Buffer.concat(pieces).toString("utf8") }));
      });
    });
    asking.once("error", broken);
    // As bytes: with a text Node would write the header in UTF-8 a second time.
    asking.end(Buffer.from(text, "utf8"));
  });
}

/** @param code of Node's: of the system, of TLS or of its HTTP parser */
function connectionFault(code: string): RtspFault {
  if (/CERT|TLS|SSL|SIGNED/.test(code)) return rtspFault("tls", code);
  if (code.startsWith("HPE")) return rtspFault("malformed", code);
  return rtspFault(/RESET|PIPE/.test(code) ? "closed" : "unreachable", code);
}
