// The page's icons: drawn here, because a font of emoji is not on every machine. They stand beside a word.

const PATHS = {
  critical: "M12 2.5 22.5 21h-21L12 2.5Zm0 6v6m0 3.2v.3",
  fail: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19ZM8.5 8.5l7 7m0-7-7 7",
  warning: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19ZM12 7v6m0 3.2v.3",
  pass: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19ZM7.5 12.3l3 3 6-6.3",
  unknown:
    "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19ZM9.3 9.5a2.8 2.8 0 1 1 4 2.6c-.9.5-1.3 1-1.3 1.9m0 3v.3",
  low: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19ZM12 11v6m0-9.5v.3",
  high: "M12 19.5V5m-6 6 6-6.2L18 11",
  medium: "M5 9h14M5 15h14",
  rules: "M4 19.5 19.5 4v15.5H4Zm9-3.5v-4.5",
  model: "M4.5 5h15v10.5h-8L7 19.5v-4H4.5V5Z",
  none: "M4.5 12h4m3 0h1m3 0h4",
  retry: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M18 2.8v4.4h-4.4",
  stop: "M6.5 6.5h11v11h-11z",
  file: "M6 2.5h8l4.5 4.5v14.5H6v-19Zm8 0V7h4.5",
  add: "M12 5v14M5 12h14",
  remove: "M6 6l12 12M18 6 6 18",
  copy: "M8.5 8.5h12v12h-12v-12Zm-3 7h-2v-12h12v2",
  mail: "M3 5.5h18v13H3v-13Zm0 .8 9 7 9-7",
  print: "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7V14Z",
  download: "M12 3.5v11.5m-5-5 5 5 5-5M4 20.5h16",
  swap: "M4 8.5h15l-3.5-4M20 15.5H5l3.5 4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
