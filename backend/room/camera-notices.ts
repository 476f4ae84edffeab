import type { Camera, CameraId } from "#contract/camera";
import type { CameraEventKind } from "#contract/camera-control";
import type { NewFact } from "#contract/fact";
import { DatastreamId, ObservedPropertyId, SensorId, SourceId } from "#contract/ids";
import { Source } from "#contract/source";
import { Datastream, ObservedProperty, Sensor } from "#contract/things";
import type { RoomState } from "../core/state.ts";
import type { CameraNotices, Delivery, Intake, Log, Now } from "../ports.ts";
import { LONGEST, prefixOf, thingIdOf, thingOf, within } from "./camera-things.ts";
import type { Ledger } from "./ledger.ts";

/** Under which what cameras notice is counted, refused and granted like any other source. */
export const CAMERA_SOURCE = SourceId.parse("camera-events");
const SENSOR = SensorId.parse("camera-onvif");
/** Datastreams that one camera may open by what it says; words of cameras that wait for the journal. */
const MOST = { datastreams: 16, waiting: 500 };
/** What cameras notice comes when it comes: nothing is late before these, s. */
const [PERIOD, STALE] = [86_400, 7 * 86_400];

const NAMES: Readonly<Record<CameraEventKind, readonly [vi: string, en: string]>> = {
  motion: ["chuyển động", "motion"], tamper: ["bị che hoặc bị xoay", "covered or moved"], line: ["vượt vạch", "line crossed"], field: ["vào vùng cấm", "inside a zone"], input: ["tín hiệu vào", "digital input"],
};

/** What a camera reads off its picture; what its inputs say, and that it is covered, it knows otherwise. */
const SEEN: readonly CameraEventKind[] = ["motion", "line", "field"];

interface Options {
  state: Pick<RoomState, "cameras" | "areas" | "things" | "observedProperties" | "sensors" | "datastreams" | "sources">;
  ledger: Pick<Ledger, "commit">;
  intake: Pick<Intake, "deliver">;
  /** Its picture stands still, or is dark or covered: what it makes of it is doubtful. */
  doubtful: (cameraId: CameraId) => boolean;
  nextSeries: () => number;
  now: () => Now;
  log: Log;
}

/**
 * What cameras notice becomes readings and goes in by the same gate as everybody's. A datastream is opened at the first word of its
 * kind, so that rules can be made of it; where it cannot be (no area in the room), the reading is refused there, counted and seen.
 *
 * @returns takes a camera's word; in order, and never throws
 */
export function openCameraNotices({ state, ledger, intake, doubtful, nextSeries, now, log }: Options): (noticed: CameraNotices) => void {
  let [queue, waiting] = [Promise.resolve(), 0];

  function missing(camera: Camera, datastreamId: DatastreamId, kind: CameraEventKind, input: string | undefined): NewFact[] {
    const at = now().wall;
    const [vi, en] = NAMES[kind];
    const property = ObservedPropertyId.parse(`camera-${kind}`);
    const thingId = thingIdOf(camera);
    const facts: NewFact[] = [];
    const thing = state.things.get(thingId) ?? thingOf(state, camera);
    const own = [...state.datastreams.values()].filter((each) => each.sourceId === CAMERA_SOURCE && each.id.startsWith(`${prefixOf(camera)}.`));
    if (thing === undefined || own.length >= MOST.datastreams) return [];
    if (!state.sensors.has(SENSOR)) facts.push({ kind: "sensor:saved", at, sensor: Sensor.parse({ id: SENSOR, name: "Camera (ONVIF)", description: "Phân tích trong camera / analytics inside the camera" }) });
    if (!state.observedProperties.has(property)) facts.push({ kind: "observed-property:saved", at, observedProperty: ObservedProperty.parse({ id: property, name: `Camera: ${vi}`, nameEn: `Camera: ${en}`, description: "1: có / so; 0: không / not so" }) });
    if (!state.things.has(thingId)) facts.push({ kind: "thing:saved", at, thing });
    const which = input === undefined ? "" : ` ${input}`;
    facts.push({ kind: "datastream:saved", at, datastream: Datastream.parse({ id: datastreamId, series: nextSeries(), thingId, observedPropertyId: property, sensorId: SENSOR, name: `${camera.name}: ${vi}${which}`.slice(0, 160), nameEn: `${camera.nameEn ?? camera.name}: ${en}${which}`.slice(0, 160), unit: "1", decimals: 0, period: PERIOD, staleAfter: STALE, min: 0, max: 1, sourceId: CAMERA_SOURCE }) });
    return facts;
  }
  async function take({ cameraId, notices, malformed, left }: CameraNotices): Promise<void> {
    const camera = state.cameras.get(cameraId);
    // A word that crossed the camera's removal.
    if (camera === undefined) return;
    if (!state.sources.has(CAMERA_SOURCE)) await ledger.commit([{ kind: "source:saved", at: now().wall, source: Source.parse({ id: CAMERA_SOURCE, name: "Camera tự báo (ONVIF)", format: "ONVIF events", rate: PERIOD, limit: 1000 }) }]);
    const readings: Delivery["readings"] = [];
    for (const { kind, input, value, at } of notices) {
      const begin = `${prefixOf(camera)}.${kind}`;
      const datastreamId = DatastreamId.parse(input === undefined ? begin : `${begin}-${within(input, LONGEST - begin.length - 1)}`);
      if (!state.datastreams.has(datastreamId)) {
        const facts = missing(camera, datastreamId, kind, input);
        if (facts.length > 0) await ledger.commit(facts);
      }
      readings.push({ datastreamId, result: value ?? 1, unit: "1", phenomenonTime: at, ...(SEEN.includes(kind) && doubtful(cameraId) && { quality: "uncertain" }) });
    }
    const refused: Delivery["refused"] = [
      ...Array.from({ length: Math.min(malformed, 64) }, () => ({ reason: "malformed" as const, detail: "a message of the camera that cannot be read", sample: cameraId })),
      ...Array.from({ length: Math.min(left, 4000) }, () => ({ reason: "rate-limited" as const, detail: "more than a camera may say in a minute", sample: cameraId })),
    ];
    intake.deliver({ sourceId: CAMERA_SOURCE, readings, refused });
  }
  return (noticed) => {
    if (waiting >= MOST.waiting) {
      intake.deliver({ sourceId: CAMERA_SOURCE, readings: [], refused: noticed.notices.map(() => ({ reason: "rate-limited" as const, detail: "the room is behind", sample: noticed.cameraId })) });
      return;
    }
    waiting++;
    queue = queue.then(() => take(noticed)).catch((error: unknown) => log.error("camera-notice-failed", { camera: noticed.cameraId, error })).finally(() => waiting--);
  };
}
