import { type Mode, palette } from './palette.ts';

/** The colours by their names in the style sheets: `--ground`, `--late-ground` … */
export const paletteVariables = (mode: Mode): Record<string, string> =>
  Object.fromEntries(
    Object.entries(palette[mode]).map(([name, colour]) => [
      `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      colour,
    ]),
  );

/** Hands the colours to the style sheets. */
export function applyPalette(mode: Mode): void {
  const root = document.documentElement;
  root.style.colorScheme = mode;
  root.dataset.mode = mode;
  for (const [name, colour] of Object.entries(paletteVariables(mode))) root.style.setProperty(name, colour);
}
