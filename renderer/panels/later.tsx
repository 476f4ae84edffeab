import { useCallback, useEffect, useState, type ComponentType } from "react";
import { useText } from "../design/i18n.ts";
import { ErrorState, LoadingState } from "../design/states.tsx";

/**
 * A component whose file is read when it is first shown: what only a console has does not weigh on a wall's start. A file that
 * cannot be had (the backend is away) is asked for again on a press.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let here: ComponentType<P> | undefined;
  return function Later(props: P) {
    const t = useText();
    const [shown, setShown] = useState<{ Shown: ComponentType<P> } | "reading" | "failed">(here === undefined ? "reading" : { Shown: here });
    const [turn, setTurn] = useState(0);
    useEffect(() => {
      if (here !== undefined) return undefined;
      let wanted = true;
      load().then(
        (Shown) => {
          here = Shown;
          if (wanted) setShown({ Shown });
        },
        () => wanted && setShown("failed"),
      );
      return () => {
        wanted = false;
      };
    }, [turn]);
    const again = useCallback(() => {
      setShown("reading");
      setTurn((n) => n + 1);
    }, []);
    if (shown === "reading") return <LoadingState />;
    if (shown === "failed") return <ErrorState text={t("shell.serverDown")} onRetry={again} />;
    return <shown.Shown {...props} />;
  };
}
