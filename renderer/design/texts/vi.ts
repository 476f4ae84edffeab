import { adminVi } from "./admin.ts";
import { alarmsVi } from "./alarms.ts";
import { faultsVi } from "./faults.ts";
import { shellVi } from "./shell.ts";

/** Every Vietnamese text, by area. Vietnamese is the first language: its keys are the type. */
export const vi = { shell: shellVi, alarms: alarmsVi, admin: adminVi, faults: faultsVi };

/** The same areas and keys, in any language: a missing one does not compile. */
export type Texts = { [Area in keyof typeof vi]: Record<keyof (typeof vi)[Area], string> };

/** "area.key" of a text. */
export type TextKey = { [Area in keyof Texts]: `${Area}.${Extract<keyof Texts[Area], string>}` }[keyof Texts];
