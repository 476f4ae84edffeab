import type { Map as GlMap } from "maplibre-gl";
import type { ThingId } from "#contract/ids";
import type { Seen } from "../live/seen.ts";
import type { Picked } from "./live/live-host.ts";
import type { Mark } from "./marks.ts";

/** px around the pointer in which a station counts as hit. */
const REACH = 6;

/** The station whose simple mark stands under a point of the map; undefined: none, or its marks are not drawn. */
export function hit(map: GlMap, room: Seen, x: number, y: number, marks: readonly Mark[]): Picked | undefined {
  const layers = ["alarms", "stations"].filter((id) => map.getLayer(id) !== undefined);
  if (layers.length === 0) return undefined;
  const found = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers })[0];
  const mark = marks.find(({ id }) => id === found?.properties["id"]);
  const thingId = thingOf(room, mark?.id);
  return mark === undefined || thingId === undefined ? undefined : { is: "thing", thingId, at: [mark.lon, mark.lat] };
}

/** The station a mark stands for; undefined: it is gone. */
export function thingOf(room: Seen, id: string | undefined): ThingId | undefined {
  return id === undefined ? undefined : room.records().things.get(id)?.id;
}
