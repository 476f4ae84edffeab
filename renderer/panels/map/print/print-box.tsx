import { useState } from "react";
import { PRIORITIES } from "#contract/alarm";
import { Button, Field, Select } from "../../../design/controls.tsx";
import { formatTime } from "../../../design/format.ts";
import { local, useLanguage, useText } from "../../../design/i18n.ts";
import { notify } from "../../../design/notice.tsx";
import { usePanelText } from "../../../design/panel-text.ts";
import { priorityText } from "../../../design/priority.tsx";
import { useSite } from "../../../live/hooks.ts";
import { seen } from "../../../live/seen.ts";
import type { MapHandle } from "../map-handle.ts";
import { mapTexts } from "../map-texts.ts";
import { ToolBox } from "../tool-box.tsx";
import { useToolKeys } from "../use-tool-keys.ts";
import { fileName, print, save, type PrintAs } from "./print.ts";

/** Makes a file of the map as it is seen: title, instant, whether it is past or simulated, legend and where its data come from. */
export function PrintBox({ handle, lines, onClose }: { handle: MapHandle; lines: readonly string[]; onClose: () => void }) {
  const t = useText();
  const say = usePanelText(mapTexts);
  const language = useLanguage();
  const site = useSite();
  const [title, setTitle] = useState(() => say("mapOf", { city: local(language, handle.city?.name ?? site?.name ?? "", handle.city?.nameEn) }));
  const [as, setAs] = useState<PrintAs>("a4");
  const [making, setMaking] = useState(false);
  useToolKeys({ end: onClose });

  const make = async (): Promise<void> => {
    setMaking(true);
    const at = seen.at();
    const { city } = handle;
    const note = [...(seen.past() ? [say("past")] : []), ...(site?.demo === true ? [say("simulated")] : [])].join(" · ");
    const synthetic = city === undefined ? "" : local(language, city.synthetic, city.syntheticEn);
    const sources = [...(city?.attribution.map(({ text, textEn, licence }) => (licence === "" ? local(language, text, textEn) : `${local(language, text, textEn)} (${licence})`)) ?? []), ...(synthetic === "" ? [] : [synthetic])];
    const legend = { title: say("legend"), priorities: PRIORITIES.map((priority) => priorityText(priority, t)), normal: t("shell.normal"), silent: t("shell.noData"), cases: [say("caseEmergency"), say("caseRoutine"), say("caseDrill")], lines };
    const made = await print(handle.scene, as, { title, time: formatTime(at, "full", language), note, sources, north: say("northLetter") }, legend).catch(() => undefined);
    setMaking(false);
    if (made === undefined) return notify(say("notPrinted"), "bad");
    const name = `${fileName(handle.site, at)}.${made.extension}`;
    save(made.blob, name);
    notify(say("saved", { name, size: say(made.extension === "png" ? "px" : "page", { w: made.width, h: made.height }) }));
  };
  return (
    <ToolBox title={say("print")} onClose={onClose}>
      <Field label={say("printTitle")} value={title} onChange={setTitle} />
      <Select<PrintAs> label={say("printAs")} value={as} choices={[{ value: "a4", text: say("a4") }, { value: "a3", text: say("a3") }, { value: "png", text: say("png") }]} onChange={setAs} />
      <Button look="main" isDisabled={making} onPress={() => void make()}>{making ? say("making") : say("make")}</Button>
    </ToolBox>
  );
}
