import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setTitleNotice } from './title-notice.ts';

/** The ring of a Chinese exchange: 450 Hz, a second on; the pause is shorter than theirs, as an offer is short. */
const TONE_HZ = 450;
const ON_SECONDS = 1;
const EVERY_MS = 2_500;
const LOUDNESS = 0.18;

/**
 * Rings while `who` is calling, and says so in the window's title.
 *
 * @returns true while the browser keeps it silent, until somebody touches the page
 */
export function useRing(who: string | null): boolean {
  const { t } = useTranslation();
  const [silent, setSilent] = useState(false);
  const ringing = who !== null;
  const title = ringing ? t('desk.offer.title', { who }) : null;
  useEffect(() => setTitleNotice(title), [title]);
  useEffect(() => {
    if (!ringing) return;
    const audio = new AudioContext();
    const stateChanged = () => setSilent(audio.state === 'suspended');
    const wake = () => void audio.resume();
    const ring = () => audio.state === 'running' && ringOnce(audio);
    audio.addEventListener('statechange', stateChanged);
    for (const touch of ['pointerdown', 'keydown']) window.addEventListener(touch, wake);
    stateChanged();
    ring();
    const timer = setInterval(ring, EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const touch of ['pointerdown', 'keydown']) window.removeEventListener(touch, wake);
      audio.removeEventListener('statechange', stateChanged);
      setSilent(false);
      void audio.close();
    };
  }, [ringing]);
  return silent;
}

function ringOnce(audio: AudioContext): void {
  const begin = audio.currentTime;
  const tone = new OscillatorNode(audio, { frequency: TONE_HZ });
  const volume = new GainNode(audio, { gain: 0 });
  // Soft edges, or it clicks.
  volume.gain.setTargetAtTime(LOUDNESS, begin, 0.02);
  volume.gain.setTargetAtTime(0, begin + ON_SECONDS, 0.03);
  tone.connect(volume).connect(audio.destination);
  tone.start(begin);
  tone.stop(begin + ON_SECONDS + 0.3);
}
