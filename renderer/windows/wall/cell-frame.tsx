import { memo, useCallback, useEffect, useRef, useState, type CSSProperties } from "react";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { withFrame } from "../../live/frame.ts";
import { Held } from "../../live/held.ts";
import { wallPanelOf } from "../../panels/wall.ts";
import type { Freshness } from "../../panels/wall-panel.ts";
import { CellMarks } from "./cell-marks.tsx";
import css from "./cell.module.css";
import { useKept, useSame } from "./kept.ts";
import { PanelBox } from "./panel-box.tsx";
import type { Slot } from "./stage.ts";
import { wallTexts } from "./texts.ts";
import { useAppearing } from "./use-appearing.ts";
import { useHolding } from "./use-holding.ts";

interface Props {
  slot: Slot;
  /** The privacy key. "unheard": the link is cut for so long that it may be on; it then counts as on. */
  privacy: "on" | "off" | "unheard";
  /** The gravest alarm while the wall follows alarms. */
  followed: string | undefined;
  /** Number of the lost monitor whose cell it is. */
  lostNumber: number | undefined;
  /** It is painted: it may take its place. */
  onReady: (key: string) => void;
}

/** One cell of the wall: its panel, and around it what a reader must know to trust it. Drawn anew only where its own slot changed: a cut has no time for the others. */
export const CellFrame = memo(function CellFrame({ slot, privacy, followed, lostNumber, onReady }: Props) {
  const t = useText();
  const w = usePanelText(wallTexts);
  const { key, tile: { cell, rect }, phase } = slot;
  const box = useRef<HTMLElement>(null);
  const [fresh, setFresh] = useState<Freshness>();
  const [failed, setFailed] = useState(false);
  const { held, since, lost } = useHolding(cell.frozenAt);
  const panel = useKept(useSame(slot.panel), held);
  const alarm = useKept(followed, held);
  const covered = privacy !== "off" && panel?.sensitive === true;
  const cover = w(privacy === "unheard" ? "coveredUnheard" : "covered");
  const nothing = panel === undefined || cell.blank || lost;
  // After the frame that has it, the compositor has it too: whatever is asked of it later waits until that is painted.
  const painted = useCallback(() => withFrame(() => setTimeout(() => onReady(key), 0)), [key, onReady]);
  const hear = useCallback((next: Freshness) => {
    setFresh((was) => (was?.asOf === next.asOf && was?.stale === next.stale && was?.why === next.why && was?.drawing === next.drawing ? was : next));
    setFailed(false);
    if (next.drawing !== true) painted();
  }, [painted]);
  const fail = useCallback(() => {
    setFailed(true);
    painted();
  }, [painted]);
  useEffect(() => {
    if (nothing || covered) painted();
  }, [nothing, covered, painted]);
  const entry = panel === undefined ? undefined : wallPanelOf(panel.kind);
  useAppearing(box, { coming: phase === "coming", moves: entry?.moves === true }, slot.showAt);
  const title = panel?.title ?? (entry === undefined ? panel?.kind : t(entry.title));
  const tellsItself = entry?.tellsItself === true;
  // A line of text takes a third of a small picture: it stands there only when it has something to say that the picture does not. A link that is cut says it on each picture itself, and on the window.
  const headed = !tellsItself || lostNumber !== undefined || since !== undefined;
  const style: CSSProperties = { insetInlineStart: percent(rect.x), insetBlockStart: percent(rect.y), inlineSize: percent(rect.w), blockSize: percent(rect.h), zIndex: slot.front };
  return (
    <section ref={box} className={css.cell} style={style} data-cell={cell.id} data-kind={panel?.kind} data-phase={phase} data-moves={entry?.moves} data-frozen={since !== undefined || undefined} data-covered={covered || undefined} data-blank={cell.blank || undefined} aria-hidden={phase === "on" ? undefined : true} aria-label={covered ? cover : title}>
      {!cell.blank && panel !== undefined && headed && (
        <header className={css.head}>
          <h2 className={css.title}>{covered ? "" : title}</h2>
          <CellMarks fresh={fresh} drawing={!tellsItself && !nothing && !covered && !failed && (fresh === undefined || fresh.drawing === true)} frozenSince={since} lostNumber={lostNumber} />
        </header>
      )}
      <div className={css.body}>
        {panel !== undefined && !cell.blank && !lost && (
          <div className={css.panel} data-panel="" data-hidden={covered || undefined}>
            <Held value={held || phase === "resting"}><PanelBox panel={panel} followed={alarm} onFresh={hear} onProblem={fail} /></Held>
          </div>
        )}
        {lost && panel !== undefined && !cell.blank && <p className={css.says} role="alert">{w("frozenLost")}</p>}
        {covered && !cell.blank && <p className={css.cover}>{cover}</p>}
        {cell.blank && <p className={css.faint}>{w("blank")}</p>}
        {panel === undefined && !cell.blank && <p className={css.faint}>{w("emptyCell")}</p>}
      </div>
    </section>
  );
});

/** Hundredths of a per cent: a third of a monitor leaves no gap of a pixel. */
function percent(fraction: number): string {
  return `${Math.round(fraction * 1e6) / 1e4}%`;
}
