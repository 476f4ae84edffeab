import type { Agency } from "#contract/agency";
import { Checkbox } from "../../design/controls.tsx";
import formCss from "../../design/case/form.module.css";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./opener.module.css";
import { orderTexts } from "./order-texts.ts";

interface Props {
  lead: string;
  support: readonly string[];
  onChange: (lead: string, support: readonly string[]) => void;
  agencies: readonly Agency[];
  /** Agencies that cannot be left out. */
  kept?: ReadonlySet<string>;
  wrong: string | undefined;
  /** Numbers before the labels, as an order's contents have them. */
  numbers?: readonly [string, string];
  open?: boolean;
}

/** Who leads and who supports; nobody is both. */
export function AgenciesFields({ lead, support, onChange, agencies, kept, wrong, numbers = ["", ""], open = false }: Props) {
  const say = usePanelText(orderTexts);
  const chosen = agencies.filter(({ id }) => support.includes(id));
  /** Who led and cannot be left out supports from now on. */
  const turn = (next: string): void => onChange(next, [...support.filter((id) => id !== next), ...(kept?.has(lead) === true && lead !== next ? [lead] : [])]);
  return (
    <>
      <label className={formCss.native} data-wrong={wrong !== undefined || undefined}>
        <span>{numbers[0]}{say("lead")}</span>
        <select value={lead} onChange={(event) => turn(event.target.value)}>
          <option value="">—</option>
          {agencies.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        {wrong !== undefined && <strong>{wrong}</strong>}
      </label>
      <details className={css.support} open={open}>
        <summary>{numbers[1]}{say("support")}: {chosen.length === 0 ? say("nobody") : chosen.map(({ name }) => name).join(", ")}</summary>
        <div>{agencies.filter(({ id }) => id !== lead).map(({ id, name }) => <Checkbox key={id} label={name} checked={support.includes(id)} disabled={kept?.has(id) === true && support.includes(id)} onChange={(on) => onChange(lead, on ? [...support, id] : support.filter((each) => each !== id))} />)}</div>
      </details>
    </>
  );
}
