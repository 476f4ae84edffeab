import type { DatastreamId } from "#contract/ids";
import type { Selector } from "#contract/rule";
import type { Datastream } from "#contract/things";
import type { RoomState } from "../state.ts";

/** Which datastreams selectors mean; reads the catalogue once for all that are asked. In the catalogue's order. */
export function openSelection(state: Readonly<RoomState>): (selectors: readonly Selector[]) => Datastream[] {
  let byProperty: Map<string, Datastream[]> | undefined;
  const ofProperty = (id: string): Datastream[] => {
    if (byProperty === undefined) {
      byProperty = new Map();
      for (const datastream of state.datastreams.values()) {
        const known = byProperty.get(datastream.observedPropertyId);
        if (known === undefined) byProperty.set(datastream.observedPropertyId, [datastream]);
        else known.push(datastream);
      }
    }
    return byProperty.get(id) ?? [];
  };
  return (selectors) => {
    const found = new Map<DatastreamId, Datastream>();
    for (const selector of selectors) {
      if ("datastreamId" in selector) {
        const datastream = state.datastreams.get(selector.datastreamId);
        if (datastream !== undefined) found.set(datastream.id, datastream);
        continue;
      }
      for (const datastream of ofProperty(selector.observedPropertyId)) {
        if (selector.area === undefined || state.things.get(datastream.thingId)?.area === selector.area) found.set(datastream.id, datastream);
      }
    }
    return [...found.values()];
  };
}
