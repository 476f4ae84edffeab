import type { FeedDay, FeedState } from "#contract/feed";
import { useText } from "../../design/i18n.ts";
import { useFlood, useSite, useStatus } from "../../live/hooks.ts";
import css from "./frame.module.css";

/** The fixed place for what changes how everything else is to be read: demo data, a full or damaged disk, an alarm flood. */
export function Banners() {
  const t = useText();
  const site = useSite();
  const status = useStatus();
  const flood = useFlood();
  return (
    <div className={css.banners} role="status">
      {status?.disk === "disk-full" && <p className={css.banner} data-tone="loud" data-long="" title={t("shell.diskFullHint")}>{t("shell.diskFull")}<span className={css.aside}>{t("shell.diskFullHint")}</span></p>}
      {status?.disk === "damaged" && <p className={css.banner} data-tone="loud" data-long="" title={status.diskDetail}>{t("shell.diskDamaged")}<span className={css.aside}>{status.diskDetail}</span></p>}
      {flood.active && <p className={css.banner} data-tone="loud" title={t("shell.floodHint")}>{t("shell.flood", { n: status?.flood.count ?? flood.count })}</p>}
      {site?.demo === true && (
        <p className={css.banner} data-tone="demo" title={t("shell.demoHint")}>
          {status?.feed?.day === undefined ? <span className={css.solid}>{t("shell.demo")}</span> : <Simulated feed={status.feed} day={status.feed.day} />}
        </p>
      )}
    </div>
  );
}

const DAY_KEYS = { flood: "shell.dayFlood", calm: "shell.dayCalm", fire: "shell.dayFire" } as const satisfies Record<FeedDay, string>;

/** Which day is simulated, its hour and how fast it goes; on the wall on two lines. */
function Simulated({ feed, day }: { feed: FeedState; day: FeedDay }) {
  const t = useText();
  const minutes = Math.floor(feed.at / 60);
  const hour = `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return (
    <>
      <span className={css.solid}>{t("shell.simulated")}</span>{" "}
      <span className={css.solid}>{t("shell.simulatedDay", { day: t(DAY_KEYS[day]), hour, speed: feed.speed })}{feed.faults.length > 0 && ` · ${t("shell.faultsOn", { n: feed.faults.length })}`}</span>
    </>
  );
}
