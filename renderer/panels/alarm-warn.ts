import type { AlertSource } from "#contract/alert";
import type { Instant } from "#contract/ids";
import { later } from "./later.tsx";

/** What citizens were told because of an alarm, and the way to tell them; its file is read when it is first shown. */
export const AlarmWarn = later<{ of: AlertSource; over?: boolean; now: Instant }>(() => import("./case/warn.tsx").then((file) => file.Warn));
