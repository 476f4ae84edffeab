import { AlarmBoard } from "../../panels/alarm-board/alarm-board.tsx";
import { Clock } from "../../panels/clock/clock.tsx";
import { KeyFigures } from "../../panels/key-figures/key-figures.tsx";
import { LinkState } from "../../panels/link-state/link-state.tsx";
import { MapPanel } from "../../panels/map/map.tsx";
import { Banners } from "../frame/banners.tsx";
import { LinkFrame } from "../frame/link-frame.tsx";
import css from "./wall.module.css";

/** A wall's window, read from 4 m by a whole room: looks, never acts. */
export function Wall() {
  return (
    <LinkFrame>
      <div className={css.wall}>
        <header className={css.bar}>
          <Clock wall />
          <Banners />
          <LinkState />
        </header>
        <section className={css.map}><MapPanel quiet /></section>
        <section className={css.board}><AlarmBoard /></section>
        <section className={css.figures}><KeyFigures /></section>
      </div>
    </LinkFrame>
  );
}
