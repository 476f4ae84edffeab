import { useEffect, useMemo, useState } from "react";
import { Button } from "../../design/controls.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { EmptyState, ErrorState, LoadingState } from "../../design/states.tsx";
import { useFacts, useNow, useRequest } from "../../live/hooks.ts";
import { useCases } from "../../live/use-cases.ts";
import { CaseList } from "./case-list.tsx";
import { lineOf } from "./order.ts";
import { casesTexts } from "./texts.ts";

const PAGE = 200;
/** The contract's limit of one page; older cases are found by search. */
const MOST = 1000;
/** After the last key stroke, ms. */
const TYPING_MS = 300;

/** Cases that are over, or drills; newest first. */
export function ClosedCases({ which, onOpen }: { which: "closed" | "drill"; onOpen: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const [limit, setLimit] = useState(PAGE);
  // The former page stays in sight while a longer one is on its way.
  const { result: answer, again } = useRequest("incident:page", { which, limit });
  const [last, setLast] = useState(answer);
  if (answer !== undefined && answer !== last) setLast(answer);
  const result = answer ?? last;
  const { open } = useCases();
  const now = useNow(30_000);
  useFacts((facts) => {
    if (facts.some((fact) => fact.kind === "incident:moved" || fact.kind === "incident:opened")) again();
  });
  const lines = useMemo(() => (result?.ok === true ? result.value.incidents.map((head) => lineOf(head, open.get(head.id), now)) : []), [result, open, now]);
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  if (lines.length === 0) return <EmptyState text={say(which === "closed" ? "noneClosed" : "noneDrill")} />;
  const more = result.value.next !== undefined && limit < MOST;
  return <><CaseList lines={lines} label={say(which)} onOpen={onOpen} />{more && <p><Button onPress={() => setLimit(Math.min(MOST, limit + PAGE))}>{say("loadMore")}</Button></p>}</>;
}

/** Open and closed cases with these words in any of their texts. */
export function FoundCases({ text, onOpen }: { text: string; onOpen: (id: string) => void }) {
  const say = usePanelText(casesTexts);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { result, again } = useRequest("incident:search", { text: asked.slice(0, 200), limit: 100 });
  const { open } = useCases();
  const now = useNow(30_000);
  const lines = useMemo(() => (result?.ok === true ? result.value.incidents.map((head) => lineOf(head, open.get(head.id), now)) : []), [result, open, now]);
  if (result === undefined) return <LoadingState />;
  if (!result.ok) return <ErrorState fault={result.fault} onRetry={again} />;
  if (lines.length === 0) return <EmptyState text={say("noneFound", { text: asked })} />;
  return <CaseList lines={lines} label={say("found", { n: lines.length, text: asked })} onOpen={onOpen} />;
}
