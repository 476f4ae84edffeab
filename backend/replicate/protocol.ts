import { z } from "zod";
import { SiteId } from "#contract/ids";
import { Replication } from "#contract/replication";
import { CentreSettings } from "./settings.ts";

/** What the sender's thread is started with; no secret is in it. */
export const ReplicaStart = z.object({ role: z.literal("replica"), folder: z.string(), site: SiteId, settings: CentreSettings });
export type ReplicaStart = z.infer<typeof ReplicaStart>;

/** What it tells. */
export const ReplicaTold = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("state"), state: Replication }),
  z.object({ kind: z.literal("log"), level: z.enum(["error", "warn", "info", "debug"]), event: z.string(), fields: z.record(z.string(), z.unknown()) }),
]);
export type ReplicaTold = z.infer<typeof ReplicaTold>;
