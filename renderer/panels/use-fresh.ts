import { useEffect } from "react";
import type { Source, SourceCounters } from "#contract/source";
import type { Datastream } from "#contract/things";
import { together, type Together } from "../design/facts/fresh.ts";
import { feedersOf } from "../design/facts/feeders.ts";
import { usePanelText, type PanelSay } from "../design/panel-text.ts";
import { useCut, useNow, useRecords, useStatus } from "../live/hooks.ts";
import { latest } from "../live/socket.ts";
import { sourceState } from "./sources/source-state.ts";
import { freshTexts } from "./wall-fresh-texts.ts";
import type { WallPanelProps } from "./wall-panel.ts";

/** Why is looked for among so many datastreams at most: a cell that shows thousands says how many, not whose. */
const ASKED = 50;

/**
 * Tells the cell how fresh these datastreams' newest values are, and why not: once when they are known and again when it changes.
 *
 * @param datastreams what the panel shows; undefined: nothing to tell yet. Keep the list the same while it is the same.
 * @param often ms between two looks
 */
export function useFresh(datastreams: readonly Datastream[] | undefined, onFresh: WallPanelProps["onFresh"], often = 2000): void {
  const say = usePanelText(freshTexts);
  const now = useNow(often);
  const cut = useCut();
  const sources = useRecords("sources");
  const counters = useStatus()?.sources;
  const all = datastreams === undefined ? undefined : together(datastreams.map((datastream, i) => {
    const at = latest.at(datastream.series);
    const old = at === 0 || now - at > datastream.staleAfter * 1000;
    return { at: at === 0 ? undefined : at, staleAfter: datastream.staleAfter, silent: old && i < ASKED ? silentOf(datastream, sources.values(), counters ?? [], now, cut) : undefined };
  }), now);
  const { asOf } = all ?? {};
  const stale = all !== undefined && all.old > 0;
  const why = stale && all !== undefined ? whyText(all, say) : undefined;
  const known = all !== undefined;
  useEffect(() => {
    if (known) onFresh({ asOf, stale, ...(why === undefined ? {} : { why }) });
  }, [known, asOf, stale, why, onFresh]);
}

/** Names of a datastream's sources when every one of them is silent; while the link is down nothing can be said. */
function silentOf(datastream: Datastream, sources: Iterable<Source>, counters: readonly SourceCounters[], now: number, cut: boolean): string | undefined {
  if (cut) return undefined;
  const feeders = feedersOf(datastream, sources, counters);
  const silent = feeders.every((source) => sourceState(source, counters.find(({ sourceId }) => sourceId === source.id), now, false) !== "live");
  return feeders.length > 0 && silent ? feeders[0]?.name : undefined;
}

function whyText({ old, of, silent }: Together, say: PanelSay<keyof (typeof freshTexts)["vi"]>): string {
  if (silent !== undefined) return old === of ? say("silentAll", { who: silent }) : say("silentSome", { n: old, of, who: silent });
  if (of === 1) return say("oldOne");
  return old === of ? say("oldAll", { of }) : say("oldSome", { n: old, of });
}
