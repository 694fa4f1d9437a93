// One choice of a few, as radio buttons that look like one control.
import { useId } from "react";

interface SegmentedProps<T extends string> {
  legend: string;
  value: T;
  options: readonly { value: T; text: string }[];
  change: (value: T) => void;
}

export function Segmented<T extends string>({ legend, value, options, change }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div className="segmented no-print" role="radiogroup" aria-label={legend}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => change(option.value)}
          />
          {option.text}
        </label>
      ))}
    </div>
  );
}
