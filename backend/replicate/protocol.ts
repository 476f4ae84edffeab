import { z } from "zod";
import { SiteId } from "#contract/ids";
import { IssuedPlace } from "#contract/issued";
import { CentreDiffered, Replication } from "#contract/replication";
import { IssuedBatch } from "../ports-issued.ts";
import { CentreSettings } from "./settings.ts";

/** What the sender's thread is started with; no secret is in it. */
export const ReplicaStart = z.object({ role: z.literal("replica"), folder: z.string(), site: SiteId, settings: CentreSettings, /** The room's own key, public half. */ key: z.string(), /** How far the room has what the centre issued. */ places: z.array(IssuedPlace) });
export type ReplicaStart = z.infer<typeof ReplicaStart>;

/** What it tells. */
export const ReplicaTold = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state"), state: Replication }),
  /** A fact to journal; answered by its number. */
  z.object({ kind: z.literal("note"), number: z.int(), fact: CentreDiffered }),
  /** What the centre issued; answered by its number. */
  z.object({ kind: z.literal("issued"), number: z.int(), batch: IssuedBatch }),
  z.object({ kind: z.literal("log"), level: z.enum(["error", "warn", "info", "debug"]), event: z.string(), fields: z.record(z.string(), z.unknown()) }),
]);
export type ReplicaTold = z.infer<typeof ReplicaTold>;

/** What it hears. */
export const ReplicaHeard = z.discriminatedUnion("kind", [z.object({ kind: z.literal("stop") }), z.object({ kind: z.literal("noted"), number: z.int(), ok: z.boolean(), /** How far what was issued is journalled. */ place: IssuedPlace.optional() })]);
export type ReplicaHeard = z.infer<typeof ReplicaHeard>;
