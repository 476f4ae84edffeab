import type { CameraId } from "#contract/camera";
import type { Network } from "#contract/city";
import type { RequestName } from "#contract/request";
import type { RoomState } from "../../core/state.ts";
import type { LatestColumns } from "../../core/world.ts";
import type { AccessRequests, Clock, EvidenceDesk, Journal, Log, Now } from "../../ports.ts";
import type { AnswersFor } from "../answers.ts";
import type { Ledger } from "../ledger.ts";
import { isBound } from "../privacy.ts";
import { watchCalendars } from "./calendar-watch.ts";
import { agencyAnswers } from "./agency-answers.ts";
import { openAuditor } from "./auditor.ts";
import { caseAnswers } from "./case-answers.ts";
import { dutyAnswers } from "./duty-answers.ts";
import { evidenceDesk } from "./evidence-desk.ts";
import { openExplainWatch } from "./explain.ts";
import { openCaseKeeper, type CaseKeeper } from "./keeper.ts";
import { lawAnswers } from "./law-answers.ts";
import { noteAnswers } from "./note-answers.ts";
import { withMessages, type Out } from "./outgoing.ts";
import { planAnswers } from "./plan-answers.ts";
import { registerAnswers } from "./register-answers.ts";
import { relationAnswers } from "./relation-answers.ts";
import { openSharing } from "./sharing.ts";
import { shiftAnswers } from "./shift-answers.ts";
import { openStaffingWatch } from "./staffing.ts";
import { violationAnswers } from "./violation-answers.ts";
import { wayAnswers } from "./way-answers.ts";

type CaseRequests = Extract<RequestName, `${"process" | "calendar" | "incident" | "agency" | "scenario" | "shift" | "violation" | "explanation"}:${string}`>;

interface Options {
  state: RoomState;
  ledger: Ledger;
  journal: Pick<Journal, "head" | "cases" | "recent" | "site" | "epoch">;
  desk: Pick<AccessRequests, "vouch">;
  clock: Clock;
  log: Log;
  now: () => Now;
  meetingHosts: readonly string[];
  outbox: Out;
  /** Streets of the city pack; absent: it has none. */
  network?: Network | undefined;
  latest: () => LatestColumns;
  /** A camera's clock less the room's, ms; absent or undefined: not known. */
  clockOff?: ((camera: CameraId) => number | undefined) | undefined;
}

/** The law's process in the room: every request about it, its evidence, and the two that watch. */
export interface CaseRoom {
  answers: AnswersFor<CaseRequests>;
  evidence: EvidenceDesk;
  keeper: CaseKeeper;
  close(): void;
}

export function openCases({ state, ledger, journal, desk, clock, log, now, meetingHosts, outbox, network, latest, clockOff = () => undefined }: Options): CaseRoom {
  const keeper = openCaseKeeper({ state, ledger, journal, now, outgoing: (facts) => withMessages(facts, state, outbox) });
  const auditor = openAuditor({ state, keeper, journal, clock, now, log });
  const explain = openExplainWatch({ state, keeper, now, log });
  const staffing = openStaffingWatch({ state, keeper, now, log });
  const sharing = openSharing({ state, keeper, now, log });
  const stop = ledger.onFacts((facts) => {
    auditor.heed(facts);
    explain.heed(facts);
    staffing.heed(facts);
    sharing.heed(facts);
  });
  const stopCalendars = watchCalendars({ state, keeper, journal, clock, now, log });
  explain.review();
  staffing.review();
  sharing.review();
  return {
    answers: {
      ...caseAnswers({ state, keeper, journal, desk, now }),
      ...relationAnswers({ state, keeper, journal, now }),
      ...planAnswers({ state, keeper, now }),
      ...noteAnswers({ state, keeper, now, meetingHosts }),
      ...agencyAnswers({ state, keeper, now }),
      ...dutyAnswers({ state, keeper, staffing, now }),
      ...sharing.answers,
      ...wayAnswers({ state, network, latest, now }),
      ...lawAnswers({ state, keeper, now }),
      ...registerAnswers({ state, keeper, now }),
      ...shiftAnswers({ state, keeper, now }),
      ...violationAnswers({ state, keeper, desk, now }),
    },
    keeper,
    evidence: evidenceDesk({ keeper, now, cameras: state.cameras, clockOff, site: { id: journal.site, epoch: journal.epoch }, bound: (party) => isBound({ wall: { privacy: state.wall.privacy || ledger.heldPrivacy() } }, party) }),
    close() {
      stop();
      stopCalendars();
      auditor.close();
      explain.close();
      staffing.close();
      sharing.close();
    },
  };
}
