import type { Alarm } from "#contract/alarm";
import { Button } from "../../design/controls.tsx";
import { formatAge } from "../../design/format.ts";
import { local, setLanguage, useLanguage, useText } from "../../design/i18n.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { setShift, useShift } from "../../design/shift.ts";
import { byUrgency, isCrying, isUnacknowledged } from "../../live/alarm-order.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAlarmCounts, useAlarmView, useLookingBack, useNow, useSite } from "../../live/hooks.ts";
import { roomTime } from "../../live/room-time.ts";
import { logout, useParty } from "../../live/session.ts";
import { CentreLink } from "../../panels/centre-link/centre-link.tsx";
import { Clock } from "../../panels/clock/clock.tsx";
import { LinkState } from "../../panels/link-state/link-state.tsx";
import { BackupSign } from "../../panels/sources/backups.tsx";
import { Banners } from "../frame/banners.tsx";
import { timeTexts } from "./time/time-texts.ts";
import { CalendarSign } from "./calendar-sign.tsx";
import { ChannelSign } from "./channel-sign.tsx";
import { WallSigns } from "./wall-signs.tsx";
import css from "./console.module.css";

const OWED = { accept: (alarm: Alarm) => isUnacknowledged(alarm.state), compare: byUrgency };

/** Fixed places: clock, link, banners, top alarm, who is on duty. */
export function TopBar({ onAlarm }: { onAlarm: (id: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const shift = useShift();
  const site = useSite();
  const party = useParty();
  return (
    <header className={css.bar}>
      <Clock />
      <LinkState />
      <CentreLink />
      <TopAlarm onAlarm={onAlarm} />
      <Banners />
      <WallSigns />
      <CalendarSign />
      <ChannelSign />
      <BackupSign />
      <div className={css.duty}>
        <span className={css.who}>
          <span>{party?.kind === "person" ? party.account.name : ""}</span>
          <span className={css.site}>{site?.name}</span>
        </span>
        <Button look="quiet" onPress={() => setShift(shift === "night" ? "day" : "night")}>{shift === "night" ? t("shell.day") : t("shell.night")}</Button>
        <Button look="quiet" onPress={() => setLanguage(language === "vi" ? "en" : "vi")} aria-label={`${language === "vi" ? "EN" : "VI"} – ${t("shell.language")}`}>{language === "vi" ? "EN" : "VI"}</Button>
        <Button look="quiet" onPress={() => void logout()}>{t("shell.logout")}</Button>
      </div>
    </header>
  );
}

/** The most urgent alarm that owes an acknowledgement, in the queue's order; a place used for nothing else. */
function TopAlarm({ onAlarm }: { onAlarm: (id: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  const { list } = useAlarmView(OWED);
  const { unacknowledged } = useAlarmCounts();
  const say = usePanelText(timeTexts);
  const lookingBack = useLookingBack() !== undefined;
  const top = list[0];
  if (top === undefined) return <p className={css.top} data-empty="">{t("shell.noAlarms")}</p>;
  return (
    <button type="button" className={css.top} data-over={!top.inAlarm || undefined} onClick={() => {
      // Whoever looks back is led to the present: an alarm that happens is dealt with there.
      roomTime.backToNow();
      onAlarm(top.id);
    }} data-top-alarm="">
      <span className={css.unseen}>{t("shell.topAlarm")}:</span>
      <PriorityMark priority={top.priority} size={26} flash={isCrying(top)} />
      <span className={css.topText}>{lookingBack && <strong>{say("nowAlarm")} </strong>}{top.inAlarm ? "" : `${t("shell.gone")} · `}{local(language, top.message, top.messageEn)}</span>
      <span className={css.topAge}>{formatAge(top.raisedAt, now, language)}{unacknowledged > 1 ? ` · +${unacknowledged - 1}` : ""}</span>
    </button>
  );
}
