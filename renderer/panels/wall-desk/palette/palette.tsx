import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { Field } from "../../../design/controls.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { PriorityMark } from "../../../design/priority.tsx";
import { OFFER_GROUPS, useOffers, type Offer } from "../offers.ts";
import css from "./palette.module.css";
import { paletteTexts } from "./texts.ts";

interface Props {
  alarmId: string | undefined;
  thingId: string | undefined;
  /** Name of the chosen cell ("2.3"); undefined: none is chosen. */
  cell: string | undefined;
  disabled: boolean;
  onPut: (offer: Offer, add: boolean) => void;
  onGrab: (event: PointerEvent, offer: Offer) => void;
}

/** What can be put on the wall: dragged onto a cell, or pressed to go into the chosen one. */
export function Palette({ alarmId, thingId, cell, disabled, onPut, onGrab }: Props) {
  const say = usePanelText(paletteTexts);
  const [query, setQuery] = useState("");
  const { list, more } = useOffers(query, { alarmId, thingId });
  const groups = OFFER_GROUPS.map((group) => ({ group, offers: list.filter((offer) => offer.group === group) })).filter(({ offers }) => offers.length > 0);
  return (
    <section className={css.palette} aria-label={say("label")}>
      <Field bare label={say("search")} placeholder={say("search")} type="search" value={query} onChange={setQuery} />
      <p className={css.hint}>{cell === undefined ? say("hint") : say("into", { name: cell })}</p>
      <div className={css.list} data-list="">
        {groups.length === 0 && <p className={css.hint}>{say("nothing")}</p>}
        {groups.map(({ group, offers }) => (
          <section key={group} aria-label={say(group)}>
            <h3 className={css.group}>{say(group)}</h3>
            <div className={css.offers} data-group={group}>{offers.map((offer) => (
              <button key={offer.key} type="button" className={css.offer} disabled={disabled} data-kind={offer.panel.kind} onClick={(event) => onPut(offer, event.shiftKey)} onPointerDown={(event) => onGrab(event, offer)} onKeyDown={walk}>
                {offer.alarm !== undefined && <PriorityMark priority={offer.alarm.priority} size="1.2em" />}
                <span className={css.text}>{offer.text}</span>
              </button>
            ))}</div>
            {more[group] !== undefined && <p className={css.hint}>{say("more", { n: more[group] })}</p>}
          </section>
        ))}
      </div>
    </section>
  );
}

/** Arrow keys lead up and down the list. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const buttons = [...(event.currentTarget.closest("[data-list]")?.querySelectorAll<HTMLElement>("button") ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}
