import { useEffect } from "react";
import { useText } from "../../design/i18n.ts";
import { findOut } from "../../live/session.ts";
import { Door } from "./door.tsx";

const RETRY_MS = 2000;

/** The backend does not answer: says so and asks again by itself. */
export function Unreachable({ as }: { as: "person" | "display" }) {
  const t = useText();
  useEffect(() => {
    const timer = setInterval(() => void findOut(as), RETRY_MS);
    return () => clearInterval(timer);
  }, [as]);
  return <Door title={t("shell.disconnected")} hint={t("shell.serverDown")} />;
}
