import type { FactOf } from "#contract/fact";
import type { Cell, WallChange } from "#contract/wall";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import { editTexts } from "./edit-texts.ts";
import { NAMED_CELLS } from "./wall-book.ts";
import type { WallNaming } from "./wall-naming.ts";

type Edit = FactOf<"wall:edited">;
type CellChange = Extract<WallChange, { part: "cell" }>;
type Key = keyof (typeof editTexts)["vi"];

/** What an edit needs to be told. */
interface Telling {
  language: Language;
  naming: WallNaming;
  /** Its cells by the names they had then. */
  cellsThen: ReadonlyMap<string, string> | undefined;
  alarm: (id: string) => string;
}

/** What an edit of the wall did, where, and what is there now: without "Tường:" and without who. */
export function editWords(edit: Edit, { language, naming, cellsThen, alarm }: Telling): string {
  const say = (key: Key, values: Record<string, string | number> = {}): string => fill(editTexts[language][key], values);
  const cells = edit.changes.filter((change): change is CellChange => change.part === "cell");
  const monitors = edit.changes.filter((change) => change.part === "monitor");
  const settings = edit.changes.find((change) => change.part === "settings");
  const cell = (id: string): string => naming.cell(id, cellsThen);
  const where = (): string => places(cells, monitors.map(({ id }) => id), naming, cell);
  const ofMonitors = (): string => naming.list(monitors.map(({ id }) => naming.monitor(id)));
  const [one] = cells;
  const sentence = ((): string => {
    switch (edit.deed) {
      case "put": return cells.length > NAMED_CELLS ? say("putMany", { where: where() }) : naming.list(cells.map((change) => say("put", { cell: cell(change.id), what: naming.panels(change.after?.panels ?? []), ...was(change) })));
      case "swap": return say("swap", { cells: naming.list(cells.map(({ id }) => cell(id))) });
      case "add": return say("add", { where: one?.after === undefined ? where() : `${cell(one.id)} (${naming.monitor(one.after.monitorId)})`, what: naming.panels(one?.after?.panels ?? []) });
      case "remove": return one?.before !== undefined ? say("remove", { cell: cell(one.id), monitor: naming.monitor(one.before.monitorId), what: naming.panels(one.before.panels) }) : say("forget", { where: where() });
      case "place": return say("place", { cell: where() });
      case "divide": return say("divide", { monitor: naming.list([...new Set(cells.map(({ before, after }) => naming.monitor((after ?? before)?.monitorId ?? "")))]), n: cells.filter(({ after }) => after !== undefined).length });
      case "maximise": {
        const monitor = monitors[0];
        const full = monitor?.after?.maximised;
        return full === undefined ? say("restoreSize", { monitor: naming.monitor(monitor?.id ?? "") }) : say("maximise", { cell: cell(full), monitor: naming.monitor(monitor?.id ?? "") });
      }
      case "freeze": return say(one?.after?.frozenAt === undefined ? "thaw" : "freeze", { cell: where() });
      case "blank": return say(one?.after?.blank === true ? "blank" : "unblank", { cell: where() });
      case "privacy": return say(settings?.after.privacy === true ? "privacyOn" : "privacyOff");
      case "cameras": return cells.some(({ after }) => after?.guest !== undefined) ? say("camerasOn", { where: where(), what: naming.panels(one?.after?.panels ?? []) }) : say("camerasOff", { where: where() });
      case "follow": return say(settings?.after.follow === true ? "followOn" : "followOff");
      case "cut": return say("cut", { scene: naming.scene(edit.sceneId ?? ""), why: cause() });
      case "back": return say("back", { why: cause() });
      case "arrange": {
        const gone = monitors.filter(({ after }) => after === undefined);
        return gone.length > 0 ? say("forget", { where: naming.list(gone.map(({ id }) => naming.monitor(id))) }) : say("arrange", { where: ofMonitors() });
      }
      case "adopt": return say("adopt", { where: ofMonitors() });
      case "undo": case "redo": case "settings": case "identify": case "restore": case "import": return say(edit.deed, { where: where() });
    }
  })();
  return sentence.replace(/[:\s]+$/, "");

  function was({ before }: CellChange): { was: string } {
    return { was: before === undefined || before.panels.length === 0 ? "" : say("was", { what: naming.panels(before.panels) }) };
  }
  function cause(): string {
    if (edit.alarmId !== undefined) return say("byAlarm", { alarm: alarm(edit.alarmId) });
    return edit.scheduleId === undefined ? "" : say("bySchedule", { schedule: naming.schedule(edit.scheduleId) });
  }
}

/** The cells themselves while there are few of them, else their monitors. */
function places(cells: readonly CellChange[], monitorIds: readonly string[], naming: WallNaming, cell: (id: string) => string): string {
  if (cells.length > 0 && cells.length <= NAMED_CELLS) return naming.list(cells.map(({ id }) => cell(id)));
  const homes = cells.flatMap(({ before, after }): Cell["monitorId"][] => [before, after].flatMap((one) => (one === undefined ? [] : [one.monitorId])));
  return naming.list([...new Set<string>([...homes, ...monitorIds])].map((id) => naming.monitor(id)));
}
