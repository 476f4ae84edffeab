import type { Camera } from "#contract/camera";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useMay } from "../../live/session.ts";
import { usePrivacy } from "../../live/use-privacy.ts";
import { turnTexts } from "./turn-texts.ts";
import css from "./turn-pad.module.css";
import { useTurn, useTurnKeys, type Direction } from "./use-turn.ts";

const BUTTONS: readonly (readonly [Direction, sign: string, name: "up" | "left" | "right" | "down" | "nearer" | "farther"])[] = [
  ["ArrowUp", "▲", "up"], ["ArrowLeft", "◀", "left"], ["ArrowRight", "▶", "right"], ["ArrowDown", "▼", "down"], ["+", "+", "nearer"], ["-", "−", "farther"],
];

/** What turns the camera that fills the window; nothing for a camera, or a person, that does not. */
export function TurnPad({ camera }: { camera: Camera }) {
  const may = useMay("camera:turn");
  const covered = usePrivacy() && camera.sensitive;
  return may && !covered && camera.control !== undefined ? <Pad camera={camera} /> : null;
}

function Pad({ camera }: { camera: Camera }) {
  const t = useText();
  const say = usePanelText(turnTexts);
  const turn = useTurn(camera.id);
  useTurnKeys(turn);
  const { presets, fault, turning, begin, end, goTo } = turn;
  // A camera without a motor says so once, and has no buttons that do nothing.
  if (presets === undefined) return fault === undefined ? null : <p className={css.pad} role="status">{explain(fault, t)}</p>;
  return (
    // Two presses on a button are none of the tile's below it.
    <div onDoubleClick={(event) => event.stopPropagation()}><div className={css.pad} role="group" aria-label={say("pad")}>
      <div className={css.cross}>
        {BUTTONS.map(([direction, sign, name]) => (
          <button key={direction} type="button" className={css.button} data-direction={name} data-held={turning === direction || undefined} title={say(name)} aria-label={say(name)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture?.(event.pointerId);
              begin(direction);
            }}
            onPointerUp={end} onPointerCancel={end} onLostPointerCapture={end}>{sign}</button>
        ))}
      </div>
      {presets.length > 0 && (
        <ol className={css.presets} aria-label={say("presets")}>
          {presets.slice(0, 9).map((preset, i) => <li key={preset.token}><button type="button" className={css.preset} onClick={() => goTo(preset)}><kbd>{i + 1}</kbd> {preset.name}</button></li>)}
        </ol>
      )}
      {fault !== undefined && <p role="alert" className={css.fault}>{explain(fault, t)}</p>}
      <small className={css.hint}>{say("keys")}</small>
    </div></div>
  );
}
