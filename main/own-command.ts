import type { Settings } from "./settings.ts";

/** How a program is started: the file, and what it is told. */
export interface Command {
  program: string;
  args: readonly string[];
}

/** Flags of one start alone, with their value where it stands apart. */
const ONCE = ["start-with-system", "ticket"];

/**
 * The command that started this shell, to start it again as it was. An AppImage is named by its own file: what it unpacked
 * is gone by then.
 */
export function ownCommand({ argv, env, program }: { argv: readonly string[]; env: Readonly<Record<string, string | undefined>>; program: string }): Command {
  const image = env["APPIMAGE"];
  const args = argv.slice(1).filter((arg, n, all) => {
    const name = (text: string | undefined) => ONCE.find((once) => text === `--${once}`);
    return name(arg) === undefined && name(all[n - 1]) === undefined && !ONCE.some((once) => arg.startsWith(`--${once}=`));
  });
  return { program: image !== undefined && image !== "" ? image : program, args };
}

/** The same for a start by the system, which knows no `KYDAI_*`: what was told by environment is told by flags. */
export function withSettings({ program, args }: Command, { data, join, wallOnly }: Pick<Settings, "data" | "join" | "wallOnly">): Command {
  const has = (name: string) => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const more = [
    ...(has("data") ? [] : ["--data", data]),
    ...(has("join") || join === undefined ? [] : ["--join", join.address]),
    ...(has("role") || !wallOnly ? [] : ["--role", "wall"]),
  ];
  return { program, args: [...args, ...more] };
}
