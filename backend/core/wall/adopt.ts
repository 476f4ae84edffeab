import type { MonitorId } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import { fail, ok, type Result } from "#contract/result";
import type { Attendance, Monitor, Screen } from "#contract/wall";
import { fillMonitor } from "./default-cells.ts";
import { draftOf, newMonitorId, type WallDocument, type WallDraft } from "./draft.ts";
import type { EditContext } from "./edit-context.ts";
import { followScreens, placeNew, stands } from "./follow-screens.ts";
import { matchScreens, type MatchState, type ScreensOf } from "./match-screens.ts";
import { editOf, type Edit } from "./operate.ts";
import { sameBody } from "./same-body.ts";

/** Monitors bound to one PC: a pass in wrong hands must not fill the wall. */
const MOST_OF_ONE = 32;

type Place = RequestOutput<"wall:screens">["places"][number];
export interface Adopted {
  edit: Edit;
  /** In the order of the screens. */
  places: Place[];
  /** Attendances whose screen is described otherwise than before. */
  reseen: Attendance[];
  /** Monitors whose screen this PC does not name any more, though it is not known as unplugged yet. */
  gone: MonitorId[];
}

/**
 * Finds the monitor of each screen, and makes one for each screen that has none: the primary one for the console, unless the
 * PC is only for the wall, the others as parts of the wall with a first layout; a single window's screen is part of the wall.
 *
 * @returns `malformed` when two screens have one key; `too-large` when the wall is full, or would be of this PC alone
 */
export function adopt(state: WallDocument & MatchState, pc: ScreensOf & { wallOnly: boolean }, context: EditContext): Result<Adopted> {
  const { display, screens, all } = pc;
  const keys = new Set(screens.map(({ key }) => key));
  if (keys.size < screens.length) return fail({ code: "malformed", path: "screens", detail: "two screens have one key" });
  const draft = draftOf(state, context.rev);
  const found = matchScreens(state, pc);

  const seen = screens.flatMap((screen) => {
    const last = state.attendances.get(found.get(screen.key)?.id ?? "");
    return last === undefined ? [] : [{ last, screen }];
  });
  follow(draft, found, pc, state);
  const fresh = screens.filter(({ key }) => !found.has(key));
  const places = placeNew(draft, fresh);
  for (const screen of fresh) {
    const at = places.get(screen.key);
    if (at !== undefined) found.set(screen.key, addMonitor(draft, { screen, at }, pc));
  }

  const own = [...draft.monitors.values()].filter(({ screen }) => screen?.displayId === display.id).length;
  if (fresh.length > 0 && own > MOST_OF_ONE) return fail({ code: "too-large", limit: MOST_OF_ONE });
  const edit = editOf(state, draft, "adopt");
  if (!edit.ok) return edit;
  const gone = !all ? [] : [...draft.monitors.values()].filter(({ id, screen }) => {
    const last = state.attendances.get(id);
    return screen?.displayId === display.id && !keys.has(screen.key) && last !== undefined && last.leftCause !== "unplugged";
  });
  return ok({
    edit: edit.value, gone: gone.map(({ id }) => id),
    reseen: seen.flatMap(({ last, screen }) => (sameBody(last.screen, screen) ? [] : [{ ...last, screen }])),
    places: screens.flatMap(({ key }) => {
      const monitor = draft.monitors.get(found.get(key)?.id ?? "");
      return monitor === undefined ? [] : [{ key, monitorId: monitor.id, number: monitor.number, name: monitor.name, role: monitor.role }];
    }),
  });
}

/**
 * Binds the monitors to the screens found and lets them follow those. A shell's screens are followed by what it tells of all of
 * them: a window tells of its own alone, earlier or later. A browser's window is all there is of its PC.
 */
function follow(draft: WallDraft, found: ReadonlyMap<string, Monitor>, { display, screens, all }: ScreensOf, { attendances }: MatchState): void {
  const own = [...draft.monitors.values()].filter(({ screen }) => screen?.displayId === display.id);
  const settled = !all || stands(screens, own, new Set([...found.values()].map(({ id }) => id)));
  const seen = screens.flatMap(({ key, bounds }) => {
    const monitor = found.get(key);
    return monitor === undefined ? [] : [{ monitor, key, from: monitor.screen?.stood ?? attendances.get(monitor.id)?.screen.bounds, to: bounds }];
  });
  const followed = (one: (typeof seen)[number]): boolean => settled && (all || one.monitor.screen?.stood === undefined);
  followScreens(draft, seen.flatMap((one) => (followed(one) && one.from !== undefined ? [{ ...one, from: one.from }] : [])));
  for (const one of seen) {
    const monitor = draft.monitors.get(one.monitor.id);
    const stood = !all || !settled ? one.monitor.screen?.stood : one.to;
    if (monitor !== undefined) draft.monitors.set(monitor.id, { ...monitor, screen: { displayId: display.id, key: one.key, ...(stood && { stood }) } });
  }
}

function addMonitor(draft: WallDraft, { screen, at }: { screen: Screen; at: Monitor["at"] }, pc: ScreensOf & { wallOnly: boolean }): Monitor {
  const others = [...draft.monitors.values()];
  const hasConsole = others.some((one) => one.role === "console" && one.screen?.displayId === pc.display.id);
  const role = screen.primary && !pc.wallOnly && !hasConsole ? "console" : "wall";
  const number = freeNumber(others);
  const monitor: Monitor = {
    id: newMonitorId(draft), number, name: `${role === "console" ? "Bàn trực" : "Màn hình"} ${number}`, role, at,
    // A browser's window is closed as easily as it was opened: what it showed does not come upon the others by itself.
    screen: { displayId: pc.display.id, key: screen.key, ...(pc.all && { stood: screen.bounds }) }, whenLost: { how: pc.all ? "share" : "none" }, rev: 0,
  };
  draft.monitors.set(monitor.id, monitor);
  if (role === "wall") fillMonitor(draft, monitor.id, others.filter((one) => one.role === "wall").length);
  return monitor;
}

function freeNumber(monitors: readonly Monitor[]): number {
  const used = new Set(monitors.map(({ number }) => number));
  for (let number = 1; ; number++) if (!used.has(number)) return number;
}
