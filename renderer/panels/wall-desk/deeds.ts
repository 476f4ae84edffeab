import { useCallback, useMemo, useState } from "react";
import type { Fault } from "#contract/fault";
import type { Result } from "#contract/result";
import { mirror, request } from "../../live/socket.ts";
import type { Deed } from "./edits.ts";

/** A change that was refused. */
export interface Trouble {
  /** "gone": its cell is not there any more. */
  fault: Fault | { code: "gone" };
  what: "edit" | "undo" | "redo";
  /** The change itself, to be made on the wall as it stands by then; absent where that makes no sense. */
  refused?: { deed: Deed; about: readonly string[] };
}

/** One person's way of changing the wall from one place of the window. */
export interface Deeds {
  /** Cells whose change is on its way. */
  sent: ReadonlySet<string>;
  trouble: Trouble | undefined;
  /** @param about cells to be marked as on their way. @returns whether it was done */
  run: (deed: Deed, about?: readonly string[]) => Promise<boolean>;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  /** Makes the refused change on the wall as it stands now. */
  again: () => void;
  dismiss: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Sends changes of the wall and keeps what was refused until the person dealt with it. */
export function useDeeds(): Deeds {
  const [sent, setSent] = useState(NONE);
  const [trouble, setTrouble] = useState<Trouble>();

  const send = useCallback(async (deed: Deed, about: readonly string[], first: boolean): Promise<boolean> => {
    const wish = deed(mirror.wall.get(), first);
    if (wish === undefined) {
      setTrouble({ fault: { code: "gone" }, what: "edit" });
      return false;
    }
    setTrouble(undefined);
    setSent((before) => new Set([...before, ...about]));
    const answer: Result<unknown> = "operations" in wish ? await request("wall:operate", wish) : await request("wall:design", wish);
    setSent((before) => new Set([...before].filter((id) => !about.includes(id))));
    if (!answer.ok) setTrouble({ fault: answer.fault, what: "edit", refused: { deed, about } });
    return answer.ok;
  }, []);

  const turn = useCallback(async (what: "undo" | "redo"): Promise<boolean> => {
    setTrouble(undefined);
    const answer = await request(what === "undo" ? "wall:undo" : "wall:redo", {});
    if (!answer.ok) setTrouble({ fault: answer.fault, what });
    return answer.ok;
  }, []);

  return useMemo(() => ({
    sent, trouble,
    run: (deed, about = []) => send(deed, about, true),
    undo: () => turn("undo"),
    redo: () => turn("redo"),
    again: () => void (trouble?.refused !== undefined && send(trouble.refused.deed, trouble.refused.about, false)),
    dismiss: () => setTrouble(undefined),
  }), [sent, trouble, send, turn]);
}
