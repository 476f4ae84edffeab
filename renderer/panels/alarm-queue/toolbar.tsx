import { useMemo, useState, type RefObject } from "react";
import { PRIORITIES, type AlarmState } from "#contract/alarm";
import { StateMark, stateText } from "../../design/alarm/state-mark.tsx";
import { Select, type Choice } from "../../design/controls.tsx";
import { local, useLanguage, useText } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark, priorityText } from "../../design/priority.tsx";
import { useAlarmCounts, useRecords } from "../../live/hooks.ts";
import css from "./alarm-queue.module.css";
import { causeParts, causeText, propertiesIn } from "./cause.ts";
import { ACTIVE_STATES, EVERYTHING, VIEWS, viewCounts, type Query, type View } from "./query.ts";
import { queueTexts } from "./texts.ts";

const VIEW_WORDS = { active: "viewActive", shelved: "viewShelved", suppressed: "viewSuppressed", "out-of-service": "viewOutOfService" } as const satisfies Record<View, string>;
const ANY = "any";

interface Props {
  query: Query;
  onQuery: (query: Query) => void;
  search: RefObject<HTMLInputElement | null>;
  /** Leaves the search field for the list. */
  onLeaveSearch: () => void;
}

/** Which list, and what of it: views with counts, priorities with counts, search, state, area, cause, service. */
export function Toolbar({ query, onQuery, search, onLeaveSearch }: Props) {
  const t = useText();
  const say = usePanelText(queueTexts);
  const language = useLanguage();
  const counts = useAlarmCounts();
  const views = viewCounts(counts.byState);
  const choices = useChoices();
  const narrowed = query.priorities.size > 0 || query.states.size > 0 || query.area !== undefined || query.cause !== undefined || query.service !== undefined || query.text !== "";
  const [wide, setWide] = useState(false);
  const narrowing = Number(query.states.size > 0) + Number(query.area !== undefined) + Number(query.cause !== undefined) + Number(query.service !== undefined);
  const [state] = query.states;
  const states: Choice<AlarmState | typeof ANY>[] = [{ value: ANY, text: say("anyState") }, ...ACTIVE_STATES.map((value) => ({ value, text: stateText(value, t) }))];
  const area: Choice[] = [{ value: ANY, text: say("anyArea") }, ...choices.areas];
  const cause: Choice[] = [{ value: ANY, text: say("anyCause") }, ...choices.causes.map(({ value, property }) => ({ value, text: causeText(value, local(language, property.vi, property.en), language) }))];
  const service: Choice[] = [{ value: ANY, text: say("anyService") }, ...choices.services.map((n) => ({ value: String(n), text: say("serviceN", { n }) }))];

  return (
    <div className={css.toolbar}>
      <div className={css.views} role="tablist" aria-label={say("views")}>
        {VIEWS.map((view) => (
          <button key={view} type="button" role="tab" aria-selected={query.view === view} className={css.view} onClick={() => onQuery({ ...EVERYTHING, view, sort: query.sort, reversed: query.reversed })}>
            {view !== "active" && <StateMark state={view} label={false} />}
            {say(VIEW_WORDS[view])} <b>{views[view]}</b>
          </button>
        ))}
      </div>
      <div className={css.filters} role="group" aria-label={say("filter")}>
        {query.view === "active" && PRIORITIES.map((priority) => (
          <button key={priority} type="button" className={css.priorityFilter} aria-pressed={query.priorities.has(priority)} title={`${priorityText(priority, t)}: ${counts.byPriority[priority]}, ${say("unacknowledged", { n: counts.unacknowledgedByPriority[priority] })}`}
            onClick={() => {
              const priorities = new Set(query.priorities);
              if (!priorities.delete(priority)) priorities.add(priority);
              onQuery({ ...query, priorities });
            }}>
            <PriorityMark priority={priority} size="1.3em" /><span><b>{counts.unacknowledgedByPriority[priority]}</b>/{counts.byPriority[priority]}</span>
          </button>
        ))}
        <input ref={search} type="search" className={css.search} placeholder={`/  ${say("searchShort")}`} aria-label={say("searchHint")} value={query.text}
          onChange={(event) => onQuery({ ...query, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Escape" && query.text !== "") onQuery({ ...query, text: "" });
            if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown") {
              event.preventDefault();
              onLeaveSearch();
            }
          }} />
        <button type="button" className={css.plain} aria-expanded={wide} onClick={() => setWide(!wide)}>{say("filter")}{narrowing > 0 ? ` (${narrowing})` : ""} {wide ? "▴" : "▾"}</button>
        {narrowed && <button type="button" className={css.plain} onClick={() => onQuery({ ...EVERYTHING, view: query.view, sort: query.sort, reversed: query.reversed })}>{say("clearFilter")}</button>}
      </div>
      {wide && <div className={css.filters} role="group" aria-label={say("filter")}>
        {query.view === "active" && <Select bare label={say("state")} value={state ?? ANY} choices={states} onChange={(value) => onQuery({ ...query, states: value === ANY ? new Set() : new Set([value]) })} />}
        <Select bare label={say("area")} value={query.area ?? ANY} choices={area} onChange={(value) => onQuery({ ...query, area: value === ANY ? undefined : value })} />
        <Select bare label={say("cause")} value={query.cause ?? ANY} choices={cause} onChange={(value) => onQuery({ ...query, cause: value === ANY ? undefined : value })} />
        {choices.services.length > 0 && <Select bare label={say("service")} value={query.service === undefined ? ANY : String(query.service)} choices={service} onChange={(value) => onQuery({ ...query, service: value === ANY ? undefined : Number(value) })} />}
      </div>}
    </div>
  );
}

/** What can be chosen: areas that exist, causes and services the rules can have. */
function useChoices() {
  const areas = useRecords("areas");
  const rules = useRecords("rules");
  const properties = useRecords("observedProperties");
  const datastreams = useRecords("datastreams");
  return useMemo(() => {
    const collator = new Intl.Collator("vi");
    const propertyOf = (id: string): string | undefined => datastreams.get(id)?.observedPropertyId;
    const possible = new Set([...rules.values()].flatMap((rule) => propertiesIn(rule.params, propertyOf).map((id) => `${rule.kind}:${id}`)));
    const causes = [...possible].sort().map((value) => {
      const { property: id } = causeParts(value);
      const property = properties.get(id);
      return { value, property: { vi: property?.name ?? id, en: property?.nameEn } };
    });
    const services = [...new Set([...rules.values()].flatMap((rule) => (rule.service === undefined ? [] : [rule.service])))].sort((a, b) => a - b);
    return { areas: [...areas.values()].sort((a, b) => collator.compare(a.name, b.name)).map(({ id, name }) => ({ value: id as string, text: name })), causes, services };
  }, [areas, rules, properties, datastreams]);
}
