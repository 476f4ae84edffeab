import { formatNumber } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./case.module.css";
import { casePageTexts } from "./texts.ts";

/** A camera farther than this shows nothing of the place, m. */
const FAR = 2000;

/** The nearest cameras with their distance; where none is near, that is said plainly. */
export function Cameras({ cameras }: { cameras: readonly { thingId: string; name: string; metres: number }[] }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const nearest = cameras[0];
  const kilometres = (metres: number): string => formatNumber(metres / 1000, 1, language);
  if (nearest === undefined) return <p className={css.cameras} data-far="">{say("noCameras")}</p>;
  if (nearest.metres > FAR) return <p className={css.cameras} data-far="">{say("farCamera", { name: nearest.name, n: kilometres(nearest.metres) })}</p>;
  const near = cameras.filter(({ metres }) => metres <= FAR).map(({ name, metres }) => `${name} (${metres < 1000 ? say("metres", { n: Math.round(metres) }) : say("kilometres", { n: kilometres(metres) })})`);
  return <p className={css.cameras}>{say("cameras")}: {near.join(" · ")}</p>;
}
