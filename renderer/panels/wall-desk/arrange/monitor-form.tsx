import { useState } from "react";
import { Monitor, type MonitorRole, type WhenLost } from "#contract/wall";
import type { WallMaps } from "#contract/wall-fold";
import { Button, Field, Select } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { NumberInput } from "../../../design/schema/schema-inputs.tsx";
import css from "./arrange.module.css";
import { arrangeTexts } from "./texts.ts";

interface Props {
  monitor: Monitor;
  wall: WallMaps;
  disabled: boolean;
  /** Records to be saved together. */
  onSave: (monitors: readonly Monitor[]) => void;
  onForget: () => void;
}
const ROLES: readonly MonitorRole[] = ["wall", "console", "off"];
const HOWS: readonly WhenLost["how"][] = ["share", "alternate", "replace", "none"];
const SIDES = ["x", "y", "w", "h"] as const;

/** One monitor: number, name, role, where its cells go when it is lost, and which screen shows it. Key it by its rev. */
export function MonitorForm({ monitor, wall, disabled, onSave, onForget }: Props) {
  const say = usePanelText(arrangeTexts);
  const [number, setNumber] = useState<number | string | undefined>(monitor.number);
  const [name, setName] = useState(monitor.name);
  const [role, setRole] = useState(monitor.role);
  const [how, setHow] = useState(monitor.whenLost.how);
  const [to, setTo] = useState<string | undefined>(monitor.whenLost.to);
  const [at, setAt] = useState<Readonly<Record<(typeof SIDES)[number], number | string | undefined>>>(monitor.at);
  const others = [...wall.monitors.values()].filter((one) => one.id !== monitor.id).sort((a, b) => a.number - b.number);
  const heir = others.find((one) => one.id === to);
  const parsed = Monitor.safeParse({ ...monitor, number, name: name.trim(), role, at, whenLost: { how, ...(heir !== undefined && how !== "none" && { to: heir.id }) } });
  const wrong = (field: string): boolean => !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field);
  const taken = others.some((one) => one.number === number);
  const last = wall.attendances.get(monitor.id);
  const shown = last !== undefined && last.leftAt === undefined;
  const screenWords = last !== undefined ? say(shown ? "screenOf" : "screenGone", { label: last.screen.label || last.screen.key, display: last.displayId }) : monitor.screen !== undefined ? say("screenGone", { label: monitor.screen.key, display: monitor.screen.displayId }) : say("noScreen");

  /** Two monitors exchange the screens that show them; the records go together. */
  const swapWith = (other: Monitor): void => {
    const { screen: mine, ...rest } = monitor;
    const { screen: theirs, ...otherRest } = other;
    // Both in one change: whoever has a screen that another one is given loses it in the same change.
    onSave([{ ...rest, ...(theirs !== undefined && { screen: theirs }) }, { ...otherRest, ...(mine !== undefined && { screen: mine }) }]);
  };
  return (
    <form className={css.form} aria-label={say("monitor", { n: monitor.number, name: monitor.name, role: say(`role.${monitor.role}`) })} onSubmit={(event) => { event.preventDefault(); if (parsed.success && !taken) onSave([parsed.data]); }}>
      <div className={css.row}>
        <NumberInput label={say("number")} value={number} onChange={setNumber} disabled={disabled} error={wrong("number") || taken ? say("wrongNumber") : undefined} />
        <Field label={say("name")} value={name} onChange={setName} disabled={disabled} error={wrong("name") ? say("wrongName") : undefined} />
      </div>
      <div className={css.row}>
      <Select label={say("role")} value={role} choices={ROLES.map((value) => ({ value, text: say(`role.${value}`) }))} onChange={setRole} disabled={disabled} hint={role === "wall" ? undefined : say("roleWarning")} />
      {role === "wall" && <>
        <Select label={say("how")} value={how} choices={HOWS.map((value) => ({ value, text: say(`how.${value}`) }))} onChange={setHow} disabled={disabled} />
        {how !== "none" && <Select label={say("to")} value={heir?.id ?? "any"} choices={[{ value: "any", text: say("toAny") }, ...others.filter((one) => one.role === "wall").map((one) => ({ value: one.id, text: `${one.number} ${one.name}` }))]} onChange={(value) => setTo(value === "any" ? undefined : value)} disabled={disabled} />}
      </>}
      </div>
      <div className={css.row}>{SIDES.map((side) => <NumberInput key={side} label={say(side)} value={at[side]} disabled={disabled} onChange={(value) => setAt({ ...at, [side]: value })} />)}</div>
      <p className={css.faint}>{say("screen")}: {screenWords}</p>
      {!disabled && (
        <div className={css.row}>
          <Button look="main" type="submit" isDisabled={!parsed.success || taken}>{say("save")}</Button>
          {others.some((one) => one.screen !== undefined) && monitor.screen !== undefined && <Select label={say("swap")} value={undefined} choices={others.filter((one) => one.screen !== undefined).map((one) => ({ value: one.id, text: `${one.number} ${one.name}` }))} onChange={(id) => {
            const other = others.find((one) => one.id === id);
            if (other !== undefined) swapWith(other);
          }} />}
          {!shown && <Button onPress={onForget}>{say("forget")}…</Button>}
        </div>
      )}
    </form>
  );
}
