import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useWall } from "../../live/hooks.ts";
import { useMay } from "../../live/session.ts";
import { MissingSigns } from "./missing-signs.tsx";
import { usePrivacyKey } from "./use-wall-keys.ts";
import css from "./wall.module.css";
import { consoleWallTexts } from "./wall-texts.ts";

/** What holds for the whole wall and must not be forgotten, on every console: its sensitive cells are hidden, or monitors of it are seen by nobody. */
export function WallSigns() {
  const say = usePanelText(consoleWallTexts);
  const { privacy } = useWall().wall;
  const mayLift = useMay("wall:privacy-lift");
  const turn = usePrivacyKey();
  return (
    <>
      {privacy && (
        <div className={css.privacy} role="status" data-privacy="" title="Ctrl+Shift+P">
          <b>◐ {say("privacyIs")}</b>
          {mayLift ? <Button onPress={() => void turn()}>{say("privacyOff")}</Button> : <span>{say("privacyLead")}</span>}
        </div>
      )}
      <MissingSigns />
    </>
  );
}
