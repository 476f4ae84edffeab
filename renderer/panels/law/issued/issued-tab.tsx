import { useMemo, useState } from "react";
import type { Issued, IssuedRefusal, OwnRecord } from "#contract/issued";
import { issuedKinds, issuedReasons } from "../../../design/facts/issued-words.ts";
import { formatTime } from "../../../design/format.ts";
import { useLanguage } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../../design/states.tsx";
import { useFacts, useRequest } from "../../../live/hooks.ts";
import css from "../law.module.css";
import { SideList, type SideItem } from "../side-list.tsx";
import { IssuedOne, RefusedOne } from "./issued-one.tsx";
import { issuedTexts } from "./issued-texts.ts";

export type Listed = Issued & { own?: OwnRecord | undefined };
const TURN = { open: 0, "in-force": 1, ours: 1 } as const;
const nameOf = ({ record, own, recordId }: Listed): string => own?.record.name ?? record?.record.name ?? recordId;

/** What the centre of the city issued to this room: what is in force, what was edited in both places and waits for a person, what could not be taken. */
export function IssuedTab() {
  const say = usePanelText(issuedTexts);
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const { result, again } = useRequest("issued:list", {});
  useFacts((facts) => {
    if (facts.some(({ kind }) => kind === "centre:issued" || kind === "centre:refused" || kind === "centre:settled")) again();
  });
  const listed = useMemo(() => (result?.ok === true ? result.value.issued.toSorted((a, b) => TURN[a.stands] - TURN[b.stands] || b.at - a.at) : []), [result]);
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  const { refused } = result.value;
  const kind = (of: string): string => Object.entries(issuedKinds[language]).find(([each]) => each === of)?.[1] ?? of;
  const refusedId = ({ id }: IssuedRefusal): string => `!${id}`;
  const items: SideItem[] = [
    ...listed.filter(({ stands }) => stands === "open").map(itemOf),
    ...refused.map((one) => ({ id: refusedId(one), name: say("of", { kind: kind(one.of), name: one.recordId }), note: `${say("version", { n: one.version })} · ${formatTime(one.at, "full", language)}`, mark: `▲ ${say("refused")}` })),
    ...listed.filter(({ stands }) => stands !== "open").map(itemOf),
  ];
  function itemOf(one: Listed): SideItem {
    return { id: one.id, name: say("of", { kind: kind(one.of), name: nameOf(one) }), note: `${say("version", { n: one.newest.version })} · ${say(`stands.${one.stands}`)}`, mark: one.stands === "open" ? `✕ ${say("stands.open")}` : undefined };
  }
  const at = chosen ?? items[0]?.id;
  const one = listed.find(({ id }) => id === at);
  const out = refused.find((each) => refusedId(each) === at);
  return (
    <div className={css.tab}>
      <SideList label={say("list")} items={items} chosen={at} onChoose={setChosen} />
      {one !== undefined ? (
        <IssuedOne key={`${one.id} ${one.newest.version}`} one={one} name={say("of", { kind: kind(one.of), name: nameOf(one) })} onSettled={(what) => {
          notify(say("settled", { what }));
          again();
        }} />
      ) : out !== undefined ? <RefusedOne refusal={out} name={say("of", { kind: kind(out.of), name: out.recordId })} why={issuedReasons[language][out.why]} /> : <EmptyState text={say(items.length === 0 ? "none" : "choose")} />}
    </div>
  );
}
