import { useCallback, useEffect, useMemo } from "react";
import type { Agency } from "#contract/agency";
import type { Incident } from "#contract/incident";
import { headOf, type IncidentHead } from "#contract/incident-head";
import type { Template } from "#contract/process";
import { templateKey, type Cases } from "./case-book.ts";
import { useUnlessHeld } from "./held.ts";
import { followCases, openCases } from "./open-cases.ts";

/** Open cases, processes and agencies as this window knows them. */
export function useCases(): Cases {
  useEffect(followCases, []);
  return useUnlessHeld(openCases.subscribe, openCases.get);
}

/** An open case with the version of the process it runs on. */
export interface OpenCase {
  incident: Incident;
  template: Template | undefined;
  head: IncidentHead;
}

const known = new WeakMap<Incident, OpenCase>();

/** A case's head is worked out once for each of its versions. */
export function openCase(incident: Incident, templates: Cases["templates"]): OpenCase {
  const before = known.get(incident);
  const template = templates.get(templateKey(incident));
  if (before !== undefined && before.template === template) return before;
  const made = { incident, template, head: headOf(incident, template) };
  known.set(incident, made);
  return made;
}

/** What an agency is called; one that is gone by its id. */
export function useAgencyName(): (id: string) => string {
  const { agencies } = useCases();
  return useCallback((id) => agencies.get(id)?.name ?? id, [agencies]);
}

/** All agencies by name. */
export function useAgencies(): readonly Agency[] {
  const { agencies } = useCases();
  return useMemo(() => [...agencies.values()].toSorted((a, b) => a.name.localeCompare(b.name, "vi")), [agencies]);
}
