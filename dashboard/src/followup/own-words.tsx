import { useTranslation } from 'react-i18next';
import type { Remark } from '../../../domain/contracts/followup.ts';
import { Recording } from '../parts/recording.tsx';

type Said = Pick<Remark, 'recordingId' | 'mayHear' | 'seconds' | 'transcript' | 'words'>;

/** F2: what a customer said in their own words: as they wrote it, or the recording with what was made out of it. */
export function OwnWords({ recordingId, mayHear, seconds, transcript, words }: Said) {
  const { t } = useTranslation();
  return (
    <>
      {words}
      {recordingId !== null &&
        (mayHear ? (
          <Recording id={recordingId} seconds={seconds ?? undefined} />
        ) : (
          <span className="quiet">{t('recording.notForYou')}</span>
        ))}
      {transcript && <div>{transcript}</div>}
      {recordingId !== null && mayHear && !transcript && (
        <div className="quiet own-words-none">{t('results.noTranscript')}</div>
      )}
    </>
  );
}
