import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import type { AlarmId } from "#contract/ids";
import { useRequest } from "../../live/hooks.ts";
import { OpenerForm } from "./opener-form.tsx";
import { orderTexts } from "./order-texts.ts";

/** Opens a case: of an alarm with the plan its scenario has for it, or without one from nothing. */
export function CaseOpener({ alarmId, onClose, onCase }: { alarmId: AlarmId | undefined; onClose: () => void; onCase: (caseId: string) => void }) {
  const say = usePanelText(orderTexts);
  const { result, again } = useRequest("incident:plan", alarmId === undefined ? {} : { alarmId });
  return (
    <Dialog title={say("openTitle")} open onClose={onClose} width={760}>
      {result === undefined ? <LoadingState /> : result.ok ? <OpenerForm plan={result.value} alarmId={alarmId} onClose={onClose} onCase={onCase} /> : <ErrorState fault={result.fault} onRetry={again} />}
    </Dialog>
  );
}
