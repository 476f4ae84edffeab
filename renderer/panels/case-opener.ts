import type { AlarmId } from "#contract/ids";
import { later } from "./later.tsx";

/** The form that opens a case of an alarm; its file is read when it is first asked for. */
export const CaseOpener = later<{ alarmId: AlarmId | undefined; onClose: () => void; onCase: (caseId: string) => void }>(() => import("./case/case-opener.tsx").then((file) => file.CaseOpener));
