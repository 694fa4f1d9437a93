// A labelled choice out of a list.
import { useId } from "react";

interface SelectProps {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  change: (value: string) => void;
  labelHidden?: boolean;
}

export function Select({ label, value, options, change, labelHidden = false }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? "visually-hidden" : undefined}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => change(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
