import type { Fault } from "#contract/fault";
import { explain } from "../design/explain.ts";
import { wallBook } from "../design/facts/wall-book.ts";
import { wallFault } from "../design/facts/wall-faults.ts";
import { wallNaming } from "../design/facts/wall-naming.ts";
import { languageNow, type Say } from "../design/i18n.ts";
import { mirror } from "../live/socket.ts";

/** Why a request about the wall was refused, in words that name monitors, cells and scenes as this window knows them now. */
export function explainWall(fault: Fault, t: Say): string {
  const language = languageNow();
  const naming = wallNaming(wallBook([], mirror.wall.get()), { panel: ({ kind }) => kind, language, as: "present" });
  return wallFault(fault, { naming, language }) ?? explain(fault, t);
}
