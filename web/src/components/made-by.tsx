// Who made a part of an audit: a model, the rules, both, or nobody. Told apart by word, icon and border.
import { useLanguage } from "../lib/language.ts";
import { visible } from "../lib/visible.ts";
import { Icon } from "./icon.tsx";

export function MadeBy({ by }: { by: string | undefined }) {
  const { words } = useLanguage();
  if (by === undefined || by === "") return null;
  const text = words.madeBy;
  if (by === "rules") {
    return (
      <span className="badge made-by made-by-rules" title={text.rulesTitle}>
        <Icon name="rules" />
        {text.rules}
      </span>
    );
  }
  if (by === "default") {
    return (
      <span className="badge made-by made-by-default" title={text.defaultTitle}>
        <Icon name="none" />
        {text.default}
      </span>
    );
  }
  if (by.endsWith("+rules")) {
    return (
      <span className="badge made-by made-by-both" title={text.bothTitle(visible(by))}>
        <Icon name="rules" />
        {text.both}
      </span>
    );
  }
  return (
    <span className="badge made-by made-by-model" title={text.modelTitle(visible(by))}>
      <Icon name="model" />
      {text.model}
    </span>
  );
}

/** Who made one finding of a list: the rules where it carries a code, else whoever made the rest. */
export function MadeByItem({ code, by }: { code: string | null | undefined; by: string | undefined }) {
  if (typeof code === "string" && code !== "") return <MadeBy by="rules" />;
  return <MadeBy by={by === "model+rules" ? "model" : by} />;
}
