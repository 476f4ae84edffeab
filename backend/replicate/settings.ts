import { readFileSync } from "node:fs";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { z } from "zod";
import { CentreFault } from "../ports-replica.ts";

/** The database of the city's centre. No secret stands here: the password is read from its file at each connection. */
export const CentreSettings = z.strictObject({
  host: z.string().min(1).max(255),
  port: z.number().int().min(1).max(65_535).default(5432),
  database: z.string().min(1).max(63),
  user: z.string().min(1).max(63),
  passwordFile: z.string().min(1),
  /** Checked against the authorities Node knows, or those of `caFile`, and by the host's name or address. "none" has to be written: for one machine, or a tunnel that encrypts. */
  tls: z.union([z.literal("none"), z.strictObject({ caFile: z.string().min(1).optional(), certFile: z.string().min(1).optional(), keyFile: z.string().min(1).optional() })]).prefault({}),
  /** So much of the line the sending takes at most, and reading what is issued as much the other way, bytes a second; absent: all there is. */
  bytesPerSecond: z.number().int().min(1000).optional(),
  /** s: to connect; and for one answer, after which the connection counts as lost. */
  patience: z.strictObject({ connect: z.number().min(0.1).max(120).default(10), answer: z.number().min(0.1).max(600).default(30) }).prefault({}),
});
export type CentreSettings = z.infer<typeof CentreSettings>;

/** What `pg` is told. @throws CentreFault when a file cannot be read; its message names the system's error alone */
export function connection({ host, port, database, user, passwordFile, tls, patience }: CentreSettings) {
  const read = (file: string) => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw new CentreFault("login", error instanceof Error && "code" in error ? String(error.code) : "unreadable");
    }
  };
  const pem = (file: string | undefined) => (file === undefined ? undefined : read(file));
  return {
    host, port, database, user, password: read(passwordFile).replace(/\r?\n$/, ""),
    ssl: tls === "none" ? (false as const) : { ca: pem(tls.caFile), cert: pem(tls.certFile), key: pem(tls.keyFile), rejectUnauthorized: true, checkServerIdentity: (_: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate) },
    connectionTimeoutMillis: patience.connect * 1000, query_timeout: patience.answer * 1000, statement_timeout: patience.answer * 1000,
    // A line that broke in the middle of a transaction would keep the cursor locked until the server noticed, hours later.
    idle_in_transaction_session_timeout: patience.answer * 1000,
    keepAlive: true, application_name: "ky-dai", client_encoding: "UTF8",
  };
}
