import { useEffect, useState } from "react";
import { Button } from "../../design/button-field.tsx";
import { explain } from "../../design/explain.ts";
import { useText } from "../../design/i18n.ts";
import { notify } from "../../design/notice.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { pushState, subscribePush, type PushState } from "../../live/phone/push.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** Offers orders with the page closed, where the browser and the room can. */
export function PushOffer() {
  const t = useText();
  const say = usePanelText(agencyTexts);
  const [state, setState] = useState<PushState>("off");
  useEffect(() => {
    let wanted = true;
    // The worker that will show them is installed with the page.
    const ready = "serviceWorker" in navigator ? navigator.serviceWorker.ready : Promise.resolve(undefined);
    void ready.then(pushState).then((found) => wanted && setState(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, []);
  if (state !== "offered") return null;
  const subscribe = async (): Promise<void> => {
    const done = await subscribePush();
    if (done.ok) {
      setState("on");
      notify(say("pushOn"));
    } else notify(done.fault.code === "forbidden" ? say("pushDenied") : explain(done.fault, t));
  };
  return <p className={css.waits}>{say("pushOffer")} <Button onPress={() => void subscribe()}>{say("pushTake")}</Button></p>;
}
