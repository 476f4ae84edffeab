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
      {site?.demo === true && <p className={css.banner} data-tone="demo" title={t("shell.demoHint")}><span className={css.solid}>{t("shell.demo")}</span></p>}
    </div>
  );
}
