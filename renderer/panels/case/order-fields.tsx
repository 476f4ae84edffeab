import type { Agency } from "#contract/agency";
import type { Instant } from "#contract/ids";
import { Checkbox, Field } from "../../design/controls.tsx";
import formCss from "../../design/case/form.module.css";
import { InstantField } from "../../design/case/instant-field.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import css from "./opener.module.css";
import { orderTexts } from "./order-texts.ts";
import type { OrderDraft, OrderField } from "./order-draft.ts";

interface Props {
  draft: OrderDraft;
  onDraft: (draft: OrderDraft) => void;
  agencies: readonly Agency[];
  wrong: readonly OrderField[];
  needsDue: boolean;
  now: Instant;
  onConfirm: () => void;
}

/** The six contents of an order (H-11.3): what, where, what is required, who leads, who supports, by when. */
export function OrderFields({ draft, onDraft, agencies, wrong, needsDue, now, onConfirm }: Props) {
  const say = usePanelText(orderTexts);
  const put = (more: Partial<OrderDraft>): void => onDraft({ ...draft, ...more });
  const error = (field: OrderField): string | undefined => (wrong.includes(field) ? say(`wrong.${field}`) : undefined);
  const chosen = agencies.filter(({ id }) => draft.support.includes(id));
  return (
    <>
      <Field label={`1. ${say("happened")}`} rows={2} value={draft.happened} onChange={(happened) => put({ happened })} onConfirm={onConfirm} error={error("happened")} />
      <Field label={`2. ${say("where")}`} value={draft.where} onChange={(where) => put({ where })} error={error("where")} />
      <Field label={`3. ${say("required")}`} rows={3} value={draft.required} onChange={(required) => put({ required })} onConfirm={onConfirm} error={error("required")} />
      <label className={formCss.native} data-wrong={error("lead") !== undefined || undefined}>
        <span>4. {say("lead")}</span>
        <select value={draft.lead} onChange={(event) => put({ lead: event.target.value, support: draft.support.filter((id) => id !== event.target.value) })}>
          <option value="">—</option>
          {agencies.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        {error("lead") !== undefined && <strong>{error("lead")}</strong>}
      </label>
      <details className={css.support}>
        <summary>5. {say("support")}: {chosen.length === 0 ? say("nobody") : chosen.map(({ name }) => name).join(", ")}</summary>
        <div>{agencies.filter(({ id }) => id !== draft.lead).map(({ id, name }) => <Checkbox key={id} label={name} checked={draft.support.includes(id)} onChange={(on) => put({ support: on ? [...draft.support, id] : draft.support.filter((each) => each !== id) })} />)}</div>
      </details>
      <InstantField label={`6. ${say("due")}${needsDue ? "" : ` (${say("optional")})`}`} value={draft.due} onChange={(due) => put({ due })} now={now} error={error("due")} />
    </>
  );
}
