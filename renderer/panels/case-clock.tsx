import { useState, type ComponentProps } from "react";
import { ALWAYS } from "#contract/calendar";
import type { Fact } from "#contract/fact";
import { ClockBar } from "../design/case/clock-bar.tsx";
import { ClockDetail } from "../design/case/clock-detail.tsx";
import { useRequest } from "../live/hooks.ts";
import { useMay } from "../live/session.ts";
import { useFactWords, useNamingFacts } from "./use-fact-words.ts";

type Props = Omit<ComponentProps<typeof ClockBar>, "onOpen">;

/** One clock; pressed, it says which clause set it, with people and calendars by their names. */
export function CaseClock(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ClockBar {...props} onOpen={() => setOpen(true)} />
      {open && <NamedDetail {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const NONE: readonly Fact[] = [];

/** Names are asked for once it is open, not with every row of a list. */
function NamedDetail(props: Props & { onClose: () => void }) {
  const may = useMay("calendar:list");
  const { result } = useRequest("calendar:list", may && props.clock.calendar !== ALWAYS ? {} : undefined);
  const { who: person } = useFactWords(NONE, { older: useNamingFacts() });
  const calendar = (id: string): string => (result?.ok === true ? (result.value.calendars.find((one) => one.id === id)?.name ?? id) : id);
  return <ClockDetail {...props} person={person} calendar={calendar} />;
}
