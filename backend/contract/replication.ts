import { z } from "zod";
import { Instant, SiteId } from "./ids.ts";
import { IssuedState } from "./issued.ts";

/** Why nothing goes to the centre at the moment. */
export const ReplicationWhy = z.enum(["unreachable", "login", "full", "schema", "newer", "busy", "other"]);
export type ReplicationWhy = z.infer<typeof ReplicationWhy>;

/** How the sending of facts to the centre of the city does. What is not known is absent: nothing is guessed. */
export const Replication = z.object({
  link: z.enum(["connecting", "up", "down"]),
  why: ReplicationWhy.optional(),
  /** Since when the link is as it is. */
  since: Instant,
  /** Facts of the journal that the centre does not have; of them those that travel first: alarms, cases, orders, messages. */
  left: z.int().min(0).optional(),
  leftFirst: z.int().min(0).optional(),
  /** Facts a second, over the last seconds. */
  perSecond: z.number().min(0),
  /** When the oldest alarm was raised that the centre does not know of. */
  oldestAlarm: Instant.optional(),
  /** Facts sent since the start. */
  sent: z.int().min(0),
  /** Which history of this room the centre has; another number: the database was new, or an older copy was put back. */
  epoch: z.int().min(1).optional(),
  /** Facts that the centre cannot hold as the others are: they lie apart there. */
  quarantined: z.int().min(0).optional(),
  /** Facts that a comparison did not find at the centre and sent again, since the start. */
  repaired: z.int().min(0),
  /** Facts that stand otherwise at the centre than in the journal: both are kept there, and a person decides. */
  different: z.int().min(0).optional(),
  /** Pieces of evidence whose content is not whole at the centre; absent: not known yet. */
  filesLeft: z.int().min(0).optional(),
  /** Of the journal's pieces of evidence those that cannot be read in the room, or are not what they were. */
  filesLacking: z.int().min(0).optional(),
  /** Why the centre takes no evidence at the moment, though it takes facts. */
  filesWhy: ReplicationWhy.optional(),
  /** When both sides were last compared, hour by hour. */
  comparedAt: Instant.optional(),
  /** Rooms the centre knows: to whom a case can be given. */
  rooms: z.array(SiteId).max(200).optional(),
  /** When the centre was last asked for what it issued. */
  askedAt: Instant.optional(),
  /** What it issued, as it stands here. */
  issued: IssuedState.optional(),
});
export type Replication = z.infer<typeof Replication>;

/** A comparison found the centre's copy other than the journal. What was missing is sent again; what stands otherwise is left and kept beside ours. */
export const CentreDiffered = z.object({
  kind: z.literal("centre:differed"),
  missing: z.int().min(0), changed: z.int().min(0),
  /** First instants of the hours in which it was, the first ones. */
  hours: z.array(Instant).max(24),
  /** The first facts concerned. */
  seqs: z.array(z.int().min(1)).max(20),
});
export type CentreDiffered = z.infer<typeof CentreDiffered>;
