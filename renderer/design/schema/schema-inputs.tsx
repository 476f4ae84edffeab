import { useState } from "react";
import { z } from "zod";
import { Field } from "../controls.tsx";
import type { Json } from "./schema-model.ts";

/** Shown with a comma or a point as typed; a number becomes a text only to be shown. */
function written(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** What the person typed as a number where it is one; the text itself where it is not, so that the check can say so; blank is undefined. */
export function readNumber(text: string): number | string | undefined {
  const bare = text.trim().replace(",", ".");
  if (bare === "") return undefined;
  const value = Number(bare);
  return Number.isFinite(value) ? value : text;
}

/** A number typed with comma or point; `preset` shows what a blank means. Keeps the text while it is being typed ("2," is on its way to "2,5"). */
export function NumberInput({ label, value, onChange, hint, error, disabled, preset }: { label: string; value: unknown; onChange: (value: number | string | undefined) => void; hint?: string | undefined; error?: string | undefined; disabled: boolean; preset?: unknown }) {
  const [text, setText] = useState(() => written(value));
  const current = readNumber(text) === value ? text : written(value);
  return <Field label={label} value={current} placeholder={written(preset)} inputMode="decimal" hint={hint} error={error} disabled={disabled} onChange={(next) => { setText(next); onChange(readNumber(next)); }} />;
}

/** Anything the form cannot draw, as JSON; what is not JSON is kept and marked. */
export function RawInput({ label, value, onChange, error, disabled }: { label: string; value: Json | undefined; onChange: (value: Json | undefined) => void; error: string | undefined; disabled: boolean }) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, undefined, 2)));
  const [broken, setBroken] = useState(false);
  return (
    <Field label={label} value={text} rows={6} disabled={disabled} error={error ?? (broken ? "JSON?" : undefined)} onChange={(next) => {
      setText(next);
      try {
        onChange(next.trim() === "" ? undefined : z.json().parse(JSON.parse(next)));
        setBroken(false);
      } catch {
        setBroken(true); // not JSON yet: the last good value stays until it is
      }
    }} />
  );
}
