import { useState } from "react";
import type { AgencyCase } from "#contract/agency";
import type { Way } from "#contract/way";
import { RAIN_KMH } from "#contract/way";
import { Button } from "../../design/button-field.tsx";
import { explainCase } from "../../design/case/explain-case.ts";
import { formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage, useText, type Language } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import type { PlainMark } from "../../design/plain-map.tsx";
import { askAgency } from "../../live/agency-link.ts";
import { placeNow } from "../../live/phone/place.ts";
import css from "./agency.module.css";
import { StillMap, viewOfAll } from "./still-map.tsx";
import { wayTexts } from "./way-texts.ts";

/** Around the case, before a way is known. */
const ZOOM = 13;
/** Flooded places that are named; the rest are counted. */
const NAMED = 6;

/** Asks for the way from where the phone is, or from a place tapped on the map, and draws it with what it goes round. */
export function WayFinder({ one }: { one: AgencyCase & { position: NonNullable<AgencyCase["position"]> } }) {
  const t = useText();
  const say = usePanelText(wayTexts);
  const language = useLanguage();
  const [from, setFrom] = useState<[number, number]>();
  const [way, setWay] = useState<Way>();
  const [refused, setRefused] = useState<string>();
  const to: [number, number] = [one.position[0], one.position[1]];
  const find = async (start: [number, number]): Promise<void> => {
    setFrom(start);
    setWay(undefined);
    const answer = await askAgency("agency:way", { incidentId: one.id, from: start });
    setRefused(answer.ok ? undefined : explainCase(answer.fault, t, language));
    if (answer.ok) setWay(answer.value);
  };
  const fromHere = async (): Promise<void> => {
    const place = await placeNow();
    if (place.ok) return find(place.value.at);
    return setRefused(`${say(place.fault)}. ${say("tap")}`);
  };
  const marks: PlainMark[] = [
    { id: one.id, kind: "case", name: one.title, at: to },
    ...(way?.flooded ?? []).map((place, i): PlainMark => ({ id: `water-${i}`, kind: "water", name: placeWords(place, language), at: place.at })),
    ...(from === undefined ? [] : [{ id: "from", kind: "here", name: say("start"), at: from } satisfies PlainMark]),
  ];
  const view = from === undefined ? { centre: to, zoom: ZOOM } : viewOfAll([from, to, ...(way?.line ?? [])]);
  return (
    <>
      <p className={css.files}><Button look="main" onPress={() => void fromHere()}>{say("fromHere")}</Button></p>
      <p className={css.faint}>{say("orTap")}</p>
      {refused !== undefined && <p role="alert">✕ {refused}</p>}
      <StillMap label={say("mapOf", { title: one.title })} {...view} marks={marks} {...(way === undefined ? {} : { line: way.line })} taps={{ label: say("tapLabel"), on: (at) => void find(at) }} />
      {way !== undefined && <WayWords way={way} />}
    </>
  );
}

function WayWords({ way }: { way: Way }) {
  const say = usePanelText(wayTexts);
  const language = useLanguage();
  const km = (metres: number): string => (metres < 1000 ? `${formatNumber(Math.round(metres / 10) * 10, 0, language)} m` : `${formatNumber(metres / 1000, 1, language)} km`);
  const { around, flooded } = way;
  return (
    <div role="status" className={css.way} data-reaches={way.reaches}>
      {way.reaches === "near" && <p><b>⚠ {say("near", { left: km(way.after) })}</b></p>}
      {way.fromFlooded && <p><b>⚠ {say("fromFlooded")}</b></p>}
      <p><b>{say("length", { km: km(way.metres), n: Math.max(1, Math.ceil(way.seconds / 60)), kmh: RAIN_KMH })}</b></p>
      <p>{around.length > 0 ? say("around", { what: around.slice(0, NAMED).map((place) => placeWords(place, language)).join(", ") }) : flooded.length > 0 ? say("noneOnWay", { n: flooded.length }) : say("noneKnown")}{around.length > NAMED ? ` ${say("more", { n: around.length - NAMED })}` : ""}</p>
      {way.unknown >= 50 && <p>{say("unknown", { km: km(way.unknown) })}</p>}
      <p className={css.faint}>{say("asOf", { at: formatTime(way.asOf, "short", language) })}</p>
    </div>
  );
}

function placeWords({ name, depth }: Way["flooded"][number], language: Language): string {
  return depth === undefined ? name : `${name} (${formatNumber(depth, 0, language)} cm)`;
}
