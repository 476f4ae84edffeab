import type { CanvasSource, Map as GlMap } from "maplibre-gl";
import type { SimulatedPicture } from "./drawing.ts";
import { ANCHORS } from "./gl-style.ts";

const ID = "simulated";
/** The city's lines stay to be seen through it. */
const OPACITY = 0.85;

/** Lays a simulated picture over the ground of a map by WebGL. */
export function createGlSimulated(map: GlMap): { /** The style is there. */ begin(): void; show(picture: SimulatedPicture | undefined): void } {
  let ready = false;
  let shown: SimulatedPicture | undefined;
  let wanted: SimulatedPicture | undefined;

  function clear(): void {
    if (map.getLayer(ID) !== undefined) map.removeLayer(ID);
    if (map.getSource(ID) !== undefined) map.removeSource(ID);
    shown = undefined;
  }
  function draw(): void {
    if (!ready) return;
    if (wanted === undefined) return clear();
    const { canvas, corners } = wanted;
    if (shown?.canvas !== canvas) {
      clear();
      map.addSource(ID, { type: "canvas", canvas, animate: false, coordinates: placed(corners) });
      map.addLayer({ id: ID, type: "raster", source: ID, paint: { "raster-opacity": OPACITY, "raster-fade-duration": 0, "raster-resampling": "nearest" } }, map.getLayer(ANCHORS.models) === undefined ? undefined : ANCHORS.models);
    } else if (shown.corners !== corners) map.getSource<CanvasSource>(ID)?.setCoordinates(placed(corners));
    shown = wanted;
    copy();
  }
  /** The canvas is copied while it "plays": for the one frame after it was drawn anew. */
  function copy(): void {
    map.getSource<CanvasSource>(ID)?.play();
    map.once("render", () => map.getSource<CanvasSource>(ID)?.pause());
    map.triggerRepaint();
  }

  return {
    begin() {
      ready = true;
      draw();
    },
    show(picture) {
      wanted = picture;
      draw();
    },
  };
}

type Placed = [[number, number], [number, number], [number, number], [number, number]];
function placed([nw, ne, se, sw]: SimulatedPicture["corners"]): Placed {
  return [[nw[0], nw[1]], [ne[0], ne[1]], [se[0], se[1]], [sw[0], sw[1]]];
}
