import { CentreFault, type CentreWhy } from "../ports-replica.ts";

/** What PostgreSQL's codes mean to the sender, by the longest beginning that fits. */
const MEANS: readonly (readonly [string, CentreWhy])[] = [
  ["22", "poison"], ["23", "poison"], ["54", "poison"],
  ["28", "login"], ["3D", "login"], ["42501", "login"],
  ["42", "schema"], ["3F", "schema"],
  ["40", "busy"], ["55P03", "busy"],
  ["53200", "busy"], ["53300", "busy"], ["53", "full"], ["58", "full"],
  ["08", "unreachable"], ["57", "unreachable"], ["25P03", "unreachable"],
];

/** What `pg` itself says without a code, when neither side trusts the other. */
const OF_PG: readonly (readonly [string, string])[] = [["The server does not support SSL connections", "NO_TLS"], ["SASL", "SASL"]];

/** An error of `pg` as a fault. Texts of servers stay behind: they quote the data. */
export function faultOf(error: unknown): CentreFault {
  if (error instanceof CentreFault) return error;
  const code = typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
  if (/^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code)) {
    const why = MEANS.filter(([begin]) => code.startsWith(begin)).toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? "other";
    return new CentreFault(why, code, { cause: error });
  }
  // What the system, TLS, or pg itself (a timeout, a connection that ended) says: nothing of it is about a row.
  const said = code === "" && error instanceof Error ? OF_PG.find(([begin]) => error.message.startsWith(begin))?.[1] : undefined;
  if (said !== undefined) return new CentreFault("login", said, { cause: error });
  return new CentreFault(/CERT|SIGN|^ERR_(?:TLS|SSL|OSSL)/.test(code) ? "login" : "unreachable", code === "" ? "ended" : code, { cause: error });
}
