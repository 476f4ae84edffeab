import type { RequestName } from "#contract/request";
import type { RoomState } from "../core/state.ts";
import type { Clock, Journal, Log, Now, WallPictures } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import type { Ledger } from "./ledger.ts";
import { shellReports } from "./shell-reports.ts";
import { wallAutoAnswers } from "./wall-auto-answers.ts";
import { wallEditAnswers } from "./wall-edit-answers.ts";
import { openWallHistory } from "./wall-history.ts";
import { openWallKeeper, type WallKeeper } from "./wall-keeper.ts";
import { openWallPast } from "./wall-past.ts";
import { openWallPresence } from "./wall-presence.ts";
import { wallSceneAnswers } from "./wall-scene-answers.ts";

export type WallRequests = Extract<RequestName, `wall:${string}` | `shell:${string}`>;
interface Options {
  state: RoomState;
  ledger: Ledger;
  journal: Journal;
  clock: Clock;
  log: Log;
  now: () => Now;
  pictures: Pick<WallPictures, "near" | "watched">;
}
export interface WallRoom {
  answers: AnswersFor<WallRequests>;
  keeper: WallKeeper;
  close(): void;
}

/** The wall's part of the room: every request about it, and the one door through which it is edited. */
export function openWallRoom({ state, ledger, journal, clock, log, now, pictures }: Options): WallRoom {
  const keeper = openWallKeeper({ state, ledger, journal, now, log });
  const history = openWallHistory({ journal, ledger });
  const presence = openWallPresence({ state, keeper, clock, log, watched: () => pictures.watched() });
  return {
    keeper,
    answers: {
      ...wallEditAnswers({ state, keeper, history, past: openWallPast(journal), pictures }),
      ...wallSceneAnswers({ state, keeper, site: journal.site }),
      ...presence.answers,
      ...shellReports({ state, keeper, clock }),
      ...wallAutoAnswers({ state, keeper }),
    },
    close() {
      presence.close();
      history.close();
      keeper.close();
    },
  };
}
