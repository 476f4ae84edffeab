import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { panelTexts, usePanelText } from "../../design/panel-text.ts";
import { useFacts, useRequest } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import css from "./missing.module.css";

const texts = panelTexts(
  { down: "KÊNH GỬI “{{id}}” không dùng được từ {{at}} (⇧F9): tin khẩn đi kênh tiếp theo, tin khác đang chờ" },
  { down: "CHANNEL “{{id}}” is down since {{at}} (⇧F9): what is urgent takes the next one, the rest waits" },
);

/** The centre is told as long as a way out of the room is dead (H-12.2). */
export function ChannelSign() {
  const may = useMay("channel:list");
  return may ? <Dead /> : null;
}

function Dead() {
  const say = usePanelText(texts);
  const language = useLanguage();
  const { result, again } = useRequest("channel:list", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "channel:down" || kind === "channel:up" || kind === "backend:started")) again();
  });
  const dead = result?.ok === true ? result.value.channels.filter(({ state }) => state === "down") : [];
  if (dead.length === 0) return null;
  return (
    <div className={css.missing} role="status" data-channels-down={dead.length}>
      {dead.length > 0 && <ul className={css.list}>{dead.map(({ id, since }) => <li key={id}><b>▲</b> {say("down", { id, at: formatTime(since, "short", language) })}</li>)}</ul>}
    </div>
  );
}
