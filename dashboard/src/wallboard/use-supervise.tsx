import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import type { SuperviseAnswer } from '../../../domain/contracts/supervision.ts';
import type { SupervisionMode } from '../../../domain/vocabulary.ts';
import { newKey, write } from '../api/client.ts';
import { RequestFailed } from '../api/problem.ts';
import { useProblemWords } from '../parts/trouble.tsx';
import { usePhoneState, useSoftphone } from '../softphone/softphone-context.tsx';
import { useMySupervision } from './use-wallboard.ts';

const GONE = new Set(['wrong_state', 'not_found']);

/** What I do on agents' calls: joining by my telephone, another way of being heard, taking over, leaving. */
export function useSupervise() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useProblemWords();
  const navigate = useNavigate();
  const phone = useSoftphone();
  const state = usePhoneState();
  const mine = useMySupervision();
  const onError = (error: unknown) => {
    const gone = error instanceof RequestFailed && GONE.has(error.code);
    void message.error(gone ? t('supervise.problem.gone') : words(error));
  };
  const supervise = useMutation({
    mutationFn: ({ contactId, mode }: { contactId: number; mode: SupervisionMode }) =>
      write<SuperviseAnswer>('POST', `/api/calls/${contactId}/supervise`, { mode }, newKey()),
    onSuccess: ({ params, mode }) => {
      if (params) void phone?.connect(params);
      else void message.success(t('supervise.changed', { mode: t(`trade.supervision.${mode}`) }));
    },
    onError,
  });
  const takeOver = useMutation({
    mutationFn: (contactId: number) =>
      write<unknown>('POST', `/api/calls/${contactId}/take-over`, {}, newKey()),
    onSuccess: () => {
      void message.success(t('supervise.tookOver'));
      navigate('/desk');
    },
    onError,
  });
  const busy = state !== null && state.call !== 'none';
  return {
    mine,
    pending: supervise.isPending || takeOver.isPending,
    /** Why I cannot join another call just now, in words; null when I can. */
    hindrance: busy ? t('supervise.busyElsewhere') : state?.line === 'ready' ? null : t('supervise.noPhone'),
    join: (contactId: number, mode: SupervisionMode) => supervise.mutate({ contactId, mode }),
    takeOver: (contactId: number) => takeOver.mutateAsync(contactId).catch(() => undefined),
    leave: () => phone?.disconnect(),
  };
}
