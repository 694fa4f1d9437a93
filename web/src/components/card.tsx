// A titled part of a view.
import type { ReactNode } from "react";

interface CardProps {
  id?: string;
  title: string;
  /** What stands at the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Card({ id, title, aside, children, className = "" }: CardProps) {
  const heading = id === undefined ? undefined : `${id}-title`;
  return (
    <section className={`card ${className}`} id={id} aria-labelledby={heading}>
      <div className="card-head">
        <h2 id={heading}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
