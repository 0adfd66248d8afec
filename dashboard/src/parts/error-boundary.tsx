import { Button, Result } from 'antd';
import i18next from 'i18next';
import { Component, type ReactNode } from 'react';

/** A fault of our own: says so, and offers the one thing that helps. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        status="error"
        title={i18next.t('fault.title')}
        subTitle={i18next.t('fault.kept')}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {i18next.t('fault.reload')}
          </Button>
        }
      />
    );
  }
}
