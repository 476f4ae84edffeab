/** A process with the product's sender in it, made to be killed: `node replica-sender.ts '{"folder","site","settings"}'`. Prints each state as a line. */
import { writeSync } from "node:fs";
import { openRoomKey } from "../../backend/access/room-key.ts";
import { systemClock } from "../../backend/clock.ts";
import type { IssuedDesk } from "../../backend/ports-issued.ts";
import { openReplica } from "../../backend/replicate/open-replica.ts";
import { ReplicaStart } from "../../backend/replicate/protocol.ts";

// Nor does it keep what the centre issues: how far it came is all.
const issued: IssuedDesk = { places: () => [], take: (batch) => Promise.resolve({ id: batch.scope, turn: batch.rows.at(-1)?.turn ?? 0, mark: batch.rows.at(-1)?.mark ?? "" }) };
const key = openRoomKey(JSON.parse(process.argv[2] ?? "{}").folder, console).publicKey;
const { folder, site, settings } = ReplicaStart.parse({ key, role: "replica", places: [], ...JSON.parse(process.argv[2] ?? "{}") });
const say = (level: string) => (event: string, fields: Record<string, unknown> = {}) => void writeSync(2, `${level} ${event} ${JSON.stringify(fields)}\n`);
// No room is here to journal what it tells: it is printed.
const note = (fact: unknown) => {
  writeSync(2, `note ${JSON.stringify(fact)}\n`);
  return Promise.resolve(true);
};
const replica = openReplica({ folder, site, settings, key, note, issued, clock: systemClock(), log: { error: say("error"), warn: say("warn"), info: say("info"), debug: say("debug") } });
let before = "";
setInterval(() => {
  const state = JSON.stringify(replica.state());
  if (state !== before) writeSync(1, `${state}\n`);
  before = state;
}, 20);
process.once("SIGTERM", () => void replica.close().then(() => process.exit(0)));
