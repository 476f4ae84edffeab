import { ALWAYS, type Calendar } from "#contract/calendar";
import { TemplateDraft, type Template } from "#contract/process";
import { faultsOf } from "#contract/process-check";
import type { PanelSay } from "../../../design/panel-text.ts";
import type { Problem } from "../problems.ts";
import type { lawTexts } from "../texts.ts";

type Say = PanelSay<keyof (typeof lawTexts)["vi"]>;

/** A process as a draft of a sector's own. @param taken ids there are */
export function copyOf({ version: _version, withdrawn: _withdrawn, ...template }: Template, taken: (id: string) => boolean): TemplateDraft {
  const stem = template.id.slice(0, 50);
  let n = 1;
  while (taken(`${stem}-${n}`)) n++;
  // Two equal names would be told apart by nobody who opens a case.
  return { ...template, id: `${stem}-${n}`, name: `${template.name.slice(0, 90)} (riêng của ngành)`, nameEn: `${template.nameEn.slice(0, 90)} (sector's own)`, regulation: "", sector: { fields: [], scenarioIds: [] } };
}

export function draftOf({ version: _version, ...template }: Template): TemplateDraft {
  return { ...template, sector: template.sector ?? { fields: [], scenarioIds: [] } };
}

/** All that is wrong with a draft, at its places: fields that do not fit, and what the law's own checks say. */
export function problemsOf(draft: TemplateDraft, { calendars, laws }: { calendars: readonly Calendar[]; laws: readonly Template[] }, say: Say): Problem[] {
  const parsed = TemplateDraft.safeParse(draft);
  const fields = parsed.success ? [] : parsed.error.issues.map((issue) => ({ at: issue.path.join("."), text: say(issue.code === "too_small" ? "needed" : "malformed") }));
  const checks = faultsOf(draft, new Set([ALWAYS, ...calendars.map(({ id }) => id)]), laws).map(({ at, code, what }) => ({ at, text: say(`fault.${code}`, { what }) }));
  return [...fields, ...checks];
}

/** What a file holds. @returns in words why it is none */
export function readProcess(text: string): { draft: TemplateDraft } | { why: string } {
  try {
    const parsed = TemplateDraft.safeParse(JSON.parse(text));
    const first = parsed.error?.issues[0];
    return parsed.success ? { draft: parsed.data } : { why: `${first?.path.join(".") ?? ""}: ${first?.message ?? ""}` };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
