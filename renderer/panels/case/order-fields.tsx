import type { Agency } from "#contract/agency";
import type { Instant } from "#contract/ids";
import { Field } from "../../design/controls.tsx";
import { InstantField } from "../../design/case/instant-field.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { AgenciesFields } from "./agencies-fields.tsx";
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

/** Of what is required; a plan's measures are a line each. */
const MOST_ROWS = 10;

/** The six contents of an order (H-11.3): what, where, what is required, who leads, who supports, by when. */
export function OrderFields({ draft, onDraft, agencies, wrong, needsDue, now, onConfirm }: Props) {
  const say = usePanelText(orderTexts);
  const put = (more: Partial<OrderDraft>): void => onDraft({ ...draft, ...more });
  const error = (field: OrderField): string | undefined => (wrong.includes(field) ? say(`wrong.${field}`) : undefined);
  return (
    <>
      <Field label={`1. ${say("happened")}`} rows={2} value={draft.happened} onChange={(happened) => put({ happened })} onConfirm={onConfirm} error={error("happened")} />
      <Field label={`2. ${say("where")}`} value={draft.where} onChange={(where) => put({ where })} error={error("where")} />
      <Field label={`3. ${say("required")}`} rows={Math.min(MOST_ROWS, Math.max(3, draft.required.split("\n").length + 1))} value={draft.required} onChange={(required) => put({ required })} onConfirm={onConfirm} error={error("required")} />
      <AgenciesFields lead={draft.lead} support={draft.support} onChange={(lead, support) => put({ lead, support })} agencies={agencies} wrong={error("lead") ?? error("support")} numbers={["4. ", "5. "]} />
      <InstantField label={`6. ${say("due")}${needsDue ? "" : ` (${say("optional")})`}`} value={draft.due} onChange={(due) => put({ due })} now={now} error={error("due")} />
    </>
  );
}
