import { useEffect, useState } from "react";
import { Notices } from "../design/notice.tsx";
import { LoadingState } from "../design/states.tsx";
import { useText } from "../design/i18n.ts";
import { findOut, useWho } from "../live/session.ts";
import { BehindDoor, readRoom } from "./behind-door.tsx";
import { FirstRunForm } from "./door/first-run-form.tsx";
import { InvitedForm, invitedBy } from "./door/invited-form.tsx";
import { LoginForm } from "./door/login-form.tsx";
import { RedeemForm } from "./door/redeem-form.tsx";
import { Unreachable } from "./door/unreachable.tsx";
import { Signs } from "./frame/signs.tsx";
import { AS, type WindowRole } from "./role.ts";

/** From the door being there to reading what is behind it, ms: it is painted first, and the room is here before a password is typed. */
const AHEAD_MS = 1000;

/** From the door (who are you?) to the room. */
export function App({ role }: { role: WindowRole }) {
  const t = useText();
  const who = useWho();
  const as = AS[role];
  const [invited, setInvited] = useState(() => (role === "agency" ? invitedBy(location.hash) : undefined));
  const forgetInvitation = (): void => {
    // It is used up, and is no part of the page that is kept.
    history.replaceState(null, "", location.pathname);
    setInvited(undefined);
  };
  const outside = who.is === "nobody" || who.is === "first-run";
  useEffect(() => void findOut(as), [as]);
  useEffect(() => {
    if (!outside) return undefined;
    // Only ahead of time: who enters without it reads it then, and hears of a failure.
    const timer = setTimeout(() => void readRoom(role).catch(() => undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [outside, role]);
  return (
    <>
      <Signs />
      {who.is === "unknown" && <LoadingState text={t("shell.connecting")} />}
      {who.is === "unreachable" && <Unreachable as={as} />}
      {outside && role === "agency" && invited !== undefined && <InvitedForm invited={invited} onDone={forgetInvitation} />}
      {outside && (role !== "agency" || invited === undefined) && (role === "wall" ? <RedeemForm /> : who.is === "first-run" ? <FirstRunForm /> : <LoginForm />)}
      {who.is === "party" && <BehindDoor role={role} />}
      <Notices />
    </>
  );
}
