import { type Mode, palette } from './palette.ts';

/** Hands the colours to the style sheets as `--ground`, `--late-ground` … */
export function applyPalette(mode: Mode): void {
  const root = document.documentElement;
  root.style.colorScheme = mode;
  root.dataset.mode = mode;
  for (const [name, colour] of Object.entries(palette[mode])) {
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
}
