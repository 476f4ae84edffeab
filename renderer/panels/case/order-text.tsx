import type { Order } from "#contract/incident";
import type { PlanRef } from "#contract/plan-ref";
import { formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { useAgencyName } from "../../live/use-cases.ts";
import css from "./case.module.css";
import { PlanReference } from "./plan-reference.tsx";
import { casePageTexts } from "./texts.ts";

/** The order with all it states: the six contents of H-11.3. */
export function OrderText({ order, onStudy }: { order: Order | undefined; onStudy?: ((plan: PlanRef) => void) | undefined }) {
  const say = usePanelText(casePageTexts);
  const language = useLanguage();
  const agency = useAgencyName();
  return (
    <section aria-label={say("order")}>
      <h3>{say("order")}</h3>
      {order === undefined ? <p className={css.faint}>{say("noOrder")}</p> : (
        <dl className={css.order}>
          <dt>{say("happened")}</dt><dd>{order.happened}</dd>
          <dt>{say("where")}</dt><dd>{order.where}</dd>
          <dt>{say("required")}</dt><dd>{order.required}</dd>
          <dt>{say("lead")}</dt><dd>{agency(order.lead)}</dd>
          <dt>{say("support")}</dt><dd>{order.support.length === 0 ? say("nobody") : order.support.map(agency).join(", ")}</dd>
          <dt>{say("due")}</dt><dd>{order.due === undefined ? say("noDue") : formatTime(order.due, "full", language)}</dd>
          {order.plan !== undefined && <><dt>{say("fromPlan")}</dt><dd><PlanReference plan={order.plan} onStudy={onStudy} /></dd></>}
        </dl>
      )}
    </section>
  );
}
