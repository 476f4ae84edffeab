import type { WallPanel } from "#contract/wall";
import type { Language } from "../i18n.ts";
import { fill } from "../panel-text.ts";
import type { WallBook } from "./wall-book.ts";

type Thing = "monitor" | "cell" | "scene" | "binding" | "schedule" | "display";

/** Words for things of the wall inside a sentence; where no name is known: as a report of the past has them, and as an answer to who has just pressed. */
const WORDS: Readonly<Record<Language, Readonly<{ named: Record<Thing, string>; past: Record<Thing, string>; present: Record<Thing, string>; monitorNamed: string; empty: string; and: string }>>> = {
  vi: {
    named: { monitor: "màn hình {{name}}", cell: "ô {{name}}", scene: "“{{name}}”", binding: "“{{name}}”", schedule: "“{{name}}”", display: "“{{name}}”" },
    past: { monitor: "một màn hình đã bỏ", cell: "một ô đã bỏ", scene: "đã xóa", binding: "đã xóa", schedule: "đã xóa", display: "không rõ tên" },
    present: { monitor: "màn hình đó", cell: "ô đó", scene: "này", binding: "này", schedule: "này", display: "đó" },
    monitorNamed: "{{n}} ({{name}})", empty: "ô trống", and: " và ",
  },
  en: {
    named: { monitor: "monitor {{name}}", cell: "cell {{name}}", scene: "“{{name}}”", binding: "“{{name}}”", schedule: "“{{name}}”", display: "“{{name}}”" },
    past: { monitor: "a monitor since removed", cell: "a cell since removed", scene: "since removed", binding: "since removed", schedule: "since removed", display: "of unknown name" },
    present: { monitor: "that monitor", cell: "that cell", scene: "of that name", binding: "of that name", schedule: "of that name", display: "there" },
    monitorNamed: "{{n}} ({{name}})", empty: "empty", and: " and ",
  },
};

/** Names of the wall's things as a sentence has them; what nothing is known of is said as such, never by its id. */
export interface WallNaming {
  monitor: (id: string) => string;
  cell: (id: string, then?: ReadonlyMap<string, string>) => string;
  scene: (id: string) => string;
  binding: (id: string) => string;
  schedule: (id: string) => string;
  display: (id: string) => string;
  person: (id: string) => string;
  panels: (panels: readonly WallPanel[]) => string;
  /** "a, b và c" */
  list: (names: readonly string[]) => string;
}

/** A monitor that has the name it was adopted with says no more than its number. */
const PLAIN = /^(Màn hình|Bàn trực|Monitor|Console) \d+$/;

/**
 * @param panel what a panel is called; of a sensitive one its kind alone is passed on
 * @param as how a thing is spoken of that nothing is known of
 */
export function wallNaming(book: WallBook, { panel, language, as = "past" }: { panel: (panel: WallPanel) => string; language: Language; as?: "past" | "present" }): WallNaming {
  const words = WORDS[language];
  const name = (thing: Thing, known: string | undefined): string => (known === undefined ? words[as][thing] : fill(words.named[thing], { name: known }));
  return {
    monitor(id) {
      const monitor = book.monitors.get(id);
      return name("monitor", monitor === undefined ? undefined : PLAIN.test(monitor.name) ? String(monitor.number) : fill(words.monitorNamed, { n: monitor.number, name: monitor.name }));
    },
    cell: (id, then) => name("cell", then?.get(id) ?? book.cells.get(id)),
    scene: (id) => name("scene", book.scenes.get(id)),
    binding: (id) => name("binding", book.bindings.get(id)),
    schedule: (id) => name("schedule", book.schedules.get(id)),
    display: (id) => name("display", book.displays.get(id)),
    person: (id) => book.people.get(id) ?? id,
    panels: (panels) => (panels.length === 0 ? words.empty : panels.map((one) => panel(one.sensitive ? { kind: one.kind, settings: {}, sensitive: true } : one)).join(" ⟳ ")),
    list: (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}${words.and}${names.at(-1) ?? ""}`),
  };
}
