import type { Camera } from "#contract/camera";
import type { AlarmId, DatastreamId, ThingId } from "#contract/ids";
import type { WallPanel } from "#contract/wall";
import type { Datastream } from "#contract/things";

/** What is chosen on the console, as far as it is known. */
export interface Chosen {
  alarmId: AlarmId | undefined;
  thingId: ThingId | undefined;
  datastreams: readonly Datastream[];
}

/** A chart shows so many series at most. */
const SERIES = 6;

function panelOf(kind: string, settings: WallPanel["settings"] = {}): WallPanel {
  return { kind, settings, sensitive: false };
}

export function alarmPanel(alarmId: AlarmId): WallPanel {
  return panelOf("alarm-card", { alarmId });
}

/** The map at a station: it stays there and does not follow alarms. */
export function stationPanel(thingId: ThingId): WallPanel {
  return panelOf("map", { thingId, follow: false, zoom: 15 });
}

export function chartPanel(datastreamIds: readonly DatastreamId[]): WallPanel {
  return panelOf("chart", { datastreamIds: [...datastreamIds], hours: 6 });
}

/** A camera's live pictures under its own name; covered by the privacy key like the camera itself. */
export function cameraPanel({ id, name, sensitive }: Pick<Camera, "id" | "name" | "sensitive">): WallPanel {
  return { kind: "camera", title: name.slice(0, 80), settings: { cameraIds: [id] }, sensitive };
}

/** Ways to show what is chosen, the most telling first: the alarm's card, its station on the map, a chart of what the station measures. */
export function panelsOfChosen({ alarmId, thingId, datastreams }: Chosen): WallPanel[] {
  const ids = datastreams.filter((one) => one.thingId === thingId).map((one) => one.id).slice(0, SERIES);
  return [
    ...(alarmId === undefined ? [] : [alarmPanel(alarmId)]),
    ...(thingId === undefined ? [] : [stationPanel(thingId)]),
    ...(ids.length === 0 ? [] : [chartPanel(ids)]),
  ];
}
