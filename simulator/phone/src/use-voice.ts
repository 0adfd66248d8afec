import { useEffect, useRef, useState } from 'react';
import type { PhoneCall } from './call-state.ts';
import { beep, speak, stopSpeaking } from './sound.ts';

/** What others said longer ago is not spoken after a reload. */
const RECENT_MS = 3_000;

/**
 * Speaks the prompts of a call and what others say as they come, and falls silent when the person does something.
 * Gives true when the browser has no voice for what is to be said.
 */
export function useVoice(call: PhoneCall | undefined, sound: boolean): boolean {
  const [voiceless, setVoiceless] = useState(false);
  const spokenTo = useRef(0);
  const lines = call?.lines;
  const recording = call?.waiting?.for === 'recording';

  useEffect(() => {
    if (!sound) stopSpeaking();
  }, [sound]);

  useEffect(() => {
    for (const line of lines ?? []) {
      if (line.id <= spokenTo.current) continue;
      spokenTo.current = line.id;
      if (line.kind === 'keys' || line.kind === 'speech' || line.kind === 'ended') stopSpeaking();
      if (line.kind === 'place' && line.change === 'connected') stopSpeaking();
      if (sound && line.kind === 'said' && Date.parse(line.at) > Date.now() - RECENT_MS) {
        setVoiceless(!speak(line.text, /\p{Script=Han}/u.test(line.text) ? 'zh-CN' : 'en-US'));
      }
      if (!sound || line.kind !== 'prompt' || line.verb === 'Play') continue;
      // What the carrier has already finished saying, before a reload perhaps, is not said again.
      const over = Date.parse(line.at) + line.durationMs < Date.now();
      if (!over || line.verb === 'carrier') setVoiceless(!speak(line.text, line.language));
    }
  }, [lines, sound]);

  useEffect(() => {
    if (recording && sound) beep();
  }, [recording, sound]);

  return sound && voiceless;
}
