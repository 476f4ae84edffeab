import { useState } from "react";
import { CellPlace, type Cell } from "#contract/wall";
import { Button } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { NumberInput } from "../../../design/schema/schema-inputs.tsx";
import form from "../form.module.css";
import css from "./cell.module.css";
import { cellTexts } from "./texts.ts";

const SIDES = ["x", "y", "w", "h", "z"] as const;
type Side = (typeof SIDES)[number];

/** A cell's place in figures: what the pointer does, for the keyboard. Key it by the cell's rev, so that it begins anew. */
export function PlaceFields({ cell, onPlace }: { cell: Cell; onPlace: (place: CellPlace) => void }) {
  const say = usePanelText(cellTexts);
  const [sides, setSides] = useState<Readonly<Record<Side, number | string | undefined>>>({ x: cell.x, y: cell.y, w: cell.w, h: cell.h, z: cell.z });
  const parsed = CellPlace.safeParse({ ...sides, monitorId: cell.monitorId });
  const moved = SIDES.some((side) => sides[side] !== cell[side]);
  const layer = (z: number): void => onPlace({ monitorId: cell.monitorId, x: cell.x, y: cell.y, w: cell.w, h: cell.h, z });
  return (
    <details className={css.details}>
      <summary>{say("place")}: {cell.x}, {cell.y} · {cell.w} × {cell.h}</summary>
      <form className={css.row} onSubmit={(event) => { event.preventDefault(); if (parsed.success && moved) onPlace(parsed.data); }}>
        {SIDES.map((side) => <NumberInput key={side} label={say(side)} value={sides[side]} disabled={false} onChange={(next) => setSides({ ...sides, [side]: next })} />)}
        <Button type="submit" isDisabled={!parsed.success || !moved}>{say("setPlace")}</Button>
        <Button isDisabled={cell.z >= 99} onPress={() => layer(cell.z + 1)}>{say("front")}</Button>
        <Button isDisabled={cell.z <= 0} onPress={() => layer(cell.z - 1)}>{say("behind")}</Button>
      </form>
      {!parsed.success && <p role="alert" className={form.error}>{say("placeWrong")}</p>}
    </details>
  );
}
