import { adminEn } from "./admin.ts";
import { alarmsEn } from "./alarms.ts";
import { faultsEn } from "./faults.ts";
import { shellEn } from "./shell.ts";
import type { Texts } from "./vi.ts";

/** Every English text. */
export const en = { shell: shellEn, alarms: alarmsEn, admin: adminEn, faults: faultsEn } satisfies Texts;
