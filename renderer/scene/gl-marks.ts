import type { FeatureCollection } from "geojson";
import { GeoJSONSource, type Map as GlMap } from "maplibre-gl";
import { mapPx } from "./city/city-names.ts";
import { coveredBy } from "./covered.ts";
import type { DrawingOptions } from "./drawing.ts";
import { namesOfBase } from "./gl-style.ts";
import { iconName } from "./icons.ts";
import { boxAround, type Box } from "./label-room.ts";
import { layOut, type Layout } from "./layout.ts";
import { rankOf, type Mark } from "./marks.ts";
import { createMeasure, LINE_HEIGHT } from "./text-size.ts";

const NONE: ReadonlySet<string> = new Set();

/** Stations, alarms and written names as features of the map's own sources. */
export interface GlMarks {
  /**
   * Lays all out for the view as it is.
   *
   * @param signs whether signs are drawn here; names are in any case
   * @returns when the map has taken it in: the next picture shows it
   */
  draw(marks: readonly Mark[], signs: boolean): Promise<void>;
  choose(mark: Mark | undefined): void;
  /** Where names are written, and where nothing can be, px of the present view. */
  names(): Box[];
}

export function createGlMarks(map: GlMap, options: DrawingOptions): GlMarks {
  const { container, wall, scale } = options;
  const measure = createMeasure();
  const base = namesOfBase(options);
  let over: readonly Box[] = [];
  let written: readonly { at: [lon: number, lat: number]; width: number; height: number }[] = [];

  async function set(id: string, data: FeatureCollection): Promise<void> {
    const found = map.getSource(id);
    if (found instanceof GeoJSONSource) await found.setData(data);
  }

  return {
    async draw(marks, signs) {
      const { clientWidth: width, clientHeight: height } = container;
      if (width === 0 || height === 0) return; // behind a wide panel
      over = coveredBy(container);
      const layout = layOut({ width, height, marks, base, wall, scale, measure, over, project: (lon, lat) => {
        const { x, y } = map.project([lon, lat]);
        return [x, y];
      } });
      written = layout.labels.map(({ lines, x, y, size }) => ({ at: map.unproject([x, y]).toArray(), width: Math.max(...lines.map((line) => measure(line, size))), height: lines.length * size * LINE_HEIGHT }));
      const shown = marks.filter(({ id }) => !layout.hidden.has(id));
      const plain = shown.filter((mark) => mark.alarm === undefined);
      await Promise.all([
        ...(signs ? [
          // Drawn in this order: a full sign is not crossed by a small one.
          set("stations", points([...plain.filter(({ id }) => layout.crowded.has(id)), ...plain.filter(({ id }) => !layout.crowded.has(id))], layout.crowded)),
          set("alarms", points(shown.filter((mark) => mark.alarm !== undefined), layout.crowded)),
        ] : []),
        set("labels", names(layout, (x, y) => map.unproject([x, y]).toArray())),
      ]);
    },
    names: () => [...over, ...written.map(({ at, width, height }) => {
      const { x, y } = map.project(at);
      return boxAround(x, y, width, height);
    })],
    choose: (mark) => void set("chosen", points(mark === undefined ? [] : [mark], NONE)),
  };
}

function points(marks: readonly Mark[], crowded: ReadonlySet<string>): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: marks.map((mark) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [mark.lon, mark.lat] },
      properties: {
        id: mark.id, code: mark.code, silent: mark.silent, crowded: crowded.has(mark.id),
        // Drawn in ascending order: the most urgent last, on top.
        ...(mark.alarm === undefined ? undefined : { icon: iconName(mark.alarm, mark), order: rankOf(mark) }),
      },
    })),
  };
}

function names({ labels }: Layout, unproject: (x: number, y: number) => [number, number]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: labels.map(({ lines, x, y, size, kind }) => ({ type: "Feature", geometry: { type: "Point", coordinates: unproject(x, y) }, properties: { text: lines.join("\n"), size: mapPx(size), kind } })),
  };
}
