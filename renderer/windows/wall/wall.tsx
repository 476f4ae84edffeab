import type { CSSProperties, ReactNode } from "react";
import { ErrorState, LoadingState } from "../../design/states.tsx";
import { useNow, usePhase, useWall } from "../../live/hooks.ts";
import { useAttend } from "../../live/wall-live.ts";
import { CentreLink } from "../../panels/centre-link/centre-link.tsx";
import { Clock } from "../../panels/clock/clock.tsx";
import { LinkState } from "../../panels/link-state/link-state.tsx";
import { Banners } from "../frame/banners.tsx";
import { LinkFrame } from "../frame/link-frame.tsx";
import { shiftAt } from "./care.ts";
import { Cells } from "./cells.tsx";
import { Dim, Identify } from "./over-all.tsx";
import { useScreen } from "./screen.ts";
import { TopAlarm } from "./top-alarm.tsx";
import css from "./wall.module.css";
import { Off, Waiting } from "./without-cells.tsx";

/** A wall's window, read from 4 m by a whole room: shows its monitor of the wall's document, and never acts. */
export function Wall() {
  const screen = useScreen();
  const attending = useAttend(screen);
  const monitor = useWall().monitors.get(attending.monitorId ?? "");
  return (
    <LinkFrame>
      <Shifted>
        {monitor?.role !== "off" && (
          <header className={css.bar}>
            <Clock wall />
            <TopAlarm />
            <Banners />
            <CentreLink wall />
            <LinkState brief />
          </header>
        )}
        {/* What lies over everything lies below the bar: banners and the top alarm are never covered. */}
        <div className={css.room}>
          {monitor?.role === "off" ? <Off /> : <Within>{monitor?.role === "wall" ? <Cells monitor={monitor} /> : <Waiting screen={screen} monitor={monitor} attending={attending} />}</Within>}
          <Dim />
          <Identify monitor={monitor} />
        </div>
      </Shifted>
    </LinkFrame>
  );
}

/** Moves everything by a few px every other minute, against burn-in. */
function Shifted({ children }: { children: ReactNode }) {
  const [x, y] = shiftAt(useNow(5000));
  const style: CSSProperties & Record<`--${string}`, string> = { "--shift-x": `${x}px`, "--shift-y": `${y}px` };
  return <div className={css.wall} style={style}>{children}</div>;
}

/** Until the room is there it says so. */
function Within({ children }: { children: ReactNode }) {
  const phase = usePhase();
  if (phase.is === "loading") return <LoadingState />;
  if (phase.is === "failed") return <ErrorState fault={phase.fault} />;
  return children;
}
