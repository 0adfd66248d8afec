const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477];
const keys = '123456789*0#';

let context: AudioContext | undefined;

/** The browser allows sound only after a click; before that nothing is heard. */
function audio(): AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  return context;
}

function tones(frequencies: number[], seconds: number, volume: number): () => void {
  const ctx = audio();
  if (!ctx) return () => {};
  const gain = ctx.createGain();
  gain.gain.value = volume;
  gain.connect(ctx.destination);
  const oscillators = frequencies.map((frequency) => {
    const oscillator = ctx.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start();
    oscillator.stop(ctx.currentTime + seconds);
    return oscillator;
  });
  return () => {
    for (const oscillator of oscillators) oscillator.stop();
  };
}

/** The two tones of a key. */
export function keyTone(key: string): void {
  const index = keys.indexOf(key);
  const row = rows[Math.floor(index / 3)];
  const column = columns[index % 3];
  if (row && column) tones([row, column], 0.12, 0.05);
}

export function beep(): void {
  tones([1000], 0.3, 0.06);
}

/** Rings, one second in three, until the returned function is called. */
export function ring(): () => void {
  let stop = tones([450, 480], 1, 0.08);
  const timer = setInterval(() => {
    stop = tones([450, 480], 1, 0.08);
  }, 3000);
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** Speaks a prompt as fast as the carrier reckons, after those before it. False when there is no voice for it. */
export function speak(text: string, language: string): boolean {
  if (typeof speechSynthesis === 'undefined' || !text) return false;
  const wanted = language.replace(/^cmn/, 'zh').toLowerCase();
  const voices = speechSynthesis.getVoices();
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase();
  const voice =
    voices.find((candidate) => tag(candidate) === wanted) ??
    voices.find((candidate) => tag(candidate).startsWith(wanted.slice(0, 2)));
  if (!voice) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  speechSynthesis.speak(utterance);
  return true;
}

export function stopSpeaking(): void {
  if (typeof speechSynthesis !== 'undefined') speechSynthesis.cancel();
}
