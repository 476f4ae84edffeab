import type { Datastream } from "#contract/things";

/** What is shown of a catalogue where nobody chose: so many, always the same ones. */
const OWN = 12;

/**
 * The datastreams whose values are shown: those of the chosen stations, each station's with legal levels first; without a choice
 * those that have several levels, in the order they came into the catalogue.
 */
export function gaugesOf(datastreams: Iterable<Datastream>, thingIds: readonly string[]): Datastream[] {
  const bySeries = [...datastreams].sort((a, b) => a.series - b.series);
  if (thingIds.length === 0) return bySeries.filter(({ levels }) => levels.length > 1).slice(0, OWN);
  return thingIds.flatMap((id) => {
    const own = bySeries.filter(({ thingId }) => thingId === id);
    const measured = own.filter(({ levels }) => levels.length > 0);
    return measured.length > 0 ? measured : own;
  });
}
