import { useMemo, useState } from "react";
import type { Rule, RuleKindInfo } from "#contract/rule";
import { Button, Field } from "../../design/controls.tsx";
import { kindWords } from "../../design/facts/kind-words.ts";
import { local, useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { PriorityMark } from "../../design/priority.tsx";
import { Chip, EmptyState } from "../../design/states.tsx";
import { matcher, searchable } from "../../design/text-search.ts";
import css from "./rule-editor.module.css";
import { ruleTexts } from "./texts.ts";

interface Props {
  rules: ReadonlyMap<string, Rule>;
  kinds: readonly RuleKindInfo[];
  /** Open alarms per rule. */
  alarms: ReadonlyMap<string, number>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onAdd: (() => void) | undefined;
}

/** Every rule: kind, priority, version, whether it is in use, and how many alarms it has now. */
export function RuleList({ rules, kinds, alarms, chosen, onChoose, onAdd }: Props) {
  const say = usePanelText(ruleTexts);
  const language = useLanguage();
  const [text, setText] = useState("");
  const shown = useMemo(() => {
    const found = matcher(text);
    const collator = new Intl.Collator("vi", { numeric: true });
    return [...rules.values()].filter((rule) => found === undefined || found(searchable(rule.id, rule.name, rule.nameEn, rule.message, rule.kind))).sort((a, b) => collator.compare(a.name, b.name));
  }, [rules, text]);
  return (
    <div className={css.side}>
      <div className={css.toolbar}>
        <Field bare type="search" label={say("search")} placeholder={say("search")} value={text} onChange={setText} />
        {onAdd !== undefined && <Button onPress={onAdd}>+ {say("add")}</Button>}
      </div>
      {shown.length === 0 ? <EmptyState text={say(rules.size === 0 ? "empty" : "noMatch")} /> : (
        <ul className={css.list} aria-label={say("label")}>
          {shown.map((rule) => {
            const now = alarms.get(rule.id) ?? 0;
            return (
              <li key={rule.id}>
                <button type="button" className={css.rule} aria-pressed={rule.id === chosen} data-off={!rule.enabled || undefined} onClick={() => onChoose(rule.id)}>
                  <PriorityMark priority={rule.priority} size="1.5em" />
                  <span className={css.ruleName}>{local(language, rule.name, rule.nameEn)}</span>
                  <span className={css.faint}>{kinds.find((each) => each.kind === rule.kind)?.title[language] ?? kindWords(rule.kind, language)} · {say("version", { n: rule.version })}</span>
                  <span className={css.ruleState}>{now > 0 && <Chip look="strong">{say("alarmsNow", { n: now })}</Chip>}{!rule.enabled && <Chip look="faint">{say("off")}</Chip>}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
