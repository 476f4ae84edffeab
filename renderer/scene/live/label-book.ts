import type { Box } from "../label-room.ts";
import { layLabels } from "./data/lay-labels.ts";
import type { Screen } from "./data/screen.ts";
import type { Label, Labels } from "./sprites/labels.ts";

/** Texts of all layers, given their room together: no layer knows where another one writes. */
export interface LabelBook {
  /** A layer's texts from now on, the most telling first; laid out before the next picture, with those of the others. */
  ask(labels: Labels, texts: readonly Label[]): void;
  /** Layers were switched on or off. */
  again(): void;
  stop(): void;
}

interface View {
  screen: Screen;
  width: number;
  height: number;
}

/** @param taken signs and names on screen, px */
export function createLabelBook({ view, taken, repaint }: { view: () => View; taken: (screen: Screen) => Iterable<Box>; repaint: () => void }): LabelBook {
  const wished = new Map<Labels, readonly Label[]>();
  let isAsked = false;
  let isStopped = false;

  function lay(): void {
    isAsked = false;
    if (isStopped) return;
    const { screen, width, height } = view();
    const sets = [...wished].map(([labels, texts]) => ({
      shy: labels.shy,
      wishes: !labels.isShown() ? [] : texts.map(({ lon, lat, text, dx, dy, others = [] }) => {
        const [wide, high] = labels.size(text);
        return { x: screen.x(lon, lat), y: screen.y(lon, lat), width: wide, height: high, spots: [[dx, dy] as const, ...others] };
      }),
    }));
    const laid = layLabels(sets, () => taken(screen), { left: 0, top: 0, right: width, bottom: height });
    let isOther = false;
    for (const [s, [labels, texts]] of [...wished].entries()) {
      const standing = texts.flatMap((label, i) => {
        const spot = sets[s]!.wishes[i]?.spots[laid[s]![i]!];
        return spot === undefined ? [] : [{ ...label, dx: spot[0], dy: spot[1] }];
      });
      isOther = labels.draw(standing) || isOther;
    }
    if (isOther) repaint();
  }
  function again(): void {
    if (isAsked) return;
    isAsked = true;
    queueMicrotask(lay);
  }
  return {
    ask(labels, texts) {
      wished.set(labels, texts);
      again();
    },
    again,
    stop: () => void (isStopped = true),
  };
}
