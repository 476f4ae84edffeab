import type { Measure, StudyPlace } from "#contract/study";
import { MapOverlay, pathOf, type MapHandle } from "../study-map.ts";
import css from "./drawn.module.css";
import { kindSign } from "./measure-words.ts";
import { placesOf, SHAPE_OF } from "./shapes.ts";

/** The study's area, and the measures of the option that is looked at. */
export function DrawnMeasures({ handle, area, measures, chosen }: { handle: MapHandle; area: readonly [number, number, number, number]; measures: readonly Measure[]; chosen: number | undefined }) {
  const [west, south, east, north] = area;
  return (
    <MapOverlay handle={handle}>
      {(project) => (
        <g>
          <path className={css.area} data-area="" d={pathOf([[west, south], [east, south], [east, north], [west, north]], project, true)} />
          {measures.map((measure, i) => {
            const places = placesOf(measure);
            const middle = places[Math.floor((places.length - 1) / 2)];
            const at = middle === undefined ? undefined : project(middle);
            const isChosen = i === chosen || undefined;
            const sign = kindSign(measure.is);
            const width = sign.length * 9 + 10;
            return (
              <g key={i} data-drawn={measure.is}>
                {measure.is === "fire" && <path className={css.shape} data-kind="fire" data-chosen={isChosen} d={pathOf(circle(measure.at, measure.radius), project, true)} />}
                {places.length > 1 && <path className={css.shape} data-kind={measure.is} data-chosen={isChosen} d={pathOf(places, project, SHAPE_OF[measure.is] === "area")} />}
                {at !== undefined && <g className={css.tag} data-chosen={isChosen} transform={`translate(${at[0].toFixed(1)} ${at[1].toFixed(1)})`}><rect x={-width / 2} y="-10" width={width} height="20" rx="2" /><text y="4">{sign}</text></g>}
              </g>
            );
          })}
        </g>
      )}
    </MapOverlay>
  );
}

/** A circle of so many metres about a place, as the map's own plane has it there. */
function circle([lon, lat]: StudyPlace, radius: number): StudyPlace[] {
  const [perLat, corners] = [111_320, 48];
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    return [lon + (radius * Math.cos(angle)) / (perLat * Math.cos((lat * Math.PI) / 180)), lat + (radius * Math.sin(angle)) / perLat];
  });
}
