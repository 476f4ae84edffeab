import type { ReactNode } from "react";
import * as Aria from "react-aria-components";
import css from "./primitives.module.css";

/** A button. `keyHint` prints the key that does the same; `look`: one "main" at most per form. */
export function Button({ look = "plain", keyHint, children, ...rest }: Omit<Aria.ButtonProps, "children" | "className"> & { look?: "plain" | "main" | "quiet"; keyHint?: string | undefined; children: ReactNode }) {
  return (
    <Aria.Button {...rest} className={css.button!} data-look={look}>
      {children}
      {keyHint !== undefined && <kbd className={css.key}>{keyHint}</kbd>}
    </Aria.Button>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "password" | "number" | "search";
  hint?: string | undefined;
  /** Set: the field is marked wrong and says why. */
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  /** Rows above 1 make it a text area. */
  rows?: number;
  autoFocus?: boolean;
  name?: string;
  autoComplete?: string;
  /** Hides the visible label (it stays for screen readers). */
  bare?: boolean;
  placeholder?: string;
  /** inputMode of soft keyboards. */
  inputMode?: "text" | "decimal" | "numeric";
  /** Ctrl+Enter in a text area, where Enter alone begins a new line. */
  onConfirm?: () => void;
}

/** A labelled text field. */
export function Field({ label, value, onChange, type = "text", hint, error, required, disabled, rows = 1, autoFocus, name, autoComplete, bare, placeholder, inputMode, onConfirm }: FieldProps) {
  return (
    <Aria.TextField className={css.field!} value={value} onChange={onChange} type={type} isInvalid={error !== undefined} isRequired={required ?? false} isDisabled={disabled ?? false} autoFocus={autoFocus ?? false} name={name} autoComplete={autoComplete} inputMode={inputMode} aria-label={bare ? label : undefined} validationBehavior="aria"
      onKeyDown={(event) => {
        if (onConfirm !== undefined && event.key === "Enter" && (event.ctrlKey || event.metaKey)) onConfirm();
        // The form around it hears the others, Ctrl+Enter too.
        else event.continuePropagation();
      }}>
      {!bare && <Aria.Label className={css.label!}>{label}</Aria.Label>}
      {rows > 1 ? <Aria.TextArea className={css.input!} rows={rows} placeholder={placeholder} /> : <Aria.Input className={css.input!} placeholder={placeholder} />}
      {hint !== undefined && <Aria.Text slot="description" className={css.hint!}>{hint}</Aria.Text>}
      <Aria.FieldError className={css.error!}>{error}</Aria.FieldError>
    </Aria.TextField>
  );
}
