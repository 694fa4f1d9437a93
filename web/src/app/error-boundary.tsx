// Catches an error of the page itself, so that a view that breaks says so and the rest stays.
import { Component, type ReactNode } from "react";
import { LanguageContext } from "../lib/language.ts";
import { Notice } from "../components/notice.tsx";

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: string | null }> {
  static override contextType = LanguageContext;
  declare context: React.ContextType<typeof LanguageContext>;
  override state: { error: string | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: string } {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const words = this.context.words.app;
    return (
      <Notice tone="critical" title={words.broken} urgent>
        <p>{words.brokenHint}</p>
        <p className="mono said">{this.state.error}</p>
        <div>
          <button type="button" className="button" onClick={() => location.reload()}>
            {words.reload}
          </button>
        </div>
      </Notice>
    );
  }
}
