import { spawn } from "node:child_process";
import { BackupFault } from "../fault.ts";

/** Messages of SFTP version 3 (draft-ietf-secsh-filexfer-02), those that are used. */
export const SFTP = { init: 1, version: 2, open: 3, close: 4, read: 5, write: 6, opendir: 11, readdir: 12, remove: 13, mkdir: 14, stat: 17, rename: 18, status: 101, handle: 102, data: 103, name: 104, attrs: 105, extended: 200 } as const;
/** Codes of `status`. */
export const STATUS = { ok: 0, eof: 1, missing: 2, denied: 3, failure: 4 } as const;
/** A packet from the server is not longer, bytes. */
const LONGEST = 512 * 1024;
/** Of what `ssh` complains about, characters. */
const COMPLAINT = 2000;

/** Reads a packet's fields in order. @throws BackupFault beyond its end */
export interface Fields {
  byte(): number;
  uint(): number;
  long(): number;
  bytes(): Buffer;
  text(): string;
  skip(count: number): void;
}
export interface Answer {
  type: number;
  fields: Fields;
}
/** A connection over which requests go and answers come in any order. */
export interface Wire {
  readonly extensions: ReadonlySet<string>;
  ask(type: number, ...parts: (number | string | Buffer)[]): Promise<Answer>;
  close(): Promise<void>;
}

/** uint32, or string with its length before it, or bytes as they are. */
function pack(parts: readonly (number | string | Buffer)[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => {
    if (Buffer.isBuffer(part)) return [part];
    const head = Buffer.alloc(4);
    if (typeof part === "number") head.writeUInt32BE(part);
    else head.writeUInt32BE(Buffer.byteLength(part));
    return typeof part === "number" ? [head] : [head, Buffer.from(part)];
  }));
}

/** Bytes with their length before them. */
export function lengthed(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length);
  return Buffer.concat([head, bytes]);
}

export function fieldsOf(packet: Buffer): Fields {
  let at = 0;
  const take = (count: number): Buffer => {
    if (count > packet.length - at) throw new BackupFault("other", "SFTP: a packet ends too early");
    at += count;
    return packet.subarray(at - count, at);
  };
  const fields: Fields = {
    byte: () => take(1).readUInt8(),
    uint: () => take(4).readUInt32BE(),
    long: () => Number(take(8).readBigUInt64BE()),
    bytes: () => take(fields.uint()),
    text: () => fields.bytes().toString("utf8"),
    skip: (count) => void take(count),
  };
  return fields;
}

/**
 * Starts a client (`ssh … sftp`) and speaks SFTP with what it leads to. The ciphers, the keys and the server's identity are
 * OpenSSH's own affair, kept up by the system; what is left to speak is a dozen messages.
 *
 * @throws BackupFault when no connection comes about within `patience`, ms
 */
export async function openWire(program: string, args: readonly string[], patience: number): Promise<Wire> {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], env: { PATH: process.env["PATH"], HOME: process.env["HOME"] } });
  const waiting = new Map<number, { done: (answer: Answer) => void; failed: (error: unknown) => void; timer: NodeJS.Timeout }>();
  let complaint = "";
  let rest: Buffer = Buffer.alloc(0);
  let ended: BackupFault | undefined;
  let number = 0;
  let greeted: ((answer: Answer) => void) | undefined;

  const end = (fault: BackupFault): void => {
    ended ??= fault;
    child.kill("SIGKILL");
    for (const { failed, timer } of waiting.values()) {
      clearTimeout(timer);
      failed(ended);
    }
    waiting.clear();
    refused?.(ended);
  };
  let refused: ((error: unknown) => void) | undefined;
  const take = (packet: Buffer): void => {
    const fields = fieldsOf(packet);
    const type = fields.byte();
    if (type === SFTP.version) return greeted?.({ type, fields });
    const id = fields.uint();
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    one?.done({ type, fields });
  };
  child.stdout.on("data", (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE();
      if (length < 1 || length > LONGEST) return end(new BackupFault("other", "SFTP: what answers is no SFTP server"));
      if (rest.length < 4 + length) return;
      const packet = rest.subarray(4, 4 + length);
      rest = rest.subarray(4 + length);
      try {
        take(packet);
      } catch (error) {
        return end(error instanceof BackupFault ? error : new BackupFault("other", "SFTP: a packet cannot be read"));
      }
    }
  });
  child.stderr.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString("utf8")).slice(-COMPLAINT)));
  child.stdin.on("error", () => undefined);
  const gone = new Promise<void>((done) => {
    child.once("error", (error) => {
      end(new BackupFault("other", `${program}: ${"code" in error ? String(error.code) : error.message}`));
      done();
    });
    child.once("close", () => {
      end(new BackupFault(/permission denied|host key|authentication|not known by any/i.test(complaint) ? "login" : "unreachable", complaint.trim().split("\n").at(-1)?.slice(0, 200) || "the connection ended"));
      done();
    });
  });

  const late = (): void => end(new BackupFault("unreachable", "no answer in time"));
  const greeting = await new Promise<Answer>((done, failed) => {
    const timer = setTimeout(late, patience);
    greeted = (answer) => {
      clearTimeout(timer);
      done(answer);
    };
    refused = (error) => {
      clearTimeout(timer);
      failed(error instanceof Error ? error : new Error("refused"));
    };
    child.stdin.write(pack([5, Buffer.from([SFTP.init]), 3]));
  });
  const extensions = new Set<string>();
  greeting.fields.uint();
  for (;;) {
    try {
      extensions.add(greeting.fields.text());
      greeting.fields.text();
    } catch {
      break;
    }
  }
  return {
    extensions,
    ask(type, ...parts) {
      if (ended !== undefined) return Promise.reject(ended);
      number = (number + 1) >>> 0;
      const id = number;
      const body = pack(parts);
      return new Promise((done, failed) => {
        // One answer too late and nobody knows any more what the server has done.
        waiting.set(id, { done, failed, timer: setTimeout(late, patience) });
        child.stdin.write(Buffer.concat([pack([5 + body.length]), Buffer.from([type]), pack([id]), body]));
      });
    },
    async close() {
      child.stdin.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
      await gone;
      clearTimeout(timer);
    },
  };
}
