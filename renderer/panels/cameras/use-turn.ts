import { useCallback, useEffect, useRef, useState } from "react";
import type { CameraId } from "#contract/camera";
import type { CameraPreset, Turning } from "#contract/camera-control";
import type { Fault } from "#contract/fault";
import { TURN_MS } from "#contract/onvif";
import { request } from "../../live/socket.ts";

/** The wish is said again so often while a key or button is held, ms: the room stops the camera without it. */
const AGAIN = TURN_MS / 3;
/** Share of the camera's own fastest: a whole turn at full speed overshoots everything. */
const SPEED = 0.4;

const KEYS: Readonly<Record<string, Partial<Turning>>> = {
  ArrowLeft: { pan: -SPEED }, ArrowRight: { pan: SPEED }, ArrowUp: { tilt: SPEED }, ArrowDown: { tilt: -SPEED }, "+": { zoom: SPEED }, "=": { zoom: SPEED }, "-": { zoom: -SPEED },
};
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "+" | "-";

/** Turns one camera while a direction is held. `presets` undefined: not told yet. */
export interface Turn {
  presets: readonly CameraPreset[] | undefined;
  fault: Fault | undefined;
  turning: Direction | undefined;
  begin(direction: Direction): void;
  end(): void;
  goTo(preset: CameraPreset): void;
}

export function useTurn(cameraId: CameraId): Turn {
  const [presets, setPresets] = useState<readonly CameraPreset[]>();
  const [fault, setFault] = useState<Fault>();
  const [turning, setTurning] = useState<Direction>();
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);

  const leave = useCallback((): boolean => {
    if (timer.current === undefined) return false;
    clearInterval(timer.current);
    timer.current = undefined;
    setTurning(undefined);
    return true;
  }, []);
  const end = useCallback(() => {
    if (leave()) void request("camera:halt", { cameraId });
  }, [cameraId, leave]);
  const begin = useCallback((direction: Direction) => {
    clearInterval(timer.current);
    const say = async (): Promise<void> => {
      const told = await request("camera:turn", { cameraId, ...KEYS[direction] });
      setFault(told.ok ? undefined : told.fault);
      if (told.ok) return;
      // Whoever may not turn it now must not stop who does.
      if (told.fault.code === "conflict" || told.fault.code === "forbidden") leave();
      else end();
    };
    timer.current = setInterval(() => void say(), AGAIN);
    setTurning(direction);
    void say();
  }, [cameraId, end, leave]);
  const goTo = useCallback((preset: CameraPreset) => {
    void request("camera:preset", { cameraId, preset }).then((told) => setFault(told.ok ? undefined : told.fault));
  }, [cameraId]);

  useEffect(() => {
    let gone = false;
    void request("camera:presets", { cameraId }).then((told) => {
      if (gone) return;
      if (told.ok) setPresets(told.value.presets);
      else setFault(told.fault);
    });
    return () => {
      gone = true;
    };
  }, [cameraId]);
  useEffect(() => {
    addEventListener("blur", end);
    return () => {
      removeEventListener("blur", end);
      end();
    };
  }, [end]);
  return { presets, fault, turning, begin, end, goTo };
}

/** Arrows turn, + and - zoom while they are held, 1 to 9 are the presets; before whoever else in the window knows these keys. */
export function useTurnKeys({ begin, end, goTo, presets }: Turn): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("[role=dialog]") !== null) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") !== null) return;
      const preset = /^[1-9]$/.test(event.key) ? presets?.[Number(event.key) - 1] : undefined;
      const direction = isDirection(event.key);
      if (preset === undefined && direction === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.repeat) return;
      if (direction !== undefined) begin(direction);
      else if (preset !== undefined) goTo(preset);
    };
    const release = (event: KeyboardEvent): void => {
      if (isDirection(event.key) !== undefined) end();
    };
    addEventListener("keydown", press, { capture: true });
    addEventListener("keyup", release, { capture: true });
    return () => {
      removeEventListener("keydown", press, { capture: true });
      removeEventListener("keyup", release, { capture: true });
    };
  }, [begin, end, goTo, presets]);
}

function isDirection(key: string): Direction | undefined {
  const name = key === "=" ? "+" : key;
  return (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-"] as const).find((each) => each === name);
}
