import { CameraOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoKind } from '../../../domain/fieldwork/words.ts';
import { newKey } from '../api/client.ts';
import { useDeed } from './queue/field-context.tsx';
import { useToldOutcome } from './queue/told-outcome.ts';
import { shrink } from './shrink.ts';

interface Photo {
  job: { id: number; number: string };
  kind: PhotoKind;
  /** Instead of the kind's name, where the place says what it is of. */
  words?: string;
}

/** One press opens the camera; the picture is kept on the phone and sent with the rest. */
export function PhotoButton({ job, kind, words }: Photo) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const deed = useDeed(job);
  const told = useToldOutcome();
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    try {
      const { data, type, url } = await shrink(file);
      URL.revokeObjectURL(url);
      const query = { ref: newKey(), kind };
      const outcome = await deed({
        step: 'photos',
        photo: { data, type, query },
        deed: { kind: 'photo', photo: kind },
        kept: () => setBusy(false),
      });
      told(outcome, t('field.photoKept'));
    } catch {
      void message.error(t('field.photoUnreadable'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <label className="photo-button" aria-busy={busy}>
      <CameraOutlined aria-hidden="true" />
      <span>{words ?? t(`fieldwork.photoKind.${kind}`)}</span>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy}
        aria-label={t('fieldwork.photo', { kind: t(`fieldwork.photoKind.${kind}`) })}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]).then(() => {
            currentTarget.value = '';
          });
        }}
      />
    </label>
  );
}
