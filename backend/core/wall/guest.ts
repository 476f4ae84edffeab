import type { Cell } from "#contract/wall";

/** The cell without the cameras it shows for now: as it goes into a scene; undefined: it was made for them. */
export function withoutGuest(cell: Cell): Cell | undefined {
  const { guest, ...rest } = cell;
  if (guest === undefined) return cell;
  return guest.was === undefined ? undefined : { ...rest, ...guest.was };
}

/** The cell with what it shows as its own from now on: a person put it so. */
export function settled({ guest: _guest, ...cell }: Cell): Cell {
  return cell;
}
