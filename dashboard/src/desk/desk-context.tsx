import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../domain/contracts/desk.ts';
import { newKey, write } from '../api/client.ts';
import { RequestFailed } from '../api/problem.ts';
import { useSocket } from '../live/live.tsx';
import { useProblemWords } from '../parts/trouble.tsx';
import { hasDesk, maySupervise } from '../session/duties.ts';
import { useMe } from '../session/session.tsx';
import { SoftphoneProvider } from '../softphone/softphone-context.tsx';
import { setHotlineTime } from '../time/clock.ts';
import { DeskLine } from './desk-line.ts';

const DeskContext = createContext<DeskLine | null>(null);

/** The desk and the telephone of whoever has one, above all pages. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const me = useMe();
  if (hasDesk(me)) return <OwnDesk>{children}</OwnDesk>;
  return maySupervise(me) ? <SoftphoneProvider>{children}</SoftphoneProvider> : children;
}

function OwnDesk({ children }: { children: ReactNode }) {
  const socket = useSocket();
  const [line, setLine] = useState<DeskLine | null>(null);
  useEffect(() => {
    const opened = new DeskLine(socket, setHotlineTime);
    setLine(opened);
    return () => opened.close();
  }, [socket]);
  return (
    <DeskContext value={line}>
      <SoftphoneProvider>{children}</SoftphoneProvider>
    </DeskContext>
  );
}

const never = () => () => undefined;

/** My desk as it stands; null while it is not known, or when I have none. */
export function useDesk(): DeskView | null {
  const line = useContext(DeskContext);
  return useSyncExternalStore(line?.watch ?? never, () => line?.view ?? null);
}

/** Why I have no desk (`forbidden`), or null. */
export function useDeskRefusal(): string | null {
  const line = useContext(DeskContext);
  return useSyncExternalStore(line?.watch ?? never, () => line?.refused ?? null);
}

interface Act {
  path: `/${string}`;
  body?: object;
  /** Said when it is done. */
  said?: string;
}

/** Something an agent does at the desk: POST below /api/desk. What went wrong is said; the desk itself comes live. */
export function useDeskAct() {
  const line = useContext(DeskContext);
  const { message } = App.useApp();
  const { t } = useTranslation();
  const words = useProblemWords();
  const mutation = useMutation<unknown, unknown, Act>({
    mutationFn: ({ path, body = {} }) => write<unknown>('POST', `/api/desk${path}`, body, newKey()),
    onSuccess: (answer, { said }) => {
      if (isDeskView(answer)) line?.receive(answer);
      if (said) void message.success(said);
    },
    onError: (error) => {
      const gone = error instanceof RequestFailed && GONE.has(error.code);
      void message.error(gone ? t('desk.problem.gone') : words(error));
    },
  });
  return { act: mutation.mutate, busy: mutation.isPending, doing: mutation.variables?.path };
}
const GONE = new Set(['wrong_state', 'conflict', 'stale', 'not_found']);

const isDeskView = (answer: unknown): answer is DeskView =>
  typeof answer === 'object' && answer !== null && 'version' in answer && 'personId' in answer;
