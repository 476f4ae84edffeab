import { SiteId, type ThingId } from "#contract/ids";
import type { MapHandle } from "../../renderer/panels/map/map-handle.ts";
import type { Scene, View } from "../../renderer/scene/scene.ts";

/** A map as the tools see it: a plane on which a hundredth of a degree is 100 px, its upper left at [107, 17]; it notes what it is told. */
export interface HandScene {
  handle: MapHandle;
  told: { what: keyof Scene; with: unknown }[];
  /** What the lasso finds. */
  inside: ThingId[];
  /** A frame was drawn. */
  frame: () => void;
  /** Presses and lets go at px of the map, as a mouse does. */
  click: (x: number, y: number) => void;
  move: (x: number, y: number) => void;
}

const PER_DEGREE = 10_000;

export function handScene(): HandScene {
  const place = document.createElement("div");
  place.tabIndex = 0;
  const section = document.createElement("section");
  section.append(place);
  document.body.append(section);
  const told: HandScene["told"] = [];
  const hearers = new Set<() => void>();
  let view: View = { centre: [107.05, 16.95], zoom: 12, bearing: 0 };
  const note = (what: keyof Scene) => (given?: unknown): void => void told.push({ what, with: given });
  const hand: HandScene = {
    told, inside: [],
    frame: () => hearers.forEach((hear) => hear()),
    click(x, y) {
      for (const [name, Kind] of [["pointerdown", PointerEvent], ["click", MouseEvent]] as const) place.dispatchEvent(new Kind(name, { clientX: x, clientY: y, bubbles: true, cancelable: true }));
    },
    move: (x, y) => void place.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true })),
    handle: {
      place, city: undefined, site: SiteId.parse("hue"), centre: [107.58, 16.46], flat: false, cheap: true,
      onFrame(listener) {
        hearers.add(listener);
        return () => void hearers.delete(listener);
      },
      scene: {
        select: note("select"), name: note("name"), hold: note("hold"), tilt: note("tilt"), layers: note("layers"), filter: note("filter"), field: note("field"), stopFlight: note("stopFlight"), look: note("look"), simulated: note("simulated"),
        flyTo(next) {
          view = next;
          told.push({ what: "flyTo", with: next });
        },
        remove: () => section.remove(), buildings: () => [], within: () => hand.inside, pick: () => undefined, picture(written) {
          told.push({ what: "picture", with: written });
          return Promise.resolve(undefined);
        }, depth: () => undefined,
        pointAt: (x, y) => [107 + x / PER_DEGREE, 17 - y / PER_DEGREE],
        project: (lon, lat) => [(lon - 107) * PER_DEGREE, (17 - lat) * PER_DEGREE],
        view: () => view,
      },
    },
  };
  return hand;
}
