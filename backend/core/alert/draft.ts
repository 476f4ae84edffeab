import type { AlertArea, AlertDraft, AlertSeverity } from "#contract/alert";
import type { Alarm, Priority } from "#contract/alarm";
import { alertService, serviceOfFields, type AlertServiceId } from "#contract/alert-service";
import type { Instant, Position } from "#contract/ids";
import type { RoomState } from "../state.ts";
import type { AlertOrigin } from "./publish.ts";

/** m around the place where an alert that nobody drew holds. */
const AROUND = 1000;
/** m around the middle of a ward, where no place is known. */
const WARD = 2500;
/** ms until a fresh draft's alert ends. */
const HOLDS = 6 * 3_600_000;

const SEVERITY: Readonly<Record<Priority, AlertSeverity>> = { emergency: "Severe", high: "Severe", medium: "Moderate", routine: "Minor" };

type Book = Pick<RoomState, "alarms" | "things" | "areas" | "scenarios">;

/** What an alert about this case or alarm would say, to be read and changed by a person. Where nothing is known of the place, the area is the city's middle. */
export function draftAlert(origin: AlertOrigin, book: Book, { now, centre }: { now: Instant; centre: readonly [number, number] }): AlertDraft {
  const alarm = "alarm" in origin ? origin.alarm : origin.incident.alarmIds.map((id) => book.alarms.get(id)).find((one) => one !== undefined);
  const service = serviceOf(origin, alarm, book);
  const { name, nameEn, instruction, instructionEn } = alertService(service);
  const area = areaOf(origin, alarm, book, centre);
  const urgent = "incident" in origin ? origin.incident.urgency === "emergency" : origin.alarm.priority === "emergency";
  const title = "incident" in origin ? origin.incident.title : origin.alarm.message;
  const where = area.nameEn ?? area.name;
  return {
    service, urgency: urgent ? "Immediate" : "Expected", severity: alarm === undefined ? (urgent ? "Severe" : "Moderate") : SEVERITY[alarm.priority], certainty: alarm === undefined ? "Likely" : "Observed",
    response: urgent ? "Avoid" : "Prepare",
    texts: {
      vi: { headline: cut(`${name}: ${area.name}`, 160), description: cut(alarm?.message ?? title, 2000), instruction },
      en: { headline: cut(`${nameEn}: ${where}`, 160), description: cut(alarm?.messageEn ?? `${nameEn}, ${where}: “${title}”`, 2000), instruction: instructionEn },
    },
    areas: [area], expiresAt: now + HOLDS,
  };
}

/** The service of a case or alarm, by what its thing belongs to, else by its plan. Also how a case counts in published figures. */
export function serviceOf(origin: AlertOrigin, alarm: Pick<Alarm, "thingId"> | undefined, { things, scenarios }: Pick<Book, "things" | "scenarios">): AlertServiceId {
  const scenario = "incident" in origin && origin.incident.scenarioId !== undefined ? scenarios.get(origin.incident.scenarioId) : undefined;
  return serviceOfFields([alarm === undefined ? undefined : things.get(alarm.thingId)?.service, ...(scenario?.leadFields ?? []), ...(scenario?.supportFields ?? [])]);
}

function areaOf(origin: AlertOrigin, alarm: Alarm | undefined, { areas, things }: Book, centre: readonly [number, number]): AlertArea {
  const { areaId, position } = "incident" in origin ? origin.incident : { areaId: origin.alarm.area, position: origin.alarm.position };
  const ward = areaId === undefined ? undefined : areas.get(areaId);
  const thing = alarm === undefined ? undefined : things.get(alarm.thingId);
  const place = thing === undefined ? undefined : (thing.place ?? thing.name);
  const name = [place, ward?.name].filter((part) => part !== undefined).join(", ");
  const at: Position | undefined = position ?? ward?.position;
  return { name: name === "" ? "Toàn thành phố" : name, ...(name === "" && { nameEn: "The whole city" }), shape: { is: "circle", centre: at === undefined ? [centre[0], centre[1]] : [at[0], at[1]], radius: position === undefined ? (ward === undefined ? 15_000 : WARD) : AROUND } };
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
