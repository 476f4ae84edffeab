import { useCallback, useRef, useState } from "react";
import type { Alarm } from "#contract/alarm";
import type { AlarmId } from "#contract/ids";
import type { RequestOutput } from "#contract/request";
import type { Result } from "#contract/result";
import type { ShelveWish } from "../../design/alarm/shelve-dialog.tsx";
import { alarmActionTexts } from "../../design/alarm/texts.ts";
import { whyText } from "../../design/alarm/why.ts";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { seen } from "../../live/seen.ts";
import { request } from "../../live/socket.ts";
import { APPLIES } from "./rows.ts";
import { queueTexts } from "./texts.ts";

/** What an operator does to alarms from the queue. */
export type Deed = { do: "acknowledge" } | { do: "unshelve" } | { do: "reset" } | ({ do: "shelve" } & ShelveWish);

/** What the row says of a deed: on its way, or why it was refused. */
export type DeedMark = { is: "sending" } | { is: "failed"; why: string };

/** The contract's limit of ids in one request. */
const AT_ONCE = 5000;
const DONE = { acknowledge: "doneAcknowledge", shelve: "doneShelve", unshelve: "doneUnshelve", reset: "doneReset" } as const;

type Bulk = Result<RequestOutput<"alarm:acknowledge">>;

function post(deed: Deed, alarmIds: AlarmId[]): Promise<Bulk> {
  switch (deed.do) {
    case "acknowledge": return request("alarm:acknowledge", { alarmIds });
    case "unshelve": return request("alarm:unshelve", { alarmIds });
    case "reset": return request("alarm:reset", { alarmIds });
    case "shelve": return request("alarm:shelve", { alarmIds, seconds: deed.seconds, reason: deed.reason, oneShot: deed.oneShot });
  }
}

/**
 * Sends deeds, marks their rows while the answer is out, and explains what was refused. A row's own state changes only
 * by the fact that comes back: the mark is never taken for the deed.
 */
export function useDeeds(): { marks: ReadonlyMap<string, DeedMark>; send: (deed: Deed, alarms: readonly Alarm[]) => void } {
  const t = useText();
  const say = usePanelText(queueTexts);
  const sayWhy = usePanelText(alarmActionTexts);
  const [marks, setMarks] = useState<ReadonlyMap<string, DeedMark>>(new Map());
  const sending = useRef(new Map<string, DeedMark>());

  const show = useCallback(() => setMarks(new Map(sending.current)), []);

  const settle = useCallback((ids: readonly AlarmId[], answer: Bulk): number => {
    for (const id of ids) sending.current.delete(id);
    if (!answer.ok) {
      const why = explain(answer.fault, t);
      for (const id of ids) sending.current.set(id, { is: "failed", why });
      notify(why, "bad");
      return 0;
    }
    for (const { alarmId, why } of answer.value.left) sending.current.set(alarmId, { is: "failed", why: whyText(why, t, sayWhy) });
    const first = answer.value.left[0];
    if (first !== undefined) notify(say("left", { n: answer.value.left.length, why: whyText(first.why, t, sayWhy) }), "bad");
    return answer.value.done;
  }, [say, sayWhy, t]);

  const send = useCallback((deed: Deed, alarms: readonly Alarm[]) => {
    // A deed is done to the present, and who does it looks at something else.
    if (seen.past()) return notify(sayWhy("lookingBack"), "bad");
    const ids = alarms.filter((alarm) => APPLIES[deed.do](alarm.state) && sending.current.get(alarm.id)?.is !== "sending").map((alarm) => alarm.id);
    if (ids.length === 0) {
      if (alarms.length > 0) notify(say("nothingToDo"));
      return;
    }
    for (const [id, mark] of sending.current) if (mark.is === "failed") sending.current.delete(id);
    for (const id of ids) sending.current.set(id, { is: "sending" });
    show();
    void (async () => {
      let done = 0;
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        done += settle(some, await post(deed, some));
        show();
      }
      if (done > 1) notify(say(DONE[deed.do], { n: done }));
    })();
  }, [say, sayWhy, settle, show]);

  return { marks, send };
}
