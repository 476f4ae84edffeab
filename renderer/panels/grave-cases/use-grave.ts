import { useMemo } from "react";
import { graveCases, type GraveCase } from "../../design/case/grave.ts";
import { limitOf, runningClocks } from "../../design/case/clocks.ts";
import { graveTexts } from "../../design/case/grave-texts.ts";
import { caseTexts } from "../../design/case/texts.ts";
import { formatAge, formatTime } from "../../design/format.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { Clock } from "#contract/incident";
import type { Template } from "#contract/process";
import { useNow, useRecords } from "../../live/hooks.ts";
import { openCase, useAgencyName, useCases } from "../../live/use-cases.ts";

/** Grave cases as they stand now, real ones and exercises apart. */
export function useGrave(areas: readonly string[] = []): ReturnType<typeof graveCases> {
  const { open } = useCases();
  const now = useNow();
  return useMemo(() => graveCases([...open.values()].filter(({ areaId }) => areas.length === 0 || (areaId !== undefined && areas.includes(areaId))), now), [open, now, areas]);
}

/** What a row says of a case, in words. */
export interface GraveWords {
  chips: readonly string[];
  where: string;
  since: string;
  lead: string;
  noLead: boolean;
  step: string;
  /** The limit that is late the longest, else ends first. */
  clock: Clock | undefined;
  /** What its clock measures, and whose it is. */
  limit: string;
  who: string;
  template: Template | undefined;
}

/** @returns words for one case; the same function while nothing it needs changes */
export function useGraveWords(): (grave: GraveCase) => GraveWords {
  const say = usePanelText(graveTexts);
  const sayCase = usePanelText(caseTexts);
  const language = useLanguage();
  const { templates } = useCases();
  const areas = useRecords("areas");
  const agency = useAgencyName();
  const now = useNow();
  return ({ incident, why, late }) => {
    const { head, template } = openCase(incident, templates);
    const area = incident.areaId === undefined ? undefined : areas.get(incident.areaId)?.name ?? incident.areaId;
    const where = incident.order?.where;
    const others = head.agencies - (head.leadId === undefined ? 0 : 1);
    const clock = runningClocks(incident.clocks)[0];
    const limit = clock === undefined ? undefined : limitOf(clock, template);
    return {
      chips: why.map((each) => say(`why.${each}`, { n: late })),
      where: where === undefined ? (area ?? say("noWhere")) : area === undefined || where.toLocaleLowerCase("vi").includes(area.toLocaleLowerCase("vi")) ? where : `${where}, ${area}`,
      since: say("since", { at: formatTime(incident.appearedAt, "short", language), age: formatAge(incident.appearedAt, now, language) }),
      lead: head.leadId === undefined ? say("noLead") : `${say("lead", { who: agency(head.leadId) })}${others > 0 ? ` ${say("more", { n: others })}` : ""}`,
      noLead: head.leadId === undefined,
      step: say("step", { step: local(language, head.stepName, head.stepNameEn) }),
      clock, limit: clock === undefined ? "" : limit === undefined ? clock.limitId : local(language, limit.name, limit.nameEn),
      who: clock === undefined ? "" : clock.agencyId === undefined ? sayCase(`party.${clock.owner}`) : agency(clock.agencyId),
      template,
    };
  };
}
