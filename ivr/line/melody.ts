/** As telephones carry it: 8,000 samples a second, 16 bits, one channel. */
const RATE = 8_000;
const HEADER_BYTES = 44;
const BEAT_SECONDS = 0.5;
/** Quieter than speech, so that a word on the place in line stands out. */
const LOUDNESS = 0.18;

/** A broken chord up and down over four harmonies, in semitones from the A below middle C; ten seconds in all. */
const NOTES = [0, 7, 12, 16, 12, -4, 3, 8, 12, 8, -2, 5, 10, 14, 10, 0, 7, 12, 16, 12];

/** What is heard in line where no recording is set: made, not kept, so that there is no file to lose. */
export function melody(): Buffer {
  const samples = Math.round(NOTES.length * BEAT_SECONDS * RATE);
  const sound = new Float64Array(samples);
  for (const [beat, note] of NOTES.entries()) addNote(sound, Math.round(beat * BEAT_SECONDS * RATE), note);
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  writeHeader(wav, samples * 2);
  sound.forEach((value, index) => {
    wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), HEADER_BYTES + index * 2);
  });
  return wav;
}

/** A plucked tone that dies away; what rings past the end goes on at the beginning, so that it loops without a click. */
function addNote(sound: Float64Array, from: number, semitones: number): void {
  const pitch = 220 * 2 ** (semitones / 12);
  const length = Math.round(2 * BEAT_SECONDS * RATE);
  for (let at = 0; at < length; at++) {
    const seconds = at / RATE;
    const attack = Math.min(1, at / (0.01 * RATE));
    const release = Math.min(1, (length - at) / (0.05 * RATE));
    const envelope = attack * release * Math.exp(-3 * seconds);
    const wave = Math.sin(2 * Math.PI * pitch * seconds) + 0.3 * Math.sin(2 * Math.PI * 2 * pitch * seconds);
    const index = (from + at) % sound.length;
    sound[index] = (sound[index] ?? 0) + LOUDNESS * envelope * wave;
  }
}

function writeHeader(wav: Buffer, bytes: number): void {
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(bytes, 40);
}
