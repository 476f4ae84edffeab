import { fail, ok, type Result } from "#contract/result";
import { rtspFault, type RtspFault } from "./fault.ts";

/** Bounds of what a camera may say: one more byte is `malformed`. */
export const WIRE_LIMITS = { head: 16_384, headers: 100, body: 65_536 } as const;

/** A whole thing read from the connection. */
export type WireItem =
  | { is: "answer"; status: number; phrase: string; headers: ReadonlyMap<string, readonly string[]>; body: Buffer }
  /** A camera's own request (RFC 2326 allows OPTIONS, SET_PARAMETER, …): to be answered. */
  | { is: "request"; method: string; headers: ReadonlyMap<string, readonly string[]> }
  /** `$`-framed data of one channel (RFC 2326 §10.12); a copy of nothing, valid until the next read. */
  | { is: "frame"; channel: number; data: Buffer };

const DOLLAR = 0x24;

/** Cuts a byte stream into RTSP messages and interleaved frames, however the network cut it. */
export interface WireReader {
  /** @returns what became whole with it; after a fault the stream is not to be read on */
  read(chunk: Buffer): Result<WireItem[], RtspFault>;
  /** Bytes that wait for the rest of them. */
  waiting(): number;
}

export function wireReader(): WireReader {
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes at its start that hold no end of a head: not looked through again. */
  let looked = 0;

  function next(): Result<{ item: WireItem | undefined; used: number } | undefined, RtspFault> {
    if (rest.length === 0) return ok(undefined);
    if (rest[0] === DOLLAR) {
      if (rest.length < 4) return ok(undefined);
      const size = rest.readUInt16BE(2);
      if (rest.length < 4 + size) return ok(undefined);
      return ok({ item: { is: "frame", channel: rest[1] ?? 0, data: rest.subarray(4, 4 + size) }, used: 4 + size });
    }
    // Empty lines between messages are to be passed over (RFC 2326 §4.1).
    if (rest[0] === 0x0d || rest[0] === 0x0a) return ok({ item: undefined, used: 1 });
    const end = endOfHead(rest, Math.max(0, looked - 3));
    if (end === undefined) {
      looked = rest.length;
      return rest.length > WIRE_LIMITS.head ? fail(rtspFault("malformed", "head too long")) : ok(undefined);
    }
    if (end.at > WIRE_LIMITS.head) return fail(rtspFault("malformed", "head too long"));
    const head = parseHead(rest.toString("latin1", 0, end.at));
    if (!head.ok) return head;
    const length = bodyLength(head.value.headers);
    if (!length.ok) return length;
    const whole = end.at + end.size + length.value;
    if (rest.length < whole) return ok(undefined);
    const body = Buffer.from(rest.subarray(end.at + end.size, whole));
    return ok({ item: head.value.is === "answer" ? { ...head.value, body } : head.value, used: whole });
  }

  return {
    waiting: () => rest.length,
    read(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const items: WireItem[] = [];
      for (;;) {
        const found = next();
        if (!found.ok) return found;
        if (found.value === undefined) return ok(items);
        rest = rest.subarray(found.value.used);
        looked = 0;
        if (found.value.item !== undefined) items.push(found.value.item);
      }
    },
  };
}

/** Some cameras end lines with a line feed alone. */
function endOfHead(bytes: Buffer, from: number): { at: number; size: number } | undefined {
  const proper = bytes.indexOf("\r\n\r\n", from, "latin1");
  const bare = bytes.indexOf("\n\n", from, "latin1");
  if (proper !== -1 && (bare === -1 || proper < bare)) return { at: proper, size: 4 };
  return bare === -1 ? undefined : { at: bare, size: 2 };
}

type Head = { is: "answer"; status: number; phrase: string; headers: Map<string, string[]> } | { is: "request"; method: string; headers: Map<string, string[]> };

function parseHead(text: string): Result<Head, RtspFault> {
  const [first = "", ...lines] = text.split(/\r?\n/);
  const answer = /^RTSP\/[12]\.\d (\d{3})(?: (.*))?$/.exec(first);
  const request = answer === null ? /^([A-Z_]{3,20}) \S{1,2000} RTSP\/[12]\.\d$/.exec(first) : null;
  if (answer === null && request === null) return fail(rtspFault("malformed", "not RTSP"));
  if (lines.length > WIRE_LIMITS.headers) return fail(rtspFault("malformed", "too many headers"));
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) return fail(rtspFault("malformed", "a header without a colon"));
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  if (answer !== null) return ok({ is: "answer", status: Number(answer[1]), phrase: answer[2] ?? "", headers });
  return ok({ is: "request", method: request?.[1] ?? "", headers });
}

function bodyLength(headers: ReadonlyMap<string, readonly string[]>): Result<number, RtspFault> {
  const [text] = headers.get("content-length") ?? [];
  if (text === undefined) return ok(0);
  if (!/^\d{1,9}$/.test(text)) return fail(rtspFault("malformed", "content-length"));
  return Number(text) > WIRE_LIMITS.body ? fail(rtspFault("malformed", "body too long")) : ok(Number(text));
}

/** One request as it is sent. No value may hold a line end: callers pass what was parsed, never raw text. */
export function writeRequest(method: string, url: string, headers: Readonly<Record<string, string>>, body = ""): string {
  const all = { ...headers, ...(body !== "" && { "Content-Length": String(Buffer.byteLength(body)) }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, " ")}\r\n`);
  return `${method} ${url} RTSP/1.0\r\n${lines.join("")}\r\n${body}`;
}
