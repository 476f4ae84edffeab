import { PathLayer } from "@deck.gl/layers";
import { sectorOf } from "./data/sector.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { rgbOf } from "./sprites/staff-sheet.ts";

/** Arcs within a sector, as parts of its range: it is seen as one area also where sectors cross. */
const ARCS = [1 / 3, 2 / 3];

/** What cameras see, as sectors on the ground: bearing, angle and range as given, without houses or hills. */
export const camerasLayer: LayerMaker = { id: "cameras", nameKey: "cameras", first: true, make: createCameras };

interface Line {
  path: [number, number][];
  alpha: number;
}

function createCameras(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const [r, g, b] = rgbOf(palette.normal);
  let lines: readonly Line[] = [];
  return {
    layers: (isShown) => [new PathLayer<Line>({
      id: "live-cameras", data: lines, visible: isShown, getPath: ({ path }) => path, getColor: ({ alpha }) => [r, g, b, alpha], widthUnits: "pixels", getWidth: 1.4 * scale,
      parameters: { depthCompare: "always", depthWriteEnabled: false }, ...(context.before.areas === undefined ? {} : { beforeId: context.before.areas }),
    })],
    reset() {
      const { things, lon, lat } = context.stations();
      lines = things.flatMap(({ view }, i): Line[] => {
        if (view === undefined || !context.isKept(i)) return [];
        const rim = sectorOf(lon[i]!, lat[i]!, view);
        return [
          { path: [...rim, rim[0]!], alpha: 190 },
          ...ARCS.map((part) => ({ path: sectorOf(lon[i]!, lat[i]!, { ...view, range: view.range * part }).slice(view.angle >= 360 ? 0 : 1), alpha: 80 })),
        ];
      });
      context.relay();
    },
  };
}
