import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** An independent MQTT client: Debian's mosquitto_pub. @throws when the broker refuses or the acknowledgement does not come */
export async function mosquittoPub(options: { port: number; user: string; secret: string; topic: string; message: string; qos?: 0 | 1 | 2 }): Promise<void> {
  const { port, user, secret, topic, message, qos = 1 } = options;
  await run("mosquitto_pub", ["-h", "127.0.0.1", "-p", String(port), "-u", user, "-P", secret, "-t", topic, "-m", message, "-q", String(qos)], { timeout: 15_000 });
}
