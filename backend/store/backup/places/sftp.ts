import { BackupFault } from "../fault.ts";
import { readPrivate } from "../seal.ts";
import type { SftpPlace } from "../settings.ts";
import { LARGEST, type Place } from "./place.ts";
import { lengthed, openWire, SFTP, STATUS, type Answer, type Wire } from "./sftp-wire.ts";

/** Bytes of one read or write (every server takes them), and how many are under way at once. */
const PIECE = 32 * 1024;
const AT_ONCE = 64;
/** Flags of `open`: read; write, create, truncate. */
const READ = 1;
const WRITE = 0x02 | 0x08 | 0x10;
const NO_ATTRIBUTES = 0;
/** Attributes that say: mode 0600, 0700 (flag 4: permissions). */
const PRIVATE_FILE = [4, 0o600];
const PRIVATE_FOLDER = [4, 0o700];
const IS_FOLDER = 0o040000;
const KIND = 0o170000;

/** A server's folder over SFTP, by the system's own `ssh`: it checks the server's key against a file of its own, asks nothing and forwards nothing. */
export function openSftp(settings: SftpPlace, { patience }: { patience: number }): Place {
  let wire: Promise<Wire> | undefined;
  const made = new Set<string>();
  const at = (name: string): string => `${settings.path.replace(/\/+$/, "")}/${name}`;

  function connect(): Promise<Wire> {
    if (wire !== undefined) return wire;
    readPrivate(settings.keyFile, "login");
    const opening = openWire(settings.ssh, [
      "-F", "none", "-x", "-a", "-T", "-i", settings.keyFile, "-p", String(settings.port), "-l", settings.user,
      ...["BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", `UserKnownHostsFile="${settings.knownHostsFile}"`, "GlobalKnownHostsFile=/dev/null", "PreferredAuthentications=publickey", "ClearAllForwardings=yes", "ServerAliveInterval=15", "ServerAliveCountMax=3", `ConnectTimeout=${Math.max(1, Math.ceil(patience / 1000))}`].flatMap((option) => ["-o", option]),
      "-s", settings.host, "sftp",
    ], patience);
    wire = opening;
    opening.catch(() => (wire = wire === opening ? undefined : wire));
    return opening;
  }

  /** Runs on a connection; one that broke is not used again. */
  async function on<T>(work: (open: Wire) => Promise<T>): Promise<T> {
    const opening = connect();
    try {
      return await work(await opening);
    } catch (error) {
      if (!(error instanceof Refused) && wire === opening) {
        wire = undefined;
        void opening.then((open) => open.close(), () => undefined);
      }
      throw error instanceof Refused ? new BackupFault(error.code === STATUS.denied ? "login" : "other", `SFTP ${error.code}: ${error.message}`) : error;
    }
  }

  async function folder(open: Wire, name: string): Promise<void> {
    const parts = name.split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const path = parts.slice(0, depth).join("/");
      if (made.has(path)) continue;
      // It may be there: what counts is whether the file can be opened then.
      await open.ask(SFTP.mkdir, at(path), ...PRIVATE_FOLDER);
      made.add(path);
    }
  }

  async function readdir(open: Wire, name: string, found: Map<string, number>): Promise<void> {
    const opened = await open.ask(SFTP.opendir, at(name));
    if (codeOf(opened) === STATUS.missing) return;
    const handle = handleOf(opened);
    const folders: string[] = [];
    for (;;) {
      const answer = await open.ask(SFTP.readdir, handle);
      if (codeOf(answer) === STATUS.eof) break;
      if (answer.type !== SFTP.name) throw refusal(answer);
      for (let left = answer.fields.uint(); left > 0; left--) {
        const entry = answer.fields.text();
        answer.fields.text();
        const { size, mode } = attributes(answer);
        if (entry === "." || entry === ".." || entry.endsWith(".part")) continue;
        if ((mode & KIND) === IS_FOLDER) folders.push(`${name}/${entry}`);
        else found.set(`${name}/${entry}`, size);
      }
    }
    await open.ask(SFTP.close, handle);
    for (const one of folders) await readdir(open, one, found);
  }

  return {
    list: (prefix) => on(async (open) => {
      const found = new Map<string, number>();
      await readdir(open, prefix, found);
      return found;
    }),
    put: (name, bytes) => on(async (open) => {
      await folder(open, name);
      const beside = `${at(name)}.part`;
      const handle = handleOf(await open.ask(SFTP.open, beside, WRITE, ...PRIVATE_FILE));
      await pieces(bytes.length, async (from, to) => done(await open.ask(SFTP.write, handle, offset(from), lengthed(bytes.subarray(from, to)))));
      if (open.extensions.has("fsync@openssh.com")) done(await open.ask(SFTP.extended, "fsync@openssh.com", handle));
      done(await open.ask(SFTP.close, handle));
      if (open.extensions.has("posix-rename@openssh.com")) return done(await open.ask(SFTP.extended, "posix-rename@openssh.com", beside, at(name)));
      await open.ask(SFTP.remove, at(name));
      done(await open.ask(SFTP.rename, beside, at(name)));
    }),
    get: (name) => on(async (open) => {
      const told = await open.ask(SFTP.stat, at(name));
      if (codeOf(told) === STATUS.missing) return undefined;
      if (told.type !== SFTP.attrs) throw refusal(told);
      const { size } = attributes(told);
      if (size > LARGEST) throw new BackupFault("damaged", `${name}: ${size} bytes`);
      const handle = handleOf(await open.ask(SFTP.open, at(name), READ, NO_ATTRIBUTES));
      const whole = Buffer.alloc(size);
      await pieces(size, async (from, to) => {
        for (let place = from; place < to; ) {
          const answer = await open.ask(SFTP.read, handle, offset(place), to - place);
          if (answer.type !== SFTP.data) throw refusal(answer);
          const data = answer.fields.bytes();
          if (data.length === 0) throw new BackupFault("damaged", `${name}: shorter than it was said to be`);
          place += data.copy(whole, place, 0, to - place);
        }
      });
      await open.ask(SFTP.close, handle);
      return whole;
    }),
    remove: (name) => on(async (open) => {
      const answer = await open.ask(SFTP.remove, at(name));
      if (codeOf(answer) !== STATUS.missing) done(answer);
    }),
    async close() {
      const open = await wire?.catch(() => undefined);
      wire = undefined;
      await open?.close();
    },
  };
}

/** The server's no; the connection is as good as before. */
class Refused extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words.slice(0, 200));
    this.code = code;
  }
}

function refusal(answer: Answer): Error {
  if (answer.type !== SFTP.status) return new BackupFault("other", `SFTP: unexpected message ${answer.type}`);
  return new Refused(answer.fields.uint(), answer.fields.text());
}

function done(answer: Answer): void {
  const error = refusal(answer);
  if (!(error instanceof Refused) || error.code !== STATUS.ok) throw error;
}

/** Of a `status` that need not be a failure; the fields are left as they were for nobody else. */
function codeOf(answer: Answer): number | undefined {
  if (answer.type !== SFTP.status) return undefined;
  const code = answer.fields.uint();
  const words = code === STATUS.ok ? "" : answer.fields.text();
  answer.fields = { ...answer.fields, uint: () => code, text: () => words };
  return code;
}

function handleOf(answer: Answer): Buffer {
  if (answer.type !== SFTP.handle) throw refusal(answer);
  return lengthed(answer.fields.bytes());
}

function attributes(answer: Answer): { size: number; mode: number } {
  const { fields } = answer;
  const flags = fields.uint();
  const size = (flags & 1) !== 0 ? fields.long() : 0;
  if ((flags & 2) !== 0) fields.skip(8);
  const mode = (flags & 4) !== 0 ? fields.uint() : 0;
  if ((flags & 8) !== 0) fields.skip(8);
  // Extended attributes come in pairs, and tell nothing that is wanted.
  if ((flags & 0x80000000) !== 0) for (let left = fields.uint() * 2; left > 0; left--) fields.bytes();
  return { size, mode };
}

function offset(at: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(at));
  return bytes;
}

/** Goes through `size` bytes in pieces, so many at once. */
async function pieces(size: number, work: (from: number, to: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < size) {
      const from = next;
      next = Math.min(size, from + PIECE);
      await work(from, next);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Math.ceil(size / PIECE)) }, lane));
}
