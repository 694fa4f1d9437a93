// Something that the reader must know, set apart from the rest.
import type { ReactNode } from "react";
import type { Tone } from "./badge.tsx";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Record<Tone, IconName> = {
  critical: "fail",
  high: "warning",
  medium: "warning",
  low: "low",
  pass: "pass",
  accent: "low",
};

interface NoticeProps {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  /** Whether a screen reader says it at once. */
  urgent?: boolean;
}

export function Notice({ tone, title, children, urgent = false }: NoticeProps) {
  return (
    <div className={`notice tone-${tone}`} role={urgent ? "alert" : undefined}>
      <Icon name={ICONS[tone]} />
      <div className="notice-body stack-tight">
        <div>
          <strong>{title}</strong>
        </div>
        {children}
      </div>
    </div>
  );
}
