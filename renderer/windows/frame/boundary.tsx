import { Component, type ReactNode } from "react";

interface Props {
  children: ReactNode;
  /** Called once for each error that a panel threw. */
  onError: (error: unknown) => void;
}

/** What its children throw while they are drawn stays in here: then it draws nothing. A class, for React knows no other way. */
export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
