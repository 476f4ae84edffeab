/** Child process of `fan-out.ts`: many windows that read everything. argv: url, cookie ("" for the raw baseline), number of clients. */
import { PROTOCOL_VERSION } from "#contract/request";
import { WebSocket } from "ws";

const [url = "", cookie = "", many = "1"] = process.argv.slice(2);
let ready = 0;
let frames = 0;
let bytes = 0;

for (let i = 0; i < Number(many); i++) {
  const wire = new WebSocket(url, { headers: cookie === "" ? {} : { cookie } });
  wire.on("open", () => cookie === "" && joined());
  wire.on("error", (error) => {
    process.stderr.write(`client: ${error.message}\n`);
    process.exit(1);
  });
  wire.on("message", (data: Buffer, binary: boolean) => {
    if (binary) {
      frames++;
      bytes += data.length;
      return;
    }
    const text = data.toString();
    if (text === "2") wire.send("3");
    else if (text.startsWith("0")) wire.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, as: "display" })}`);
    else if (text.startsWith("40")) wire.send(`420${JSON.stringify(["latest:subscribe", { series: "all", hz: 10 }])}`);
    else if (text.startsWith("430")) joined();
  });
}
function joined(): void {
  if (++ready === Number(many)) process.send?.({ kind: "ready" });
}
process.on("message", () => {
  process.send?.({ kind: "counts", frames, bytes });
  frames = 0;
  bytes = 0;
});
process.on("disconnect", () => process.exit(0));
