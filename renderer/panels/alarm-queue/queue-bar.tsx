import type { Alarm } from "#contract/alarm";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useAlarmCounts } from "../../live/hooks.ts";
import css from "./alarm-queue.module.css";
import type { Command } from "./keys.ts";
import { APPLIES } from "./rows.ts";
import { queueTexts } from "./texts.ts";

interface Props {
  chosen: number;
  shown: number;
  /** What a command would act on now. */
  targets: readonly Alarm[];
  may: Readonly<Record<keyof typeof APPLIES | "case", boolean>>;
  /** The alarm a command would act on is in an open case. */
  inCase: boolean;
  folded: boolean;
  sound: { blocked: boolean; mutedFor: number | undefined; toggle: () => void };
  onCommand: (command: Command) => void;
}

/** Commands with their keys, the sound, and how much of the list is shown. */
export function QueueBar({ chosen, shown, targets, may, inCase, folded, sound, onCommand }: Props) {
  const say = usePanelText(queueTexts);
  const counts = useAlarmCounts();
  const applies = (deed: keyof typeof APPLIES): boolean => may[deed] && targets.some((alarm) => APPLIES[deed](alarm.state));
  return (
    <div className={css.bar}>
      <Button look="main" keyHint="A" isDisabled={!applies("acknowledge")} onPress={() => onCommand("acknowledge")}>{say("acknowledge")}{chosen > 1 ? ` (${chosen})` : ""}</Button>
      <Button keyHint="S" isDisabled={!applies("shelve")} onPress={() => onCommand("shelve")}>{say("shelve")}</Button>
      {applies("unshelve") && <Button keyHint="U" onPress={() => onCommand("unshelve")}>{say("unshelve")}</Button>}
      {applies("reset") && <Button keyHint="R" onPress={() => onCommand("reset")}>{say("reset")}</Button>}
      {(inCase || may.case) && <Button keyHint="V" isDisabled={targets.length === 0} onPress={() => onCommand("case")}>{say(inCase ? "toCase" : "case")}</Button>}
      <Button keyHint="F" aria-pressed={folded} onPress={() => onCommand("fold")}>{say(folded ? "unfold" : "fold")}</Button>
      <Mute sound={sound} onPress={() => onCommand("mute")} />
      <Button look="quiet" aria-label={say("help")} onPress={() => onCommand("help")}><kbd className={css.key}>?</kbd></Button>
      <span className={css.tally} role="status">
        {chosen > 0 && <><b>{say("chosen", { n: chosen })}</b> <button type="button" className={css.plain} onClick={() => onCommand("clear")}>{say("clear")}</button></>}
        <b>{say("unacknowledged", { n: counts.unacknowledged })}</b>
        <span>{say("shown", { n: shown, all: counts.open })}</span>
      </span>
    </div>
  );
}

function Mute({ sound, onPress }: { sound: Props["sound"]; onPress: () => void }) {
  const say = usePanelText(queueTexts);
  if (sound.blocked) return <span title={say("soundHint")}><Button keyHint="M" onPress={onPress}>🔇 {say("soundBlocked")}</Button></span>;
  if (sound.mutedFor === undefined) return <Button keyHint="M" onPress={onPress}>{say("mute")}</Button>;
  const seconds = Math.ceil(sound.mutedFor / 1000);
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return <Button keyHint="M" aria-pressed onPress={onPress}>{say("muted", { left })}</Button>;
}
