import type { ComponentType } from "react";
import type { Instant } from "#contract/ids";
import type { PanelKind, SettingsOf } from "#contract/wall-panels";
import type { TextKey } from "../design/texts/vi.ts";

/** How fresh what a panel shows is. The cell's frame says so in words once `stale` (invariant 7). */
export interface Freshness {
  /** Instant of the newest thing shown; undefined: nothing shown yet, or it has no age (a text). */
  asOf: Instant | undefined;
  stale: boolean;
  /** Why it is stale, one short phrase in the reader's language. */
  why?: string;
  /** What stands there is no true picture (yet, or again after its loss): it is being drawn. `asOf` is then of the last true one. */
  drawing?: boolean;
}

/** What a wall's cell hands its panel. The panel fills its box and never acts on the room. */
export interface WallPanelProps<K extends PanelKind = PanelKind> {
  settings: SettingsOf<K>;
  /** What somebody named the cell; undefined: nobody did. */
  title: string | undefined;
  /** The gravest alarm while the wall follows alarms; undefined otherwise. */
  followed: string | undefined;
  /** Called when freshness changes, not oftener than once a second. */
  onFresh: (fresh: Freshness) => void;
}

/** One entry of the list of panels that a wall's cell can show. */
export interface WallPanelEntry<K extends PanelKind = PanelKind> {
  kind: K;
  title: TextKey;
  /** It tells on its picture what it shows, of when, and what ails it: the frame adds but what the panel cannot know. */
  tellsItself?: true;
  /** Pictures of a `<video>`: the browser gives them up in a layer that is not drawn. */
  moves?: true;
  Panel: ComponentType<WallPanelProps<K>>;
}
