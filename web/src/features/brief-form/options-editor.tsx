// How to audit: plan, limits, who answers, language.
import type { Dispatch } from "react";
import { Select } from "../../components/select.tsx";
import { useLanguage } from "../../lib/language.ts";
import type { DraftAction, DraftOptions } from "./draft.ts";

interface OptionsEditorProps {
  options: DraftOptions;
  /** Providers that this server can ask, by name. */
  providers: readonly string[];
  dispatch: Dispatch<DraftAction>;
}

export function OptionsEditor({ options, providers, dispatch }: OptionsEditorProps) {
  const { lang, words } = useLanguage();
  const text = words.brief;
  const choose = (option: keyof DraftOptions) => (value: string) => dispatch({ do: "choose", option, value });
  const known = new Set(["auto", "rules"]);
  // A draft may name a provider or a chain that this server does not list; the server says what is wrong with it.
  const others = [...new Set([...providers, options.provider])].filter((name) => !known.has(name));
  return (
    <div className="options">
      <Select
        label={text.provider}
        value={options.provider}
        change={choose("provider")}
        options={[
          { value: "auto", text: text.providers.auto },
          { value: "rules", text: text.providers.rules },
          ...others.map((name) => ({ value: name, text: name })),
        ]}
      />
      <Select
        label={text.profile}
        value={options.profile}
        change={choose("profile")}
        options={(["csn", "csn100", "en206"] as const).map((value) => ({
          value,
          text: text.profiles[value],
        }))}
      />
      <Select
        label={text.plan}
        value={options.plan}
        change={choose("plan")}
        options={(["hybrid", "staged"] as const).map((value) => ({ value, text: text.plans[value] }))}
      />
      <Select
        label={text.lang}
        value={options.lang === "" ? lang : options.lang}
        change={choose("lang")}
        options={(["en", "cs"] as const).map((value) => ({ value, text: text.langs[value] }))}
      />
    </div>
  );
}
