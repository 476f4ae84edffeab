import { useEffect, type ReactNode } from "react";
import { useDrillSign, useLink } from "../live/hooks.ts";
import { findOut, forget } from "../live/session.ts";
import { useSign } from "../live/sign.ts";
import { connect, disconnect } from "../live/socket.ts";
import { Console } from "./console/console.tsx";
import { AS, type WindowRole } from "./role.ts";
import { Wall } from "./wall/wall.tsx";

/** What stands behind the door, with all its panels. Loaded by `behind-door.tsx` alone, in a file of its own. */
export function Room({ role }: { role: WindowRole }) {
  return <Linked as={AS[role]}>{role === "wall" ? <Wall /> : <Console />}</Linked>;
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
  const drill = useDrillSign();
  useSign(drill === undefined ? undefined : { kind: "drill", name: drill.name, nameEn: drill.nameEn, paused: drill.paused });
  return children;
}
