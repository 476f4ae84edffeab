import type { RequestInput, RequestName, RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import type { Wall } from "#contract/wall";
import { request, valueOf, type TestBackend } from "./backend.ts";
import { textPanel } from "./wall-world.ts";

const headers = (backend: TestBackend, more: Record<string, string> = {}) => ({ "content-type": "application/json", origin: backend.address, ...more });

/** Makes a display by a ticket. @returns its cookie */
export async function addDisplay(backend: TestBackend, cookie: string, name = "Tường"): Promise<string> {
  const { ticket } = valueOf(await request(backend, cookie, "display:ticket", { name }));
  const redeemed = await fetch(`${backend.address}/api/display`, { method: "POST", headers: headers(backend), body: JSON.stringify({ ticket }) });
  const made = redeemed.headers.getSetCookie()[0]?.split(";")[0];
  if (made === undefined) throw new Error(`no cookie for the display (${redeemed.status})`);
  return made;
}

/** One request as a display. */
export async function asDisplay<N extends RequestName>(backend: TestBackend, display: string, name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>> {
  const response = await fetch(`${backend.address}/api/request/${name}?as=display`, { method: "POST", headers: headers(backend, { cookie: display }), body: JSON.stringify(input) });
  return response.json();
}

/** Screens of one PC side by side, as its shell names them. */
export const screensOf = (count: number): RequestInput<"wall:screens">["screens"] => Array.from({ length: count }, (_value, i) => ({ key: `DP-${i}`, label: `DP-${i}`, bounds: { x: i * 1920, y: 0, width: 1920, height: 1080 } }));

export async function wallOf(backend: TestBackend, cookie: string): Promise<Wall> {
  return valueOf(await request(backend, cookie, "snapshot:get", {})).wall;
}

/** What the wall's cells show, as the texts in them, in order of the alphabet. */
export async function textsOf(backend: TestBackend, cookie: string): Promise<string[]> {
  const { cells } = await wallOf(backend, cookie);
  return cells.map((cell) => JSON.stringify(cell.panels[0]?.settings["text"] ?? "").replaceAll('"', "")).toSorted((a, b) => (a < b ? -1 : 1));
}

/** A person puts a text into the only cell of each monitor. */
export async function putTexts(backend: TestBackend, cookie: string, text: string): Promise<void> {
  const { cells } = await wallOf(backend, cookie);
  valueOf(await request(backend, cookie, "wall:operate", { operations: cells.map((cell) => ({ do: "put", cellId: cell.id, rev: cell.rev, panels: [textPanel(text)] })) }));
}

/** A wall of one display with this many monitors of one cell each that show "thường ngày", and a scene that shows "lũ" on all. @returns the display's cookie and the scene */
export async function addWall(backend: TestBackend, cookie: string, monitors: number): Promise<{ display: string; scene: RequestOutput<"wall:scene-save"> }> {
  const display = await addDisplay(backend, cookie);
  valueOf(await asDisplay(backend, display, "wall:screens", { screens: screensOf(monitors), wallOnly: true }));
  const ids = (await wallOf(backend, cookie)).monitors.map((one) => one.id);
  valueOf(await request(backend, cookie, "wall:design", { designs: ids.map((monitorId) => ({ do: "divide", monitorId, columns: 1, rows: 1 })) }));
  await putTexts(backend, cookie, "lũ");
  const scene = valueOf(await request(backend, cookie, "wall:scene-save", { name: "Lũ", monitors: ids, version: 0 }));
  await putTexts(backend, cookie, "thường ngày");
  return { display, scene };
}
