import { CALENDAR_WARNS } from "#contract/calendar";
import { endOf } from "#contract/calendar-check";
import { localDay } from "../../design/format.ts";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import css from "./missing.module.css";

const texts = panelTexts(
  { ending: "LỊCH “{{name}}” chỉ có đến hết {{to}}: nhập lịch mới (⇧F7), sau đó thời hạn chỉ là tạm tính" },
  { ending: "CALENDAR “{{name}}” ends with {{to}}: enter the new days (⇧F7); after it limits are provisional" },
);

/** Who keeps the calendars is told from 60 days before one ends, until it is continued: after it limits are provisional. */
export function CalendarSign() {
  const may = useMay("calendar:save");
  return may ? <Ending /> : null;
}

function Ending() {
  const say = usePanelText(texts);
  const now = useNow(60_000);
  const { result, again } = useRequest("calendar:list", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "calendar:saved")) again();
  });
  const ending = result?.ok === true ? result.value.calendars.filter((calendar) => endOf(calendar) - now <= CALENDAR_WARNS) : [];
  return (
    <div className={css.missing} role="status" data-calendars={ending.length}>
      {ending.length > 0 && <ul className={css.list}>{ending.map(({ id, name, to }) => <li key={id}><b>▲</b> {say("ending", { name, to: localDay(to) })}</li>)}</ul>}
    </div>
  );
}
