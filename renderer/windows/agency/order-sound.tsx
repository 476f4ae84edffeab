import { useState } from "react";
import type { AgencyCase } from "#contract/agency";
import { Button } from "../../design/button-field.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import type { Pattern } from "../../design/sound/pattern.ts";
import { useSiren } from "../../design/sound/siren.ts";
import { useOutbox } from "../../live/phone/outbox.ts";
import css from "./agency.module.css";
import { agencyTexts } from "./texts.ts";

/** An order nobody confirmed: two tones for an emergency, one for a routine order, a low one for an exercise's (invariant 6: it never sounds like a real one). */
const SOUNDS: Readonly<Record<"emergency" | "routine" | "drill", Pattern>> = {
  emergency: { beeps: [{ pitch: 880, at: 0, length: 0.2 }, { pitch: 1175, at: 0.28, length: 0.3 }], every: 3, volume: 0.7 },
  routine: { beeps: [{ pitch: 660, at: 0, length: 0.3 }], every: 10, volume: 0.5 },
  drill: { beeps: [{ pitch: 330, at: 0, length: 0.4 }], every: 10, volume: 0.4 },
};

/** Rings for orders whose receipt is owed (H-11.4), until they are confirmed, or silenced: a new one rings again. */
export function OrderSound({ cases }: { cases: readonly AgencyCase[] }) {
  const say = usePanelText(agencyTexts);
  const { items } = useOutbox();
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set());
  const owed = cases.filter(({ id, part, closedAt, order }) => order !== undefined && part.receivedAt === undefined && part.leftAt === undefined && closedAt === undefined && !items.some(({ incidentId, what, refused }) => incidentId === id && refused === undefined && what.is === "deed" && what.event.is === "received"));
  const nameOf = ({ id, part }: AgencyCase): string => `${id}/${part.orderedAt}`;
  const loud = owed.filter((one) => !silenced.has(nameOf(one)));
  const real = loud.filter(({ drill }) => !drill);
  const ringing = loud.length === 0 ? undefined : real.some(({ urgency }) => urgency === "emergency") ? "emergency" : real.length > 0 ? "routine" : "drill";
  const blocked = useSiren(ringing === undefined ? undefined : SOUNDS[ringing]);
  if (ringing === undefined) return null;
  return (
    <div className={css.ringing} data-ringing={ringing} role="alert">
      <b>{say("newOrders", { n: loud.length })}</b>
      {blocked && <span>{say("soundBlocked")}</span>}
      <Button onPress={() => setSilenced(new Set([...silenced, ...owed.map(nameOf)]))}>{say("silence")}</Button>
    </div>
  );
}
