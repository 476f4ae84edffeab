import { useCallback, useState } from "react";
import type { Instant } from "#contract/ids";
import type { Cell } from "#contract/wall";
import { panelAt } from "#contract/wall-view";
import { Button } from "../../../design/controls.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { useText } from "../../../design/i18n.ts";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState } from "../../../design/states.tsx";
import { useRecords } from "../../../live/hooks.ts";
import { usePanelName } from "../../panel-name.ts";
import { drawWallPanel } from "../../wall.ts";
import type { Freshness } from "../../wall-panel.ts";
import css from "./cell.module.css";
import { cellTexts } from "./texts.ts";

interface Props {
  cell: Cell;
  name: string;
  now: Instant;
  onClose: () => void;
  onAlarm: (alarmId: string) => void;
  onThing: (thingId: string) => void;
}

/** A cell's content on the console, live; from here its alarm or station is opened. */
export function Spotlight({ cell, name, now, onClose, onAlarm, onThing }: Props) {
  const t = useText();
  const say = usePanelText(cellTexts);
  const panelName = usePanelName();
  const datastreams = useRecords("datastreams");
  // What was in it when it was opened: a carousel must not turn under the reader's eyes.
  const [panel] = useState(() => panelAt(cell, now));
  const [fresh, setFresh] = useState<Freshness>();
  const onFresh = useCallback((next: Freshness) => setFresh(next), []);
  const drawn = panel === undefined ? undefined : drawWallPanel(panel, { followed: undefined, onFresh });
  const { alarmId, thingId, datastreamIds } = panel?.settings ?? {};
  const stream = Array.isArray(datastreamIds) && typeof datastreamIds[0] === "string" ? datastreams.get(datastreamIds[0]) : undefined;
  const station = typeof thingId === "string" ? thingId : stream?.thingId;
  return (
    <Dialog title={say("spotTitle", { name, what: panel === undefined ? "" : panelName(panel) })} open onClose={onClose} width={1200}
      actions={<>
        {typeof alarmId === "string" && <Button onPress={() => { onClose(); onAlarm(alarmId); }}>{say("openAlarm")}</Button>}
        {station !== undefined && <Button onPress={() => { onClose(); onThing(station); }}>{say("openStation")}</Button>}
        <Button look="main" onPress={onClose}>{t("shell.close")}</Button>
      </>}>
      {fresh?.stale === true && <p role="status" className={css.hint}>{fresh.why}</p>}
      <div className={css.spot}>
        {drawn === undefined ? <EmptyState /> : "element" in drawn ? drawn.element : <EmptyState text={say("problem", { why: drawn.problem.why === "unknown-kind" ? say("unknownKind", { kind: drawn.problem.detail }) : say("badSettings", { detail: drawn.problem.detail }) })} />}
      </div>
    </Dialog>
  );
}
