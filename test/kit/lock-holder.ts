/** A process that takes a data folder's lock, says so, and waits to be killed or told to let go. */
import { writeSync } from "node:fs";
import { lockFolder } from "../../backend/store/lock.ts";

const [folder = "", port = ""] = process.argv.slice(2);
const lock = lockFolder(folder);
if (lock.ok && port !== "") lock.value.describe({ pid: process.pid, port: Number(port) });
writeSync(1, `${JSON.stringify(lock.ok ? { held: process.pid } : { refused: lock.fault })}\n`);
if (lock.ok) process.stdin.once("data", () => lock.value.release()).once("end", () => process.exit(0));
