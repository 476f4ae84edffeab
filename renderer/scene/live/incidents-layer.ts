import { languageNow, local } from "../../design/i18n.ts";
import type { MapCase } from "../../live/cases-on-map.ts";
import { lieBeside, type PlacedCase } from "./data/case-spots.ts";
import { incidentTexts } from "./incident-words.ts";
import type { LayerMaker, LiveContext, LiveLayer } from "./live-context.ts";
import { CASE_LOOKS, caseLook, caseSign, CASE_SIGN } from "./sprites/case-sign.ts";
import { createLabels } from "./sprites/labels.ts";
import { createSpriteSet } from "./sprites/sprite-set.ts";

/** From here on a case's step is written beside it. */
const STEP_ZOOM = 12.5;
/** px of that text at scale 1. */
const TYPE = 11;

/** Open cases beside their places, above the alarms they grew from: urgency, drills apart, what is late; their step in words. */
export const incidentsLayer: LayerMaker = { id: "incidents", nameKey: "incidents", first: true, make: createIncidents };

function createIncidents(context: LiveContext): LiveLayer {
  const { palette, scale } = context.host;
  const signs = createSpriteSet("live-incidents", context);
  signs.pictures([caseSign(palette, scale)]);
  const steps = createLabels("live-incident-steps", context, { size: TYPE * scale, colour: palette.ink, halo: palette.ground });
  let placed: readonly PlacedCase[] = [];

  function draw(): void {
    placed = lieBeside(context.cases(), { zoom: context.zoom(), scale });
    signs.write(placed.map(({ of, lon, lat, dx, dy }) => ({ lon, lat, dx, dy, picture: 0, variant: CASE_LOOKS.indexOf(caseLook(of)) })));
    context.label(steps, context.zoom() < STEP_ZOOM ? [] : placed.toReversed().map(({ of, lon, lat, dx, dy }) => ({ lon, lat, text: wordsOf(of), dx, dy: dy - 17 * scale, others: [[dx, dy + 17 * scale]] })));
    context.repaint();
  }
  return {
    layers: (isShown) => [signs.layer(isShown), steps.layer(isShown)],
    reset: draw,
    cases: draw,
    camera: draw,
    hit(screen, x, y, reach) {
      let best: { of: MapCase; distance: number; at: readonly [number, number] } | undefined;
      for (const { of, lon, lat, dx, dy } of placed) {
        const distance = Math.hypot(screen.x(lon, lat) + dx - x, screen.y(lon, lat) + dy - y);
        if (distance <= reach && (best === undefined || distance <= best.distance)) best = { of, distance, at: [lon, lat] };
      }
      return best === undefined ? undefined : { distance: best.distance, rank: 3, picked: { is: "incident", incidentId: best.of.id, at: best.at } };
    },
    signs: () => placed.map(({ lon, lat, dx, dy }) => ({ lon, lat, width: CASE_SIGN.width * scale, height: CASE_SIGN.height * scale, dx, dy })),
  };
}

/** "DIỄN TẬP · Đã giao việc". */
function wordsOf({ drill, step }: MapCase): string {
  const language = languageNow();
  const name = local(language, step.name, step.nameEn);
  return drill ? `${incidentTexts[language].drill} · ${name}` : name;
}
