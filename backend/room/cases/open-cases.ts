import type { RequestName } from "#contract/request";
import type { RoomState } from "../../core/state.ts";
import type { AccessRequests, Clock, EvidenceDesk, Journal, Log, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { Ledger } from "../ledger.ts";
import { agencyAnswers } from "./agency-answers.ts";
import { openAuditor } from "./auditor.ts";
import { caseAnswers } from "./case-answers.ts";
import { evidenceDesk } from "./evidence-desk.ts";
import { openExplainWatch } from "./explain.ts";
import { openCaseKeeper } from "./keeper.ts";
import { noteAnswers } from "./note-answers.ts";
import { planAnswers } from "./plan-answers.ts";
import { registerAnswers } from "./register-answers.ts";
import { shiftAnswers } from "./shift-answers.ts";
import { violationAnswers } from "./violation-answers.ts";

type CaseRequests = Extract<RequestName, `${"process" | "incident" | "agency" | "scenario" | "shift" | "violation" | "explanation"}:${string}`>;

interface Options {
  state: RoomState;
  ledger: Ledger;
  journal: Pick<Journal, "head" | "cases" | "recent">;
  desk: Pick<AccessRequests, "vouch">;
  clock: Clock;
  log: Log;
  now: () => Now;
}

/** The law's process in the room: every request about it, its evidence, and the two that watch. */
export interface CaseRoom {
  answers: AnswersFor<CaseRequests>;
  evidence: EvidenceDesk;
  close(): void;
}

export function openCases({ state, ledger, journal, desk, clock, log, now }: Options): CaseRoom {
  const keeper = openCaseKeeper({ state, ledger, journal, now });
  const auditor = openAuditor({ state, keeper, journal, clock, now, log });
  const explain = openExplainWatch({ state, keeper, now, log });
  const stop = ledger.onFacts((facts) => {
    auditor.heed(facts);
    explain.heed(facts);
  });
  explain.review();
  return {
    answers: {
      ...caseAnswers({ state, keeper, journal, desk, now }),
      ...planAnswers({ state, keeper, now }),
      ...noteAnswers({ state, keeper, now }),
      ...agencyAnswers({ state, keeper, now }),
      ...registerAnswers({ state, keeper, now }),
      ...shiftAnswers({ state, keeper, now }),
      ...violationAnswers({ state, keeper, desk, now }),
    },
    evidence: evidenceDesk({ keeper, now }),
    close() {
      stop();
      auditor.close();
      explain.close();
    },
  };
}
