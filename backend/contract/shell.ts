import { z } from "zod";
import { Instant } from "./ids.ts";

/** What a shell saw happen and did about it: for the journal, with cause and time lost. */
export const ShellEvent = z.object({
  at: Instant,
  what: z.enum([
    "started", "renderer-gone", "renderer-hung", "page-failed", "gpu-gone", "utility-gone", "backend-gone", "window-safe",
    "recovered", "screen-added", "screen-removed", "screen-changed", "refused",
  ]),
  /** As Chromium or the system names it: crashed, oom, killed, launch-failed, missed heartbeats … */
  cause: z.string().max(200),
  role: z.enum(["console", "wall"]).optional(),
  screenKey: z.string().max(120).optional(),
  /** From the loss to the page that answered again, ms. */
  tookMs: z.int().min(0).optional(),
});
export type ShellEvent = z.infer<typeof ShellEvent>;
