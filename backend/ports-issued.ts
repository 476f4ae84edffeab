/** What the centre issues, between the thread that reads it and the room, as types. */
import { z } from "zod";
import { IssuedScope, type IssuedPlace } from "#contract/issued";

/** A row as it stands at the centre: nothing of it is believed. `body` is absent where it is too large to be fetched. */
export const IssuedRow = z.object({ turn: z.int(), mark: z.string(), of: z.string(), recordId: z.string(), version: z.number(), body: z.string().optional(), approvedBy: z.string(), approvedAt: z.number() });
export type IssuedRow = z.infer<typeof IssuedRow>;

/** Rows of a scope after turn `after`, ascending. */
export const IssuedBatch = z.object({ scope: IssuedScope, after: z.int().min(0), rows: z.array(IssuedRow), /** Nothing more is there now, and which of the room's histories the centre goes on with. */ end: z.object({ epoch: z.int().min(0) }).optional() });
export type IssuedBatch = z.infer<typeof IssuedBatch>;

/** The room's half. */
export interface IssuedDesk {
  places(): IssuedPlace[];
  /** @returns how far the room has journalled it; undefined: not now, ask again later */
  take(batch: IssuedBatch): Promise<IssuedPlace | undefined>;
}
