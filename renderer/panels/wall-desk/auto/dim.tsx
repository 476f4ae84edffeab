import { useState } from "react";
import { WallSettings } from "#contract/wall";
import { Button, Checkbox, Field } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { NumberInput } from "../../../design/schema/schema-inputs.tsx";
import type { Deeds } from "../deeds.ts";
import { plainly } from "../edits.ts";
import css from "./auto.module.css";
import { autoTexts } from "./texts.ts";

/** Brightness of the whole wall by the time of day. Key it by the settings' rev. */
export function Dim({ settings, disabled, deeds }: { settings: WallSettings; disabled: boolean; deeds: Deeds }) {
  const say = usePanelText(autoTexts);
  const [on, setOn] = useState(settings.dim !== undefined);
  const [from, setFrom] = useState(settings.dim?.from ?? "22:00");
  const [to, setTo] = useState(settings.dim?.to ?? "05:00");
  const [percent, setPercent] = useState<number | string | undefined>(Math.round((settings.dim?.level ?? 0.5) * 100));
  const parsed = WallSettings.shape.dim.safeParse({ from: from.trim(), to: to.trim(), level: typeof percent === "number" ? percent / 100 : percent });
  const wrong = (field: string): boolean => !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field);
  return (
    <section aria-label={say("dim")}>
      <h3>{say("dim")}</h3>
      <p className={css.faint}>{say("dimHint")}</p>
      <form className={css.row} onSubmit={(event) => {
        event.preventDefault();
        if (!on) void deeds.run(plainly({ designs: [{ do: "settings", dim: undefined }] }));
        else if (parsed.success) void deeds.run(plainly({ designs: [{ do: "settings", dim: parsed.data }] }));
      }}>
        <Checkbox label={say("dimOn")} checked={on} onChange={setOn} disabled={disabled} />
        {on && <>
          <Field label={say("from")} value={from} onChange={setFrom} disabled={disabled} error={wrong("from") ? say("wrongTime") : undefined} />
          <Field label={say("to")} value={to} onChange={setTo} disabled={disabled} error={wrong("to") ? say("wrongTime") : undefined} />
          <NumberInput label={say("level")} value={percent} onChange={setPercent} disabled={disabled} error={wrong("level") ? say("levelWrong") : undefined} />
        </>}
        {!disabled && <Button type="submit" isDisabled={on && !parsed.success}>{say("setDim")}</Button>}
      </form>
    </section>
  );
}
