import { useEffect, useSyncExternalStore } from 'react';

const STORED = 'yixian.rescueSound';
const AGAIN_MS = 20_000;
const watchers = new Set<() => void>();
let context: AudioContext | null = null;

const isOn = (): boolean => localStorage.getItem(STORED) === 'on';

/** Whether a rescue is heard as well as seen; remembered in this browser. */
export const useRescueSound = (): boolean =>
  useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  }, isOn);

/** Called out of a click: browsers let nothing sound before somebody has asked for it. */
export function setRescueSound(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off');
  for (const watcher of watchers) watcher();
  if (on) {
    wake();
    beep();
  }
}

function wake(): void {
  context ??= new AudioContext();
  void context.resume();
}

/** Two short tones, rising. */
function beep(): void {
  if (context?.state !== 'running') return;
  [880, 1_175].forEach((pitch, index) => {
    if (!context) return;
    const at = context.currentTime + index * 0.22;
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.18);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.2);
  });
}

/** Sounds at once for each rescue that begins to call, and again every so often until somebody has taken it. */
export function useAlarm(ids: readonly number[]): void {
  const on = useRescueSound();
  const calls = ids.join();
  useEffect(() => {
    // After a reload the first click anywhere lets it sound again.
    if (!on) return;
    addEventListener('pointerdown', wake, { once: true });
    addEventListener('keydown', wake, { once: true });
    return () => {
      removeEventListener('pointerdown', wake);
      removeEventListener('keydown', wake);
    };
  }, [on]);
  useEffect(() => {
    if (!on || calls === '') return;
    beep();
    const timer = setInterval(beep, AGAIN_MS);
    return () => clearInterval(timer);
  }, [on, calls]);
}
