import type { Layer } from "@deck.gl/core";
import { BitmapLayer } from "@deck.gl/layers";
import { paintField } from "./data/ramp.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";

/** The field of the chosen property as colour on the ground. Off until somebody wants it: it is worked out between stations, not measured. */
export const heatLayer: LayerMaker = { id: "heat", nameKey: "heat", first: false, make: createHeat };

function createHeat(context: LiveContext): LiveLayer {
  let picture: { image: ImageData; bounds: [number, number, number, number] } | undefined;
  return {
    layers: (isShown): Layer[] => (picture === undefined ? [] : [new BitmapLayer({
      id: "live-heat", image: picture.image, bounds: picture.bounds, visible: isShown, parameters: { depthCompare: "always", depthWriteEnabled: false }, ...(context.before.areas === undefined ? {} : { beforeId: context.before.areas }),
    })]),
    reset: () => undefined,
    fieldChanged() {
      const field = context.fieldNow();
      const property = context.field();
      picture = field === undefined || property === undefined ? undefined : { image: new ImageData(paintField(property, field), field.width, field.height), bounds: field.bounds };
      context.relay();
    },
  };
}
