import { useEffect, type ReactNode } from "react";
import type { Desktop } from "#contract/desktop";
import { Notices } from "../design/notice.tsx";
import { LoadingState } from "../design/states.tsx";
import { useText } from "../design/i18n.ts";
import { useLink } from "../live/hooks.ts";
import { findOut, forget, useWho } from "../live/session.ts";
import { connect, disconnect } from "../live/socket.ts";
import { Console } from "./console/console.tsx";
import { FirstRunForm } from "./door/first-run-form.tsx";
import { LoginForm } from "./door/login-form.tsx";
import { RedeemForm } from "./door/redeem-form.tsx";
import { Unreachable } from "./door/unreachable.tsx";
import { Wall } from "./wall/wall.tsx";

/** Which cookie counts: a wall is a display, a console a person. */
const AS = { wall: "display", console: "person" } as const;

/** From the door (who are you?) to the room. */
export function App({ role }: { role: Desktop["role"] }) {
  const t = useText();
  const who = useWho();
  const as = AS[role];
  useEffect(() => void findOut(as), [as]);
  return (
    <>
      {who.is === "unknown" && <LoadingState text={t("shell.connecting")} />}
      {who.is === "unreachable" && <Unreachable as={as} />}
      {(who.is === "nobody" || who.is === "first-run") && (role === "wall" ? <RedeemForm /> : who.is === "first-run" ? <FirstRunForm /> : <LoginForm />)}
      {who.is === "party" && <Linked as={as}>{role === "wall" ? <Wall /> : <Console />}</Linked>}
      <Notices />
    </>
  );
}

/** Holds the link open while its children are shown; back to the door when the backend says the token is no longer good. */
function Linked({ as, children }: { as: "person" | "display"; children: ReactNode }) {
  const { goodbye, refused } = useLink();
  useEffect(() => {
    connect(as);
    return disconnect;
  }, [as]);
  useEffect(() => {
    if (goodbye !== undefined && !goodbye.again) forget();
  }, [goodbye]);
  useEffect(() => {
    if (refused !== undefined) void findOut(as);
  }, [refused, as]);
  return children;
}
