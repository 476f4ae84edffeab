import type { Camera } from "#contract/camera";
import type { NewFact } from "#contract/fact";
import { DatastreamId, ObservedPropertyId, SensorId, SourceId, ThingId } from "#contract/ids";
import { Source } from "#contract/source";
import { Datastream, ObservedProperty, Sensor, Thing } from "#contract/things";
import { AILMENTS, openAilments, WORTH, type Told } from "../core/camera-ailments.ts";
import type { RoomState } from "../core/state.ts";
import type { Clock, Intake, Log, VideoDesk } from "../ports.ts";
import { AILMENT_NAMES, CAMERA_RULES, propertyOf } from "./camera-rules.ts";
import { prefixOf, thingIdOf, thingOf } from "./camera-things.ts";
import type { Ledger } from "./ledger.ts";

/** Under which what the room sees of its cameras is counted like any other source. */
export const HEALTH_SOURCE = SourceId.parse("camera-health");
const SENSOR = SensorId.parse("camera-health");
/** Where what is wrong with all cameras stands. */
const CENTRE = ThingId.parse("camera-gateway");
/** ms between two looks. */
const LOOK = 5000;
/** Readings come when something is wrong: nothing is late before these, s. */
const [PERIOD, STALE] = [86_400, 7 * 86_400];

interface Options {
  state: Pick<RoomState, "cameras" | "alarms" | "areas" | "things" | "observedProperties" | "sensors" | "datastreams" | "sources" | "rules">;
  ledger: Pick<Ledger, "commit">;
  intake: Pick<Intake, "deliver">;
  video: () => Pick<VideoDesk, "states" | "awaySince"> | undefined;
  nextSeries: () => number;
  clock: Pick<Clock, "wall" | "steady" | "after">;
  log: Log;
}

/**
 * What is wrong with cameras becomes readings and goes in by the same gate as everybody's, so that a maintenance alarm is an alarm like
 * any other. The first ailment opens the source, its rules and the camera's datastream; a room of healthy cameras has none of them.
 * Rules that people removed do not come back: the source stands.
 */
export function openCameraHealth({ state, ledger, intake, video, nextSeries, clock, log }: Options): { close: () => void } {
  const ailments = openAilments();
  let [busy, closed, first] = [false, false, true];
  let cancel = clock.after(LOOK, look);

  const idOf = ({ cameraId, is }: Pick<Told, "cameraId" | "is">): DatastreamId => DatastreamId.parse(cameraId === undefined ? `${CENTRE}.${is}` : `${prefixOf({ id: cameraId })}.health-${is}`);
  function centre(): Thing | undefined {
    const [area] = state.areas.values();
    return area === undefined ? undefined : Thing.parse({ id: CENTRE, name: "Hệ thống camera", nameEn: "Camera system", position: area.position, area: area.id, kind: "camera" });
  }
  function opening(told: Told, id: DatastreamId): NewFact[] {
    const camera = told.cameraId === undefined ? undefined : state.cameras.get(told.cameraId);
    if (told.cameraId !== undefined && camera === undefined) return [];
    const thingId = camera === undefined ? CENTRE : thingIdOf(camera);
    const thing = state.things.get(thingId) ?? (camera === undefined ? centre() : thingOf(state, camera));
    if (thing === undefined) return [];
    const at = clock.wall();
    const facts: NewFact[] = state.sources.has(HEALTH_SOURCE) ? [] : beginning(at);
    if (!state.things.has(thingId)) facts.push({ kind: "thing:saved", at, thing });
    const { vi, en, unit } = AILMENT_NAMES[told.is];
    const named = (name: string, what: string): string => `${name}: ${what}`.slice(0, 160);
    facts.push({ kind: "datastream:saved", at, datastream: Datastream.parse({ id, series: nextSeries(), thingId, observedPropertyId: propertyOf(told.is), sensorId: SENSOR, name: named(thing.name, vi), nameEn: named(thing.nameEn ?? thing.name, en), unit, decimals: 0, period: PERIOD, staleAfter: STALE, min: 0, sourceId: HEALTH_SOURCE }) });
    return facts;
  }
  function beginning(at: number): NewFact[] {
    return [
      { kind: "sensor:saved", at, sensor: Sensor.parse({ id: SENSOR, name: "Theo dõi camera", description: "Trung tâm tự đo / measured by the room itself" }) },
      ...Object.entries(AILMENT_NAMES).map(([is, { vi, en, about }]): NewFact => ({ kind: "observed-property:saved", at, observedProperty: ObservedProperty.parse({ id: ObservedPropertyId.parse(propertyOf(is as Told["is"])), name: `Camera: ${vi}`, nameEn: `Camera: ${en}`, description: about }) })),
      { kind: "source:saved", at, source: Source.parse({ id: HEALTH_SOURCE, name: "Sức khỏe camera", owner: "Trung tâm", format: "Kỳ Đài", rate: PERIOD, limit: 2000 }) },
      ...CAMERA_RULES.filter(({ id }) => !state.rules.has(id)).map((rule): NewFact => ({ kind: "rule:saved", at, rule })),
    ];
  }
  async function say(told: readonly Told[]): Promise<void> {
    const readings = [];
    for (const one of told) {
      const id = idOf(one);
      if (!state.datastreams.has(id)) {
        const facts = one.value >= WORTH[one.is] ? opening(one, id) : [];
        if (facts.length === 0) continue;
        const written = await ledger.commit(facts);
        if (!written.ok) continue;
      }
      // What nobody measures any more is no measurement that all is well.
      readings.push({ datastreamId: id, result: one.value, unit: AILMENT_NAMES[one.is].unit, ...(!one.service && { quality: "uncertain" as const }) });
    }
    if (readings.length > 0) intake.deliver({ sourceId: HEALTH_SOURCE, readings, refused: [] });
  }
  /** A camera that was removed just before the centre ended left its alarms raised: nothing else would ever end them. */
  function sayGone(): void {
    const there = new Set([...state.cameras.keys()].flatMap((cameraId) => AILMENTS.map((is) => idOf({ cameraId, is }))));
    const alarmed = new Set([...state.alarms.values()].filter(({ inAlarm }) => inAlarm).map(({ thingId }) => thingId));
    const readings = [...state.datastreams.values()]
      .filter(({ id, sourceId, thingId }) => sourceId === HEALTH_SOURCE && thingId !== CENTRE && alarmed.has(thingId) && !there.has(id))
      .map(({ id, unit }) => ({ datastreamId: id, result: 0, unit, quality: "uncertain" as const }));
    if (readings.length > 0) intake.deliver({ sourceId: HEALTH_SOURCE, readings, refused: [] });
  }
  function look(): void {
    const desk = video();
    if (first) sayGone();
    first = false;
    if (!busy && desk !== undefined) {
      const told = ailments.look([...state.cameras.values()].map((camera: Camera) => {
        const { main, sub } = desk.states(camera.id);
        return { camera, states: sub === undefined ? [main] : [main, sub] };
      }), desk.awaySince() !== undefined, clock.steady());
      busy = true;
      void say(told).catch((error: unknown) => log.error("camera-health-failed", { error })).finally(() => (busy = false));
    }
    if (!closed) cancel = clock.after(LOOK, look);
  }
  return {
    close() {
      closed = true;
      cancel();
    },
  };
}
