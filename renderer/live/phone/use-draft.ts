import { useCallback, useEffect, useMemo, useState } from "react";
import { useParty } from "../session.ts";
import { phoneStore } from "./store.ts";

/** Texts of a form, by field. */
export type Typed = Readonly<Record<string, string>>;

/** What was typed into a form and not sent yet: it outlives the page, for this account alone, until it is sent or given up. */
export interface Draft {
  /** What the form begins with; undefined: not read yet. */
  first: Typed | undefined;
  keep: (texts: Typed) => void;
  drop: () => void;
}

const NOTHING: Typed = {};

/** @param form of which case, and which of its forms */
export function useDraft(form: string): Draft {
  const party = useParty();
  const accountId = party?.kind === "person" ? party.account.id : undefined;
  const key = `${accountId ?? ""} ${form}`;
  const [read, setRead] = useState<{ key: string; texts: Typed }>();
  useEffect(() => {
    let wanted = true;
    // A store that cannot be read keeps nobody from writing.
    void phoneStore().then((store) => store.draft(key)).then((kept) => kept?.texts ?? NOTHING, () => NOTHING).then((texts) => wanted && setRead({ key, texts }));
    return () => {
      wanted = false;
    };
  }, [key]);
  const keep = useCallback((texts: Typed): void => {
    if (accountId === undefined) return;
    const empty = Object.values(texts).every((text) => text.trim() === "");
    void phoneStore().then((store) => (empty ? store.dropDraft(key) : store.keepDraft({ key, accountId, texts, at: Date.now() }))).catch(() => undefined);
  }, [key, accountId]);
  const drop = useCallback((): void => void phoneStore().then((store) => store.dropDraft(key)).catch(() => undefined), [key]);
  const first = read?.key === key ? read.texts : undefined;
  return useMemo(() => ({ first, keep, drop }), [first, keep, drop]);
}
