import type { Layer } from "@deck.gl/core";
import type { ThingId } from "#contract/ids";
import type { LiveContext } from "./live-context.ts";
import { chosenRing } from "./sprites/signs.ts";
import { createSpriteSet } from "./sprites/sprite-set.ts";

/** The ring around the selected thing, above all layers. */
export interface Chosen {
  select(thingId: ThingId | undefined): void;
  /** Draws it again: stations are others, or it moved. */
  draw(): void;
  layers(): Layer[];
}

export function createChosen(context: LiveContext): Chosen {
  const ring = createSpriteSet("live-chosen", context);
  ring.pictures([chosenRing(context.host.palette, context.host.scale)]);
  let chosen: ThingId | undefined;

  function draw(): void {
    const { index, lon, lat } = context.stations();
    const station = chosen === undefined ? undefined : index.get(chosen);
    ring.write(station === undefined || !Number.isFinite(lon[station]) ? [] : [{ lon: lon[station]!, lat: lat[station]!, picture: 0 }]);
    context.repaint();
  }
  return {
    select(thingId) {
      chosen = thingId;
      draw();
    },
    draw,
    layers: () => [ring.layer(true)],
  };
}
