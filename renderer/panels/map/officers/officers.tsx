import { useEffect } from "react";
import { formatSpan, formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { fill } from "../../../design/panel-text.ts";
import { useNow, usePast, useRequest } from "../../../live/hooks.ts";
import { useMay } from "../../../live/session.ts";
import { useAgencyName } from "../../../live/use-cases.ts";
import type { MapHandle } from "../map-handle.ts";
import { MapOverlay } from "../map-overlay.tsx";
import css from "./officers.module.css";
import { officerTexts } from "./texts.ts";

/** Asked for again so often, ms. */
const EVERY_MS = 10_000;
/** Older than this a place is drawn grey: the phone may be elsewhere, ms. */
const OLD_MS = 60_000;

/** Officers who share where they are, with their agency's name and how old the place is. Not in the past, and on no wall: places are kept nowhere. */
export function Officers({ handle }: { handle: MapHandle }) {
  const may = useMay("agency:positions");
  const past = usePast() !== undefined;
  return may && !past ? <Shared handle={handle} /> : null;
}

function Shared({ handle }: { handle: MapHandle }) {
  const language = useLanguage();
  const agency = useAgencyName();
  const now = useNow();
  const { result, again } = useRequest("agency:positions", {});
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  const seen = result?.ok === true ? result.value.officers.flatMap(({ seen: place, ...one }) => (place === undefined ? [] : [{ ...one, place }])) : [];
  if (seen.length === 0) return null;
  const texts = officerTexts[language];
  return (
    <MapOverlay handle={handle}>
      {(project) => seen.map(({ accountId, name, agencyId, place: { at, heard, accuracy } }) => {
        const where = project(at);
        const age = Math.max(0, now - heard);
        return where === undefined ? null : (
          <g key={accountId} className={css.officer} data-officer={accountId} data-old={age > OLD_MS || undefined} transform={`translate(${where[0].toFixed(1)} ${where[1].toFixed(1)})`}>
            <title>{fill(texts.title, { name, n: Math.round(accuracy), at: formatTime(heard, "short", language) })}</title>
            <rect x="-13" y="-10" width="26" height="20" rx="3" />
            <text y="5">CB</text>
            <text className={css.name} y="26">{shortened(agency(agencyId))}</text>
            <text className={css.name} y="41">{age > OLD_MS ? fill(texts.old, { age: formatSpan(age, language) }) : texts.now}</text>
          </g>
        );
      })}
    </MapOverlay>
  );
}

const shortened = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);
