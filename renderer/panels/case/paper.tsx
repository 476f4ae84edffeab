import { useEffect, useState } from "react";
import type { Incident } from "#contract/incident";
import type { Instant } from "#contract/ids";
import type { Template } from "#contract/process";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { CallList, type Present } from "./call-list.tsx";
import { OrderSheets, sheetsOf } from "./order-sheets.tsx";
import css from "./paper.module.css";
import { paperTexts } from "./paper-texts.ts";

/** What goes to the printer in the place of the case's page. */
export type Printing = ({ is: "list" } & Present) | { is: "sheets" };

/** What a case has on paper for when no digital channel reaches anybody (H-12.2). Printing does not wait for what cannot be read. */
export function PaperDialog({ incident, onPrint, onClose }: { incident: Incident; onPrint: (what: Printing) => void; onClose: () => void }) {
  const say = usePanelText(paperTexts);
  const [duty, shift] = [useRequest("agency:duty", useMay("agency:duty") ? {} : undefined).result, useRequest("shift:state", useMay("shift:state") ? {} : undefined).result];
  const n = sheetsOf(incident).length;
  const present: Present = { duty: duty?.ok === true ? duty.value.agencies : undefined, shift: shift?.ok === true ? shift.value.on : undefined };
  return (
    <Dialog title={`${say("open")} · ${incident.title}`} open onClose={onClose} actions={<Button onPress={onClose}>{say("close")}</Button>}>
      <p>{say("hint")}</p>
      {present.duty === undefined && <p role="status">{duty === undefined ? say("reading") : `⚠ ${say("dutyUnread")}`}</p>}
      <p className={css.choices}>
        <Button look="main" onPress={() => onPrint({ is: "list", ...present })}>{say("printList")}</Button>
        <Button onPress={() => onPrint({ is: "sheets" })} isDisabled={n === 0}>{say("printSheets", { n })}</Button>
      </p>
      {n === 0 && <p>{say("noOrder")}</p>}
    </Dialog>
  );
}

/** The sheets themselves: on paper alone. */
export function PaperSheets({ what, incident, template, now }: { what: Printing; incident: Incident; template: Template; now: Instant }) {
  return <div className={css.sheets} data-sheets={what.is}>{what.is === "list" ? <CallList incident={incident} now={now} duty={what.duty} shift={what.shift} /> : <OrderSheets incident={incident} template={template} now={now} />}</div>;
}

/** Prints what is set, once it stands on the page, and lets the page be itself again afterwards. */
export function usePrinting(): readonly [what: Printing | undefined, print: (what: Printing | undefined) => void] {
  const [what, setWhat] = useState<Printing>();
  useEffect(() => {
    if (what === undefined) return;
    const done = (): void => setWhat(undefined);
    window.addEventListener("afterprint", done);
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, [what]);
  return [what, setWhat];
}
