import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./alarm-queue.module.css";
import { BINDINGS, type Command } from "./keys.ts";
import { queueTexts } from "./texts.ts";

const WORDS = {
  next: "keyNext", previous: "keyPrevious", "page-down": "keyPageDown", "page-up": "keyPageUp", first: "keyFirst", last: "keyLast", "extend-next": "keyExtendNext",
  "extend-previous": "keyExtendPrevious", select: "keySelect", "select-all": "keySelectAll", clear: "keyClear", open: "keyOpen", acknowledge: "keyAcknowledge",
  "acknowledge-page": "keyAcknowledgePage", shelve: "keyShelve", unshelve: "keyUnshelve", reset: "keyReset", case: "keyCase", mute: "keyMute", fold: "keyFold", expand: "keyExpand",
  collapse: "keyCollapse", search: "keySearch", help: "keyHelp",
} as const satisfies Record<Command, string>;

/** A key of the window around the queue, and what it does. */
export interface WindowKey {
  key: string;
  text: string;
}

/** Every key of the queue, from the table the keyboard itself uses, and the window's own. */
export function Help({ windowKeys, onClose }: { windowKeys: readonly WindowKey[]; onClose: () => void }) {
  const say = usePanelText(queueTexts);
  return (
    <Dialog title={say("help")} open onClose={onClose} width={760}>
      <dl className={css.keys}>
        {BINDINGS.map(({ command, keys }) => (
          <div key={command}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{say(WORDS[command])}</dd>
          </div>
        ))}
        {windowKeys.map(({ key, text }) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{text}</dd></div>)}
      </dl>
    </Dialog>
  );
}
