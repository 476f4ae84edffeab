/** Letters that mean something to the Exec key even inside double quotes (Desktop Entry Specification, "The Exec key"). */
const SPECIAL = /["`$\\]/g;

/**
 * An autostart entry that runs a command as it is, whatever letters it has.
 *
 * @param command program and arguments
 * @throws RangeError on a line break, which no entry can hold
 */
export function desktopEntry(command: readonly string[]): string {
  if (command.some((word) => /[\n\r\0]/.test(word))) throw new RangeError("a command with a line break cannot be started by the system");
  // Quoted for the Exec key, where % is doubled; then for a string of the file, where a backslash is doubled once more.
  const exec = command.map((word) => `"${word.replace(SPECIAL, "\\$&").replaceAll("%", "%%")}"`).join(" ").replaceAll("\\", "\\\\");
  return `[Desktop Entry]\nType=Application\nName=Kỳ Đài\nExec=${exec}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n`;
}
