import type { Socket } from "node:net";
import type { CameraLogin } from "#contract/camera";
import { fail, ok, type Result } from "#contract/result";
import type { Clock } from "../../ports.ts";
import { authorization, chooseChallenge, type Challenge } from "./auth.ts";
import { dial } from "./dial.ts";
import { rtspFault, type RtspFault } from "./fault.ts";
import { wireReader, writeRequest, type WireItem } from "./wire.ts";

/** How long a camera may take to answer, ms. */
const PATIENCE = { answer: 5000 };
/** Requests unanswered at one time; bytes of ours that a camera may leave unread. */
const [MOST_PENDING, MOST_UNREAD] = [8, 65_536];

export type Answer = Extract<WireItem, { is: "answer" }>;

/** A connection to a camera: questions with their answers, and the frames that come between them. */
export interface Talk {
  /** @returns the answer with a status of 200; everything else is a fault. Asks again with the login where one is wanted. */
  ask(method: string, url: string, headers?: Readonly<Record<string, string>>): Promise<Result<Answer, RtspFault>>;
  /** An interleaved frame to the camera. */
  frame(channel: number, data: Uint8Array): void;
  /** Address of the camera, as connected. */
  peer(): string;
  close(): void;
}

export interface TalkOptions {
  url: string;
  login?: CameraLogin | undefined;
  /** SHA-256 of the certificate, hex; absent: the machine's trusted authorities decide. */
  certificate?: string | undefined;
  clock: Pick<Clock, "after">;
  /** Bytes of chance, hex. */
  random: () => string;
  onFrame: (channel: number, data: Buffer) => void;
  /** Once, when it is over by no word of ours. */
  onEnd: (fault: RtspFault) => void;
}

/** Connects. @returns the talk, or why there is none */
export async function openTalk(options: TalkOptions): Promise<Result<Talk, RtspFault>> {
  const line: Line = { take: () => undefined };
  const connected = await dial({ ...options, take: (chunk) => line.take(chunk) });
  return connected.ok ? ok(talkOver(connected.value, line, options)) : connected;
}

/** Where goes what the camera sends. */
interface Line {
  take: (chunk: Buffer) => void;
}

function talkOver(socket: Socket, line: Line, options: TalkOptions): Talk {
  const { login, clock, random, onFrame, onEnd } = options;
  const reader = wireReader();
  const pending = new Map<number, (answer: Result<Answer, RtspFault>) => void>();
  let [cseq, uses] = [0, 0];
  let challenge: Challenge | undefined;
  let over: RtspFault | undefined;

  function end(fault: RtspFault, byUs = false): void {
    if (over !== undefined) return;
    over = fault;
    socket.destroy();
    for (const done of pending.values()) done(fail(fault));
    pending.clear();
    if (!byUs) onEnd(fault);
  }
  function take(item: WireItem): void {
    if (item.is === "frame") return onFrame(item.channel, item.data);
    const [given = ""] = item.headers.get("cseq") ?? [];
    if (item.is === "request") {
      // One that asks and asks and never listens must not fill our memory with answers.
      if (socket.writableLength > MOST_UNREAD) return end(rtspFault("malformed", "it asks without reading"));
      const known = ["OPTIONS", "GET_PARAMETER", "SET_PARAMETER"].includes(item.method);
      socket.write(`RTSP/1.0 ${known ? "200 OK" : "501 Not Implemented"}\r\nCSeq: ${/^\d{1,10}$/.test(given) ? given : "0"}\r\n\r\n`);
      return;
    }
    // Some cameras forget the number of the question: then it is the oldest one's.
    const number = /^\d{1,10}$/.test(given) ? Number(given) : pending.keys().next().value;
    const done = number === undefined ? undefined : pending.get(number);
    if (number === undefined || done === undefined) return;
    pending.delete(number);
    done(ok(item));
  }
  line.take = (chunk) => {
    if (over !== undefined) return;
    const read = reader.read(chunk);
    if (!read.ok) return end(read.fault);
    try {
      for (const item of read.value) if (over === undefined) take(item);
    } catch (error) {
      // Whatever a camera managed to break: it is this camera's fault alone, all others go on.
      end(rtspFault("malformed", error instanceof Error ? error.name : "unreadable"));
    }
  };
  socket.on("error", (error: Error & { code?: string }) => end(rtspFault("closed", error.code ?? "connection broken")));
  socket.on("close", () => end(rtspFault("closed", "the camera closed the connection")));

  function once(method: string, url: string, headers: Readonly<Record<string, string>>): Promise<Result<Answer, RtspFault>> {
    if (over !== undefined) return Promise.resolve(fail(over));
    if (pending.size >= MOST_PENDING) return Promise.resolve(fail(rtspFault("timeout", "questions pile up")));
    const number = ++cseq;
    const proof: Record<string, string> = challenge === undefined || login === undefined ? {} : { Authorization: authorization(challenge, login, { method, url, count: ++uses, cnonce: random() }) };
    return new Promise((done) => {
      const cancel = clock.after(PATIENCE.answer, () => {
        pending.delete(number);
        done(fail(rtspFault("timeout", `no answer to ${method}`)));
      });
      pending.set(number, (answer) => {
        cancel();
        done(answer);
      });
      socket.write(writeRequest(method, url, { CSeq: String(number), "User-Agent": "KyDai", ...proof, ...headers }));
    });
  }

  return {
    peer: () => socket.remoteAddress ?? "",
    async ask(method, url, headers = {}) {
      for (let attempt = 0; ; attempt++) {
        const answer = await once(method, url, headers);
        if (!answer.ok) return answer;
        const { status, headers: given } = answer.value;
        if (status !== 401) return judged(answer.value, login);
        const asked = chooseChallenge(given.get("www-authenticate") ?? []);
        if (login === undefined) return fail(rtspFault("login-wanted", "it wants a user name and password"));
        if (asked === undefined) return fail(rtspFault("unauthorized", "it wants a proof that is not known"));
        // Refused with the very nonce it gave: the login is wrong. A nonce that went stale is no verdict, once.
        const renewed = asked.scheme === "digest" && (asked.stale || challenge?.scheme !== "digest" || challenge.nonce !== asked.nonce);
        if (attempt > 1 || (attempt === 1 && !(asked.scheme === "digest" && asked.stale)) || (challenge !== undefined && !renewed)) return fail(rtspFault("unauthorized", "user name or password is refused"));
        challenge = asked;
        uses = 0;
      }
    },
    frame(channel, data) {
      // Reports alone are sent this way: a camera that does not read them is not waited for.
      if (over !== undefined || socket.writableLength > MOST_UNREAD) return;
      socket.write(Buffer.concat([Buffer.from([0x24, channel, data.length >> 8, data.length & 255]), data]));
    },
    close: () => end(rtspFault("closed", "closed by us"), true),
  };
}

function judged(answer: Answer, login: CameraLogin | undefined): Result<Answer, RtspFault> {
  const { status, phrase, headers } = answer;
  if (status === 200) return ok(answer);
  const [location] = headers.get("location") ?? [];
  if (status >= 300 && status < 400) return fail({ ...rtspFault("redirected", `${status}`), ...(location !== undefined && location.length <= 500 && { location }) });
  if (status === 404 || status === 454) return fail(rtspFault("not-found", `${status} ${phrase}`));
  // Without a login none can be wrong.
  if (status === 403) return fail(login === undefined ? rtspFault("login-wanted", "it wants a user name and password") : rtspFault("unauthorized", `${status} ${phrase}`));
  if (status === 461 || status === 415) return fail(rtspFault("unsupported", `${status} ${phrase}`));
  return fail(rtspFault("refused", `${status} ${phrase}`));
}
