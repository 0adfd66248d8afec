const RATE = 8000;
/** Longer recordings are cut, so that nobody is sent megabytes of a tone. */
const MAX_SECONDS = 120;

/** A quiet tone as PCM WAV (8 kHz, 16 bit, mono), so that whoever plays a recording hears that it plays. */
export function toneWav(seconds: number): Buffer {
  const samples = Math.min(seconds, MAX_SECONDS) * RATE;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // mono
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(2000 * Math.sin((2 * Math.PI * 440 * i) / RATE)), 44 + i * 2);
  }
  return wav;
}

/** Silence as MP3: MPEG 2.5 layer III frames (8 kHz, 8 kbit/s, mono) whose content is all zero. */
export function silentMp3(seconds: number): Buffer {
  const frameBytes = 72;
  const frameSeconds = 576 / RATE;
  const frame = Buffer.alloc(frameBytes);
  frame.set([0xff, 0xe3, 0x18, 0xc0]);
  const frames = Math.ceil(Math.min(seconds, MAX_SECONDS) / frameSeconds);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
