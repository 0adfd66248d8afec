import { Brand } from './brand.tsx';
import { TroubleAlert } from './trouble.tsx';

/** Before anything is known. */
export const FullPageWait = () => (
  <div className="full-page" aria-busy="true">
    <Brand />
  </div>
);

export const FullPageTrouble = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <div className="full-page">
    <Brand />
    <TroubleAlert error={error} retry={retry} />
  </div>
);
