import { useState } from "react";
import type { Source } from "#contract/source";
import { Button } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { usePanelText } from "../../design/panel-text.ts";
import { useRecords, useStatus } from "../../live/hooks.ts";
import { serverNow } from "../../live/socket.ts";
import css from "./sources.module.css";
import { coveredBy, examples } from "./source-state.ts";
import { sourceTexts } from "./texts.ts";

/** Shows a secret once, with commands that use it. Closing it is the last time anyone sees it. */
export function SecretDialog({ source, secret, onClose }: { source: Source; secret: string; onClose: () => void }) {
  const say = usePanelText(sourceTexts);
  const datastreams = useRecords("datastreams");
  const [now] = useState(serverNow);
  const status = useStatus();
  const datastreamId = coveredBy(source.grants, datastreams.keys()) ?? "DATASTREAM";
  const level = datastreams.get(datastreamId)?.levels[0]?.value;
  const { mqtt, http } = examples(source, secret, { host: location.hostname, mqttPort: status?.mqttPort ?? 1883, origin: location.origin, datastreamId, value: level ?? 1, now });
  return (
    <Dialog title={say("secretTitle", { name: source.name })} open onClose={onClose} width={860} actions={<Button look="main" onPress={onClose}>{say("done")}</Button>}>
      <p role="alert"><b>{say("secretOnce")}</b></p>
      <Copyable text={secret} label={say("secretTitle", { name: source.name })} big />
      <h3>{say("tryMqtt")}</h3>
      <Copyable text={mqtt} label={say("tryMqtt")} />
      <h3>{say("tryHttp")}</h3>
      <Copyable text={http} label={say("tryHttp")} />
    </Dialog>
  );
}

function Copyable({ text, label, big = false }: { text: string; label: string; big?: boolean }) {
  const say = usePanelText(sourceTexts);
  const [copied, setCopied] = useState(false);
  return (
    <div className={css.copyable}>
      <code className={css.code} data-big={big || undefined} aria-label={label}>{text}</code>
      {/* Only in a secure context is there a clipboard to write to; the text can be marked and copied by hand everywhere. */}
      {navigator.clipboard !== undefined && <Button onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => undefined)}>{copied ? `✓ ${say("copied")}` : say("copy")}</Button>}
    </div>
  );
}
