import { request, type IncomingMessage } from "node:http";
import type { CameraLogin } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { isSameHost } from "../rtsp/address.ts";
import { authorization, chooseChallenge } from "../rtsp/auth.ts";
import { dial } from "../rtsp/dial.ts";
import { rtspFault, type RtspFault } from "../rtsp/fault.ts";
import { fromHeader, toHeader } from "./header.ts";

/** How long a camera may take to begin its answer, ms. */
const PATIENCE = 5000;
const MOST_REDIRECTS = 2;

export interface GetOptions {
  url: string;
  login?: CameraLogin | undefined;
  certificate?: string | undefined;
  clock: Pick<Clock, "after">;
  /** Bytes of chance, hex. */
  random: () => string;
}

/** Asks for an address, with the login where it is wanted. @returns the answer with a status of 200, its body yet to be read; whoever has it ends it */
export async function get(options: GetOptions): Promise<Result<IncomingMessage, RtspFault>> {
  let { url } = options;
  let proof: string | undefined;
  for (let redirects = 0; ; ) {
    const asked = await once({ ...options, url }, proof);
    if (!asked.ok) return asked;
    const { statusCode: status = 0, headers, headersDistinct } = asked.value;
    if (status === 200) return asked;
    asked.value.destroy();
    if (status === 401) {
      const challenge = chooseChallenge((headersDistinct["www-authenticate"] ?? []).map(fromHeader));
      if (options.login === undefined) return fail(rtspFault("login-wanted", "it wants a user name and password"));
      if (challenge === undefined || proof !== undefined) return fail(rtspFault("unauthorized", proof === undefined ? "it wants a proof that is not known" : "user name or password is refused"));
      const { pathname, search } = new URL(url);
      proof = authorization(challenge, options.login, { method: "GET", url: pathname + search, count: 1, cnonce: options.random() });
    } else if (status >= 300 && status < 400) {
      const next = headers.location === undefined || !URL.canParse(headers.location, url) ? undefined : new URL(headers.location, url).href;
      // A login is for the machine it was kept for.
      if (next === undefined || redirects++ >= MOST_REDIRECTS || !/^https?:/.test(next) || !isSameHost(next, options.url)) return fail(rtspFault("redirected", "it points to another machine, or in a circle"));
      [url, proof] = [next, undefined];
    } else if (status === 403 && options.login === undefined) return fail(rtspFault("login-wanted", "it wants a user name and password"));
    else return fail(rtspFault(status === 404 ? "not-found" : status === 403 ? "unauthorized" : "refused", `HTTP ${status}`));
  }
}

async function once({ url, certificate, clock }: GetOptions, proof: string | undefined): Promise<Result<IncomingMessage, RtspFault>> {
  const dialled = await dial({ url, certificate, clock });
  if (!dialled.ok) return dialled;
  const socket = dialled.value;
  const { host, pathname, search } = new URL(url);
  return new Promise((done) => {
    const settle = (result: Result<IncomingMessage, RtspFault>): void => {
      cancel();
      if (!result.ok) asking.destroy();
      done(result);
    };
    const asking = request({ createConnection: () => socket, maxHeaderSize: 16_384, path: pathname + search, headers: { Host: host, Accept: "*/*", Connection: "close", "User-Agent": "KyDai", ...(proof !== undefined && { Authorization: toHeader(proof) }) } }, (answer) => settle(ok(answer)));
    const cancel = clock.after(PATIENCE, () => settle(fail(rtspFault("timeout", "no answer in time"))));
    asking.on("error", (error: Error & { code?: string }) => settle(fail(rtspFault(error.code?.startsWith("HPE") === true ? "malformed" : "closed", error.code ?? "connection broken"))));
    asking.end();
  });
}
