import { PathLayer } from "@deck.gl/layers";
import { formatNumber } from "../../design/format.ts";
import { languageNow } from "../../design/i18n.ts";
import { contourLines, type ContourLine } from "./data/contour-lines.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { createLabels } from "./sprites/labels.ts";
import { rgbOf } from "./sprites/staff-sheet.ts";

/** Lines of equal value of the chosen property, with their figures: they double the field's colour. */
export const contoursLayer: LayerMaker = { id: "contours", nameKey: "contours", first: false, make: createContours };

function createContours(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const figures = createLabels("live-contour-figures", context, { size: 10.5 * scale, colour: palette.ink, halo: palette.ground });
  const [r, g, b] = rgbOf(palette.ink);
  let lines: readonly ContourLine[] = [];

  function name(): void {
    context.label(figures, lines.map(({ value, path }) => {
      const [lon, lat] = path[Math.floor(path.length / 2)]!;
      return { lon, lat, text: formatNumber(value, Number.isInteger(value) ? 0 : Math.min(3, String(value).split(".")[1]?.length ?? 0), languageNow()), dx: 0, dy: 0 };
    }));
  }
  return {
    layers: (isShown) => [
      new PathLayer<ContourLine>({ id: "live-contours", data: lines, visible: isShown, getPath: ({ path }) => path, getColor: [r, g, b, 150], widthUnits: "pixels", getWidth: 1.2 * scale, parameters: { depthCompare: "always", depthWriteEnabled: false }, ...(context.before.areas === undefined ? {} : { beforeId: context.before.areas }) }),
      figures.layer(isShown),
    ],
    reset: () => undefined,
    camera: name,
    fieldChanged() {
      const field = context.fieldNow();
      lines = field === undefined ? [] : contourLines(field);
      name();
      context.relay();
    },
  };
}
