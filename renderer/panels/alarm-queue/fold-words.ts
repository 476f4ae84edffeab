import type { QueueGroup } from "#contract/fold-queue";
import type { Area } from "#contract/things";
import type { Rule } from "#contract/rule";
import { local, type Language } from "../../design/i18n.ts";
import { tallyOf } from "./fold-tally.ts";

/** What a fold line says of its members. */
export interface FoldWords {
  /** The rule they all come from, else the words for their cause. */
  name: string;
  /** Stations. */
  places: number;
  areas: number;
  /** The areas by name, in the queue's order. */
  list: string;
}

interface Names {
  rules: ReadonlyMap<string, Rule>;
  areas: ReadonlyMap<string, Area>;
  language: Language;
  /** Words for the group's cause, for members of several rules. */
  cause: string;
}

/** Names a group by its one rule ("Mưa rất to") or, of several rules, by its cause; counts where it holds. */
export function foldWords(group: QueueGroup, { rules, areas, language, cause }: Names): FoldWords {
  const tally = tallyOf(group);
  const [ruleId = ""] = tally.rules;
  const rule = tally.rules.size === 1 ? rules.get(ruleId) : undefined;
  return {
    name: rule === undefined ? cause : local(language, rule.name, rule.nameEn),
    places: tally.places,
    areas: tally.areas.size,
    list: [...tally.areas].map((id) => areas.get(id)?.name ?? id).join(", "),
  };
}
