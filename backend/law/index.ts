import type { Calendar } from "#contract/calendar";
import type { Template } from "#contract/process";
import { fiveSteps } from "./hue.ts";
import { immediate, timed } from "./khanh-hoa.ts";
import { workingCalendar } from "./vietnam-calendar.ts";

/** Processes a room knows from its first start. */
export const TEMPLATES: readonly Template[] = [fiveSteps, timed, immediate];
/** Calendars they run on. */
export const CALENDARS: readonly Calendar[] = [workingCalendar];
